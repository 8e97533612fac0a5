import assert from 'node:assert/strict';

import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanOptions } from '../../../src/leaks/scan/report';
import { scanFolder } from '../../../src/leaks/scan/workTree';
import { inventedKey } from './corpus';
import { Repository } from './repository';

/** What only Fleetio's name elsewhere makes a leak of. */
const DOUBTFUL = `Authorization: Token ${inventedKey(1)}\n`;

describe('scans', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
    repository.write('client.http', DOUBTFUL);
  });
  afterEach(() => {
    repository.remove();
  });

  it('hear while they look for Fleetio in files that they are not wanted any more', async () => {
    for (let number = 0; number < 200; number++) {
      repository.write(`large/${number}.txt`, 'Fleets of ships.\n'.repeat(20_000));
    }
    const abort = new AbortController();
    const reason = new Error('Enough.');
    const onProgress: ScanOptions['onProgress'] = ({ done, total }) => {
      if (done === total) {
        setImmediate(() => {
          setImmediate(() => {
            abort.abort(reason);
          });
        });
      }
    };
    const scan = scanFolder(repository.root, [targetAt(repository.root)], {
      signal: abort.signal,
      onProgress,
    });
    await assert.rejects(scan, reason);
  });
});
