// What a CommonJS module finds around it, as far as Actions use it.
declare const exports: Record<string, unknown>;
declare function setImmediate(callback: (value?: any) => void): void;
