import { FleetioError } from '../fleetio/errors';
import type { ListQuery, Parent } from '../fleetio/request';
import { isResourceId, RESOURCES, type Resource, type ResourceId } from '../fleetio/resources';
import { listSnippet, recordSnippet, type SnippetApi, type SnippetRequest } from './model';

/** One way to ask for a resource of the catalogue. */
export interface Endpoint {
  readonly resource: ResourceId;
  readonly kind: 'list' | 'record';
  /** What a person calls it: `Meter Entries of a Vehicle`. */
  readonly title: string;
  /** With a name for each id: `/vehicles/:vehicle_id/meter_entries`. */
  readonly path: string;
  /** The ids that have to be known, in the order of the path. */
  readonly ids: readonly EndpointId[];
}

/** An id in the path of an endpoint (or, for a vehicle, in a filter where the catalogue ties it so). */
export interface EndpointId {
  readonly part: 'vehicleId' | 'parentId' | 'id';
  /** The kind of record that it belongs to. */
  readonly resource: ResourceId;
}

/** The ids of an endpoint as a person gives them. */
export type EndpointIds = Readonly<Partial<Record<EndpointId['part'], string>>>;

/** What a list may be asked for besides its path. */
export type ListParameters = Pick<ListQuery, 'filters' | 'sort' | 'archived'>;

/** Everything that the catalogue says can be read, in its order. */
export const ENDPOINTS: readonly Endpoint[] = Object.keys(RESOURCES)
  .filter(isResourceId)
  .flatMap(endpointsOf);

/**
 * The request that asks an endpoint.
 * @throws FleetioError `invalidRequest` when an id, a filter or the sort will not do.
 */
export function endpointSnippet(
  { resource, kind }: Endpoint,
  { vehicleId, parentId, id }: EndpointIds,
  parameters: ListParameters,
  api: SnippetApi,
): SnippetRequest {
  const parent: Parent = {
    ...(vehicleId === undefined ? {} : { vehicleId }),
    ...(parentId === undefined ? {} : { parentId: Number(parentId) }),
  };
  return kind === 'list'
    ? listSnippet({ resource, ...parent, ...parameters }, api)
    : recordSnippet({ resource, ...parent, ...(id === undefined ? {} : { id }) }, api);
}

/** Why an id will not do, in a sentence; undefined when it will. */
export function idProblem(
  endpoint: Endpoint,
  { part }: EndpointId,
  text: string,
  api: SnippetApi,
): string | undefined {
  const others = Object.fromEntries(endpoint.ids.map((other) => [other.part, '1']));
  try {
    endpointSnippet(endpoint, { ...others, [part]: text }, {}, api);
    return undefined;
  } catch (error) {
    if (error instanceof FleetioError) {
      return error.message;
    }
    throw error;
  }
}

function endpointsOf(id: ResourceId): Endpoint[] {
  const { title, singular, readable = 'listAndRecord', parent, vehicle } = RESOURCES[id];
  const endpoints: Endpoint[] = [];
  const add = (kind: Endpoint['kind'], words: string, ids: readonly EndpointId[]): void => {
    endpoints.push({ resource: id, kind, title: words, path: pathOf(RESOURCES[id], ids), ids });
  };
  const above: readonly EndpointId[] =
    parent === undefined
      ? []
      : [{ part: parent === 'vehicles' ? 'vehicleId' : 'parentId', resource: parent }];
  const suffix = parent === undefined ? '' : ` of ${withArticle(RESOURCES[parent].singular)}`;
  if (readable === 'listAndRecord' || readable === 'list') {
    add('list', title + suffix, above);
    if (parent === undefined && vehicle !== undefined) {
      add('list', `${title} of a Vehicle`, [{ part: 'vehicleId', resource: 'vehicles' }]);
    }
  }
  if (readable === 'single') {
    add('record', singular + suffix, above);
  } else if (readable !== 'list') {
    add('record', `One ${singular}${suffix}`, [...above, { part: 'id', resource: id }]);
  }
  return endpoints;
}

function pathOf({ id, path = id, vehicle }: Resource, ids: readonly EndpointId[]): string {
  const [owner] = ids.filter(({ part }) => part !== 'id');
  const isBelow = owner !== undefined && (owner.part === 'parentId' || vehicle?.by !== 'filter');
  const above = isBelow ? `/${owner.resource}/:${singularOf(owner.resource)}_id` : '';
  const filter = owner !== undefined && !isBelow ? '?vehicle' : '';
  const own = ids.some(({ part }) => part === 'id') ? '/:id' : '';
  return `${above}/${path}${own}${filter}`;
}

function singularOf(id: ResourceId): string {
  return RESOURCES[id].singular.toLowerCase().replaceAll(' ', '_');
}

function withArticle(noun: string): string {
  return `${/^[AEIOU]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
