/** How a tier of the tests ended. */
export interface TierResult {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

/** A test that failed, or what kept a tier from running. */
export interface Failure {
  /** The test's full title, or the name of the step. */
  readonly title: string;
  readonly message: string;
}

/** The last line of a test run, such as `12 passed, 0 failed`. */
export function totalLine(results: readonly TierResult[]): string {
  const sum = (count: (result: TierResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const parts = [
    `${sum((result) => result.passed)} passed`,
    `${sum((result) => result.failures.length)} failed`,
  ];
  const skipped = sum((result) => result.skipped);
  return (skipped > 0 ? [...parts, `${skipped} skipped`] : parts).join(', ');
}
