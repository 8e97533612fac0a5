import * as vscode from 'vscode';
import { idInPath } from '../../fleetio/request';
import { RESOURCES } from '../../fleetio/resources';
import { listSnippet, recordSnippet, type SnippetApi, type SnippetRequest } from '../../snippets/model';
import { asNode, type Node } from '../explorer/nodes';
import { readRecordUri, type ShownRecord } from '../records/recordAddress';

/** The request for what a command was called on: a row, or the document of a record; undefined for anything else. */
export function requestFor(subject: unknown, api: SnippetApi): SnippetRequest | undefined {
  if (subject instanceof vscode.Uri) {
    const shown = readRecordUri(subject);
    return shown && requestForRecord(shown, api);
  }
  const node = asNode(subject);
  return node && requestForRow(node, api);
}

function requestForRow(node: Node, api: SnippetApi): SnippetRequest | undefined {
  switch (node.kind) {
    case 'account':
    case 'section':
      return listSnippet(node.query, api);
    case 'vehicle':
      return recordSnippet({ resource: node.resource, id: node.record.id }, api);
    case 'entry': {
      const { resource, record, parent } = node;
      return isListedOnly(node)
        ? listSnippet(parent.query, api)
        : recordSnippet({ resource, id: idInPath(resource, record, api.apiVersion) }, api);
    }
    case 'lists':
    case 'more':
    case 'failure':
    case 'empty':
      return undefined;
  }
}

function requestForRecord(shown: ShownRecord, api: SnippetApi): SnippetRequest {
  const { resource, id, vehicleId } = shown;
  const owner = vehicleId === undefined ? {} : { vehicleId };
  if (isListedOnly(shown)) {
    return listSnippet({ resource, ...owner }, api);
  }
  return recordSnippet({ resource, id, ...(RESOURCES[resource].parent === 'vehicles' ? owner : {}) }, api);
}

/** Some records cannot be asked for by their id; the list that holds them can. */
function isListedOnly({ resource }: Pick<ShownRecord, 'resource'>): boolean {
  return RESOURCES[resource].readable === 'list';
}
