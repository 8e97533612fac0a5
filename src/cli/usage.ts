/** Arguments that a command cannot take; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
