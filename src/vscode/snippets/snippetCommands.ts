import type { ActiveClient } from '../keys/activeClient';
import type { CommandsOf } from '../platform/commands';
import { generateFromClipboard, generateSnippet } from './generateSnippet';
import type { SnippetWriter } from './snippetWriter';

/** The commands about snippets. */
export function snippetCommands(
  active: ActiveClient,
  writer: SnippetWriter,
): CommandsOf<'fleetio.generateSnippet' | 'fleetio.generateSnippetFromClipboard'> {
  return {
    'fleetio.generateSnippet': (row, given) => generateSnippet(active, writer, row, given),
    'fleetio.generateSnippetFromClipboard': () => generateFromClipboard(active, writer),
  };
}
