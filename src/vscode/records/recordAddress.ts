import * as vscode from 'vscode';
import type { AccountPlace } from '../../keys/accountPlace';
import { isResourceId, RESOURCES, type ResourceId } from '../../fleetio/resources';

/** The scheme of documents that show a record. */
export const RECORD_SCHEME = 'fleetio';

/** Which record a document shows. */
export interface ShownRecord extends AccountPlace {
  readonly resource: ResourceId;
  readonly id: number;
  /** The vehicle that the record belongs to, where it was opened below one. */
  readonly vehicleId?: number;
}

/** The document's address. Its last segment is what the tab says, and makes its language JSON. */
export function recordUri({ keyId, account, resource, id, vehicleId }: ShownRecord): vscode.Uri {
  const owner = vehicleId === undefined ? '' : `/vehicles/${vehicleId}`;
  return vscode.Uri.from({
    scheme: RECORD_SCHEME,
    path: `${owner}/${resource}/${RESOURCES[resource].singular} ${id}.json`,
    query: `${keyId}/${account}`,
  });
}

const PATH = /^(?:\/vehicles\/(?<vehicle>\d+))?\/(?<resource>\w+)\/[^/]* (?<id>\d+)\.json$/;

/** The record that an address names; undefined when it names none. */
export function readRecordUri({ scheme, path, query }: vscode.Uri): ShownRecord | undefined {
  const { vehicle, resource = '', id } = PATH.exec(path)?.groups ?? {};
  if (scheme !== RECORD_SCHEME || id === undefined || !isResourceId(resource)) {
    return undefined;
  }
  const owner = vehicle === undefined ? {} : { vehicleId: Number(vehicle) };
  const [keyId = '', account = ''] = query.split('/');
  return { keyId, account, resource, id: Number(id), ...owner };
}
