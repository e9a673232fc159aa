// What Node has beside what browsers have, as far as the Action uses it.
declare function setImmediate(callback: (value?: unknown) => void): void;
