/** Whether this engine and this processor know all that the module is made of. */
export const isSupported: boolean;

/** Makes an instance of the module, with a memory of its own. @throws {RangeError} if there is no room for that. */
export function instantiate(): {
  /** Holds the bytes that are looked at, and 64 zeros behind them. */
  readonly memory: { readonly buffer: ArrayBuffer };
  /** 1 once something was met that Fleetio's name can be a part of, until it is set back. */
  readonly vendor: { value: number };
  /** The first sign from `at` on, or `end`. */
  readonly next: (at: number, end: number) => number;
};
