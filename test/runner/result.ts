/** How a tier of the tests ended. */
export interface TierResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  /** The test's full title, or what failed in its place. */
  readonly title: string;
  readonly message: string;
}
