import type { ActiveClient } from '../keys/activeClient';
import { announcePage, answerPage } from './apiRequests';
import type { ToolDefinition } from './readOnlyTool';
import { readPageInput } from './toolInput';

/** Lists the vehicles of the account in use, page by page. */
export function listVehicles(client: ActiveClient): ToolDefinition {
  return {
    announce: async (input) => announcePage(client, readPageInput(input, 'vehicles')),
    answer: async (input, signal) => answerPage(client, readPageInput(input, 'vehicles'), signal),
  };
}
