import { FleetioError } from '../../fleetio/errors';
import type { ListQuery, RecordAddress } from '../../fleetio/request';
import { isResourceId, RESOURCES, type ResourceId } from '../../fleetio/resources';

/** What a model may say about what it wants to read; the schemas in package.json describe it. */
export interface ReadInput extends Omit<ListQuery, 'resource' | 'perPage'> {
  readonly resource?: string;
  readonly id?: number | string;
  /** How many records, 25 by default. */
  readonly limit?: number;
  /** `next` of the answer before. */
  readonly cursor?: string;
}

const DEFAULT_LIMIT = 25;
/** Answers fill a model's memory. */
const LARGEST_LIMIT = 100;
/** The API gives no fewer (fleetio-api.md section 3). */
const SMALLEST_LIMIT = 2;

/** The resource that an input names. @throws FleetioError `invalidRequest` when there is none of that name. */
export function resourceOf({ resource = '' }: ReadInput): ResourceId {
  if (!isResourceId(resource)) {
    throw new FleetioError('invalidRequest', `There is no resource "${resource}".`);
  }
  return resource;
}

/** The list that an input asks for. */
export function listQueryOf(input: ReadInput, resource: ResourceId = resourceOf(input)): ListQuery {
  const { vehicleId, parentId, filters, sort, archived, limit = DEFAULT_LIMIT } = input;
  return {
    resource,
    perPage: Math.min(Math.max(Math.round(limit), SMALLEST_LIMIT), LARGEST_LIMIT),
    ...(vehicleId !== undefined && { vehicleId }),
    ...(parentId !== undefined && { parentId }),
    ...(filters !== undefined && { filters }),
    ...(sort !== undefined && { sort }),
    ...(archived === true && { archived }),
  };
}

/** The record that an input asks for. */
export function recordAddressOf(input: ReadInput): RecordAddress {
  const { vehicleId, parentId, id } = input;
  return {
    resource: resourceOf(input),
    ...(id !== undefined && { id }),
    ...(vehicleId !== undefined && { vehicleId }),
    ...(parentId !== undefined && { parentId }),
  };
}

/** True when an input asks for one record and not for a list. */
export function asksForRecord(input: ReadInput): boolean {
  return input.id !== undefined || RESOURCES[resourceOf(input)].readable === 'single';
}
