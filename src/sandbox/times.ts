/** The key user's time zone: Central Time without its summer, in minutes. */
const OFFSET_MINUTES = -360;

/** A moment as the API writes it, in the user's zone: `2025-03-01T07:10:00.000-06:00`. */
export function dateTime(milliseconds: number): string {
  return `${local(milliseconds).slice(0, -1)}-06:00`;
}

/** The day of a moment in the user's zone: `2025-03-01`. */
export function date(milliseconds: number): string {
  return local(milliseconds).slice(0, 10);
}

function local(milliseconds: number): string {
  return new Date(milliseconds + OFFSET_MINUTES * 60_000).toISOString();
}
