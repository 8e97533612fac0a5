import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { FleetioClient } from '../../../src/fleetio/client';
import { FleetNodes } from '../../../src/vscode/explorer/fleetNodes';
import type { Node, SectionNode } from '../../../src/vscode/explorer/nodes';
import { webPageOf } from '../../../src/vscode/explorer/webPages';

const account = { apiUrl: 'https://secure.fleetio.com/api', accountToken: 'abc 123' };
const BASE = 'https://secure.fleetio.com/abc%20123';

describe('webPageOf', () => {
  // Rows make no request before their lists are asked to.
  const apiKey = createHash('sha1').update('example-1').digest('hex');
  const client = new FleetioClient({ ...account, apiKey, apiVersion: '2025-05-05' });
  const nodes = new FleetNodes(client, 'Acme', { resource: 'vehicles' });
  const van = nodes.rowOf({ id: 7, name: 'Van' });
  const below = (row: Node, resource: string): SectionNode => {
    const sections = nodes.children(row).filter((child) => child.kind === 'section');
    return sections.find(({ query }) => query.resource === resource)!;
  };
  const entryOf = (parent: SectionNode): Node => ({
    kind: 'entry',
    id: 'entry',
    parent,
    resource: parent.query.resource,
    record: { id: 42 },
  });

  it('is the page of the record itself where the web application has one', () => {
    assert.equal(webPageOf(van, account), `${BASE}/vehicles/7`);
    assert.equal(webPageOf(entryOf(below(van, 'issues')), account), `${BASE}/issues/42`);
  });

  it('is that of the vehicle for what has none, and for its sections', () => {
    assert.equal(webPageOf(entryOf(below(van, 'meter_entries')), account), `${BASE}/vehicles/7`);
    assert.equal(webPageOf(below(van, 'issues'), account), `${BASE}/vehicles/7`);
  });

  it('is that of the list or of the account for what belongs to no vehicle', () => {
    const [lists] = nodes.children(nodes.account);
    assert.equal(webPageOf(below(lists!, 'vendors'), account), `${BASE}/vendors`);
    assert.equal(webPageOf(below(lists!, 'labels'), account), `${BASE}/dashboard`);
    assert.equal(webPageOf(nodes.account, account), `${BASE}/dashboard`);
  });
});
