import { asNode } from '../explorer/nodes';
import type { ActiveClient } from '../keys/activeClient';
import type { CommandsOf } from '../platform/commands';
import { generateSnippet } from './generateSnippet';

/** The commands about snippets. */
export function snippetCommands(active: ActiveClient): CommandsOf<'fleetio.generateSnippet'> {
  return {
    'fleetio.generateSnippet': (row) => generateSnippet(active, asNode(row)),
  };
}
