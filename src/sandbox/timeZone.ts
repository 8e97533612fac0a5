/** The time zones of the sandbox's users, by the names that Rails gives them. */
const ZONES = {
  UTC: 'UTC',
  'Central Time (US & Canada)': 'America/Chicago',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  Madrid: 'Europe/Madrid',
  Kolkata: 'Asia/Kolkata',
} as const;

export type ZoneName = keyof typeof ZONES;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * A user's time zone. Moments are shown in it with their offset, and what comes without one is read in it
 * (fleetio-api.md section 6, "Dates").
 */
export class TimeZone {
  private readonly format: Intl.DateTimeFormat;
  /** Offsets by the hour: they change on the hour, and asking the format takes long. */
  private readonly offsets = new Map<number, number>();

  constructor(readonly name: ZoneName) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: ZONES[name],
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  }

  /** In minutes, positive in the east. */
  offsetAt(time: number): number {
    const hour = Math.floor(time / HOUR);
    let offset = this.offsets.get(hour);
    if (offset === undefined) {
      offset = (this.wallClock(hour * HOUR) - hour * HOUR) / MINUTE;
      this.offsets.set(hour, offset);
    }
    return offset;
  }

  /** `2025-03-01T07:10:00.000-06:00`. */
  dateTime(time: number): string {
    const offset = this.offsetAt(time);
    const local = new Date(time + offset * MINUTE).toISOString();
    if (this.name === 'UTC') {
      return local;
    }
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    return `${local.slice(0, -1)}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
  }

  /** `2025-03-01`. */
  day(time: number): string {
    return this.dateTime(time).slice(0, 10);
  }

  /**
   * The moment that a text names: ISO 8601, or a day alone, which begins at midnight; `3/4/2025` is the third of April.
   * Undefined when it names none.
   */
  parse(text: string): number | undefined {
    const iso = text
      .trim()
      .replace(/^(\d\d?)[/.-](\d\d?)[/.-](\d{4})\b/, (_, day: string, month: string, year: string) =>
        [year, twoDigits(month), twoDigits(day)].join('-'),
      );
    const [, date, clock = '00:00', offset] =
      /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))? ?(Z|[+-]\d\d:?\d\d)?$/.exec(iso) ?? [];
    const asUtc = Date.parse(`${date ?? ''}T${clock}Z`);
    if (Number.isNaN(asUtc)) {
      return undefined;
    }
    if (offset !== undefined) {
      return Date.parse(`${date ?? ''}T${clock}${offset}`);
    }
    // The offset is that of the moment itself, which is not known yet: from the first guess it is.
    const guess = asUtc - this.offsetAt(asUtc) * MINUTE;
    return asUtc - this.offsetAt(guess) * MINUTE;
  }

  private wallClock(time: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.format.formatToParts(time)) {
      parts[type] = Number(value);
    }
    const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute);
  }
}

function twoDigits(number: number | string): string {
  return String(number).padStart(2, '0');
}
