import type { FleetRecord, Page, PageOptions } from '../../fleetio/client';
import type { ListQuery } from '../../fleetio/request';

/** Asks for one page of a list, as `FleetioClient.page` does. */
export interface VehicleSource {
  page(query: ListQuery, options: PageOptions): Promise<Page>;
}

/**
 * What can be searched, in the order of asking, and which texts could be part of a value. The server takes one field a
 * request, as filters all have to hold (fleetio-api.md section 4.1), so a text that cannot be a VIN costs none for it.
 */
const SEARCHED: readonly { readonly field: string; readonly fits: RegExp }[] = [
  { field: 'name', fits: /../ },
  // No VIN has an I, an O or a Q.
  { field: 'vin', fits: /^[a-hj-npr-z\d]{4,17}$/i },
  { field: 'license_plate', fits: /^(?=.*\d)[a-z\d][a-z\d -]{1,9}$/i },
];

/** How many pages of archived vehicles one search among them loads. */
const ARCHIVED_PAGES = 5;

/** Finds vehicles by name, VIN or license plate: first among those that are known, then on the server. */
export class VehicleSearch {
  private readonly found = new Map<number, FleetRecord>();
  /** Where the list of the archived ones goes on; undefined before its first page. */
  private archivedNext: string | undefined;
  private archivedEnded = false;
  /** By field, the texts of which every match has arrived. */
  private readonly covered = new Map<string, string[]>();

  /** @param loaded the vehicles that are known without asking. */
  constructor(
    private readonly source: VehicleSource,
    private readonly loaded: () => readonly FleetRecord[],
  ) {}

  /** The known vehicles that a text is part of, those first whose name begins with it. Makes no request. */
  known(text: string): readonly FleetRecord[] {
    const wanted = text.toLowerCase();
    const first: FleetRecord[] = [];
    const others: FleetRecord[] = [];
    const seen = new Set<number>();
    for (const records of [this.loaded(), this.found.values()]) {
      for (const record of records) {
        if (!seen.has(record.id) && holds(record, wanted)) {
          seen.add(record.id);
          (valueOf(record, 'name').startsWith(wanted) ? first : others).push(record);
        }
      }
    }
    return [...first, ...others];
  }

  /**
   * Asks the server for what is not known yet; gives all matches after each answer. Names are asked for first, and the
   * rest only while there are requests to spare.
   * @throws FleetioError
   */
  async *find(text: string, signal: AbortSignal): AsyncGenerator<readonly FleetRecord[], void> {
    for (const { field, fits } of SEARCHED) {
      if (fits.test(text) && !this.isCovered(field, text)) {
        const priority = field === 'name' ? 'visible' : 'background';
        const filters = [{ field, operator: 'like', value: text }] as const;
        const page = await this.source.page({ resource: 'vehicles', filters }, { signal, priority });
        this.take(field, text, page);
        yield this.known(text);
      }
    }
  }

  /** True while there are archived vehicles that are not known yet, as far as one can tell without asking. */
  get hasMoreArchived(): boolean {
    return !this.archivedEnded;
  }

  /**
   * Loads archived vehicles, which the API lists apart and does not search (fleetio-api.md section 4.3), some pages a
   * call; gives all matches after each page. What was loaded is known from then on.
   * @throws FleetioError
   */
  async *findArchived(text: string, signal: AbortSignal): AsyncGenerator<readonly FleetRecord[], void> {
    for (let asked = 0; asked < ARCHIVED_PAGES && this.hasMoreArchived; asked++) {
      const cursor = this.archivedNext === undefined ? {} : { cursor: this.archivedNext };
      const query = { resource: 'vehicles', archived: true, perPage: 100 } as const;
      const { records, next } = await this.source.page(query, { signal, ...cursor });
      this.keep(records);
      this.archivedNext = next;
      this.archivedEnded = next === undefined;
      yield this.known(text);
    }
  }

  /** True when every match of a part of the text has arrived: then those of the whole text have, too. */
  private isCovered(field: string, text: string): boolean {
    const wanted = text.toLowerCase();
    return this.covered.get(field)?.some((part) => wanted.includes(part)) ?? false;
  }

  private take(field: string, text: string, { records, next }: Page): void {
    this.keep(records);
    if (next === undefined) {
      this.covered.set(field, [...(this.covered.get(field) ?? []), text.toLowerCase()]);
    }
  }

  private keep(records: readonly FleetRecord[]): void {
    for (const record of records) {
      this.found.set(record.id, record);
    }
  }
}

function holds(record: FleetRecord, wanted: string): boolean {
  return SEARCHED.some(({ field }) => valueOf(record, field).includes(wanted));
}

function valueOf(record: FleetRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value.toLowerCase() : '';
}
