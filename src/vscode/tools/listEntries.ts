import type { JsonObject } from '../../fleetio/json';
import type { ActiveClient } from '../keys/activeClient';
import { announcePage, answerPage } from './apiRequests';
import { LISTED } from './inputSchemas';
import type { ToolDefinition } from './readOnlyTool';
import { readChoice, readPageInput, type PageInput } from './toolInput';

/** Lists entries, such as a vehicle's fuel entries, and every other list of the catalogue, page by page. */
export function listEntries(client: ActiveClient): ToolDefinition {
  return {
    announce: async (input) => announcePage(client, read(input)),
    answer: async (input, signal) => answerPage(client, read(input), signal),
  };
}

function read(input: JsonObject): PageInput {
  return readPageInput(input, readChoice(input, 'resource', LISTED));
}
