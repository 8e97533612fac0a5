/** Whether this engine and this processor know all that the module is made of. */
export const isSupported: boolean;

/** Makes an instance of the module, with a memory of its own. @throws {RangeError} if there is no room for that. */
export function instantiate(): {
  /** Holds the bytes that are looked at, and 32 zeros behind them. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** The first sign from `at` on, or `end`. */
  readonly next: (at: number, end: number) => number;
};
