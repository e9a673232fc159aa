// What a CommonJS module finds around it, as far as Actions use it.
declare const exports: Record<string, unknown>;

// What Node has beside what browsers have.
declare function setImmediate(callback: (value?: unknown) => void): void;
