// What the extension and the page of a vehicle's panel say to each other. Both sides import this, and nothing but types.

import type { ResourceId } from '../../fleetio/resources';

/** A piece of the page that is loaded by itself. */
export type PartId = 'vehicle' | 'meters' | 'economy' | 'costs' | 'reminders' | 'issues';

/** The vehicle in a few words. */
export interface VehicleView {
  readonly name: string;
  readonly status?: { readonly word: string; readonly color: string };
  /** Its address. */
  readonly photo?: string;
  readonly facts: readonly (readonly [title: string, text: string])[];
}

/** Values over time. */
export interface ChartView {
  readonly kind: 'line' | 'bars';
  readonly title: string;
  /** What there is to know about it: which entries it is made of. */
  readonly note: string;
  readonly series: readonly { readonly title: string; readonly unit: string }[];
  /** From old to new. */
  readonly points: readonly ChartPoint[];
}

export interface ChartPoint {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The day or the month in words. */
  readonly label: string;
  /** One of each series; null where it has none. */
  readonly values: readonly (number | null)[];
}

/** A record in a list that can be opened. */
export interface RecordView {
  readonly resource: ResourceId;
  readonly id: number;
  readonly label: string;
  readonly description: string;
}

/** Where a part is: on its way, there, or failed. */
export type PartState<Data> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly data: Data }
  | { readonly kind: 'failed'; readonly title: string; readonly advice: string };

/** What each part shows. */
export interface PartData {
  readonly vehicle: VehicleView;
  readonly meters: ChartView;
  readonly economy: ChartView;
  readonly costs: ChartView;
  readonly reminders: readonly RecordView[];
  readonly issues: readonly RecordView[];
}

/** The state of every part. */
export type Parts = { readonly [Id in PartId]: PartState<PartData[Id]> };

/** The page's own texts, in the person's language. */
export interface PageWords {
  readonly loading: string;
  readonly retry: string;
  readonly refresh: string;
  readonly table: string;
  readonly exportCsv: string;
  readonly time: string;
  readonly photo: string;
  readonly empty: Readonly<Record<PartId, string>>;
  readonly titles: Readonly<Record<PartId, string>>;
  /** Says how to go through a chart by keyboard. */
  readonly chartHelp: string;
}

/** Which vehicle a panel shows; kept by the page, so that it is there after a reload. */
export interface PanelSubject {
  /** These two are an AccountPlace. */
  readonly keyId: string;
  readonly account: string;
  readonly vehicleId: number;
}

/** From the extension to the page. */
export interface ToPage {
  readonly subject: PanelSubject;
  readonly words: PageWords;
  readonly parts: Parts;
}

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'retry'; readonly part: PartId }
  | { readonly type: 'export'; readonly part: PartId }
  | { readonly type: 'open'; readonly record: Pick<RecordView, 'resource' | 'id'> };
