import { RESOURCES, type Resource } from '../fleetio/resources';
import { isAtLeast, NUMBERLESS_SINCE, type ApiVersion } from '../fleetio/versions';
import type { Guesses } from './options';

/** What a path asks for. */
export interface Target {
  readonly resource: Resource;
  /** `owned` is the one record that hangs on another, where it has no id of its own. */
  readonly what: 'list' | 'archived' | 'record' | 'owned';
  /** The id in the path of the record. */
  readonly id?: string;
  /** The record above it in the path. */
  readonly parent?: { readonly resource: ParentId; readonly id: string };
}

/** A resource whose records others hang on. */
type ParentId = NonNullable<Resource['parent']>;

interface Route {
  readonly pattern: RegExp;
  readonly resource: Resource;
  readonly what: Target['what'];
  readonly parent?: ParentId;
}

/** Until this version, paths of resources that moved to `/v2` were also there under `/v1`. */
const FIRST_GENERATION_UNTIL: ApiVersion = '2024-06-30';

/** What the catalogue says can be read, as paths. Those with fixed words come before those with ids. */
const ROUTES: readonly Route[] = Object.values(RESOURCES)
  .flatMap(routesOf)
  .sort((a, b) => Number(a.what === 'record') - Number(b.what === 'record'));

/** What `path`, which is decoded and carries no number, asks for; undefined when there is no such thing. */
export function targetOf(path: string): Target | undefined {
  for (const { pattern, resource, what, parent } of ROUTES) {
    const match = pattern.exec(path);
    if (match !== null) {
      const { id, parent: parentId } = match.groups ?? {};
      return {
        resource,
        what,
        ...(id === undefined ? {} : { id }),
        ...(parent === undefined || parentId === undefined
          ? {}
          : { parent: { resource: parent, id: parentId } }),
      };
    }
  }
  return undefined;
}

/**
 * Whether a version serves a path under the number that it carries: `''`, `'v1'` or `'v2'`. Below a record, the number is
 * that of the record's resource: the documentation has `/v1/vehicles/:id/service_entries` (section 4.3).
 */
export function servesNumber(
  { resource, parent }: Target,
  number: string,
  version: ApiVersion,
  { otherPaths }: Guesses,
): boolean {
  const { generation } = parent === undefined ? resource : RESOURCES[parent.resource];
  const proper = isAtLeast(version, NUMBERLESS_SINCE) ? '' : `v${generation}`;
  const former = number === 'v1' && !isAtLeast(version, FIRST_GENERATION_UNTIL);
  const other = number === '' || number === `v${generation}`;
  return number === proper || former || (other && otherPaths === 'served');
}

function routesOf(resource: Resource): Route[] {
  const { id, path = id, parent, readable = 'listAndRecord', archived, vehicle } = resource;
  const base = parent === undefined ? `/${path}` : `/${parent}/(?<parent>[^/]+)/${path}`;
  const under = parent === undefined ? {} : { parent };
  const route = (what: Target['what'], pattern: string, more: Pick<Route, 'parent'> = under): Route => ({
    pattern: new RegExp(`^${pattern}$`),
    resource,
    what,
    ...more,
  });
  return [
    ...(readable === 'list' || readable === 'listAndRecord' ? [route('list', base)] : []),
    ...(readable === 'record' || readable === 'listAndRecord'
      ? [route('record', `${base}/(?<id>[^/]+)`)]
      : []),
    ...(readable === 'single' ? [route('owned', base)] : []),
    ...(archived === true ? [route('archived', `${base}/archived`)] : []),
    ...(vehicle?.by === 'path' && parent === undefined
      ? [route('list', `/vehicles/(?<parent>[^/]+)/${path}`, { parent: 'vehicles' })]
      : []),
  ];
}
