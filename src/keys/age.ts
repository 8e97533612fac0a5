const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from one time to a later one; 0 where the clock was set back. */
export function daysSince(time: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / DAY_MS));
}

/** Whether a key is so old that its owner wants to be reminded of it. @param afterDays 0: never. */
export function isDue(addedAt: string, now: Date, afterDays: number): boolean {
  return afterDays > 0 && daysSince(addedAt, now) >= afterDays;
}
