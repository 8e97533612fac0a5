/** Whether this processor has the instructions that the module needs. */
export const isSupported: boolean;

/** Makes an instance of the module, with a memory of its own. */
export function instantiate(): {
  /** Holds the bytes that are looked at, and 32 zeros behind them. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** The first sign from `at` on, or `end`. */
  readonly next: (at: number, end: number) => number;
};
