import type { RecordAddress } from '../../fleetio/client';
import type { JsonObject } from '../../fleetio/json';
import { recordRequest } from '../../fleetio/request';
import { RESOURCES } from '../../fleetio/resources';
import type { ActiveClient } from '../keys/activeClient';
import { announceRequest, keyInUse, TOOL_PRIORITY } from './apiRequests';
import { SHOWN } from './inputSchemas';
import type { ToolDefinition } from './readOnlyTool';
import { readAddress, readChoice } from './toolInput';

/** Gets one record with all its fields. */
export function getRecord(client: ActiveClient): ToolDefinition {
  return {
    announce: async (input) => {
      const address = read(input);
      const active = await keyInUse(client);
      const what = `${RESOURCES[address.resource].singular.toLowerCase()} ${address.id ?? ''}`.trim();
      return announceRequest(active, recordRequest(address, active.key.apiVersion), what);
    },
    answer: async (input, signal) => {
      const address = read(input);
      const active = await keyInUse(client);
      const record = await active.client.get(address, { signal, priority: TOOL_PRIORITY });
      return { facts: { account: active.accountName, resource: address.resource, record } };
    },
  };
}

function read(input: JsonObject): RecordAddress {
  return readAddress(input, readChoice(input, 'resource', SHOWN));
}
