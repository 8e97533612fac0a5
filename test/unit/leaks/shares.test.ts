import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';

import { detect } from '../../../src/leaks/detector';
import { GitError } from '../../../src/leaks/git/program';
import { obeyIgnores } from '../../../src/leaks/ignores';
import type { FilesRead } from '../../../src/leaks/scan/files';
import { scanHistory } from '../../../src/leaks/scan/history';
import { inTurn, type Share, Threads, workAll } from '../../../src/leaks/scan/shares';
import { ALLOW, inventedKey } from './corpus';
import { environment, git, Repository } from './repository';

const THREAD = path.join(__dirname, '..', '..', '..', 'scanThread.js');

type FileShare = Share & { readonly kind: 'files' };

/** A file of a tree: its name and its text. */
type File = readonly [name: string, text: string];

const key = fc.integer({ min: 1, max: 500 }).map(inventedKey);
const token = key.map((value) => value.slice(0, 10));
const bytes = (text: string): string => Buffer.from(text).toString('base64');

/** What secrets, their like and the quick look's anchors are made of. */
const piece = fc.oneof(
  fc.tuple(key, token).map(([one, two]) => `FLEETIO_API_KEY=${one}\nFLEETIO_ACCOUNT_TOKEN=${two}\n`),
  key.map((one) => `headers: {"Authorization": "Token ${one}"}`),
  key.map((one) => `  data:\n    fleetio-key: ${bytes(one)}\n`),
  key.map((one) => `apiKey = "${one.slice(0, 17)}" + "${one.slice(17)}"`),
  key.map((one) => `sha1: ${one}\nuses: owner/name@${one}\n`),
  key.map((one) => `token%20${one} \\u003d${one}`),
  token.map((one) => `https://secure.fleetio.com/${one}/vehicles `),
  token.map((one) => `account_token: '${one}' # ${ALLOW}\n`),
  fc.constantFrom('\n', '\r\n', ' ', '"', 'é', '日本', 'fleetio', '0123456789', 'MDEyMzQ1', '\t,;', 'x'),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\0', '')),
);
const file = fc.tuple(
  fc.constantFrom('.env', 'app.ts', 'k8s.yaml', 'yarn.lock', 'data.csv', 'fleetio.md'),
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
);

/** Every secret by the whole text of its file, without any of the scan's shortcuts. */
function plainly([name, text]: File): string[] {
  const found = detect(text, { path: name, fleetioWorkspace: true });
  return obeyIgnores(text, found).findings.map(
    ({ rule, start, fingerprint }) => `${rule} ${text.slice(0, start).split('\n').length} ${fingerprint}`,
  );
}

const scanned = ({ parts }: FilesRead): string[] =>
  parts.flatMap(({ placed }) =>
    placed.map(({ line, finding }) => `${finding.rule} ${line} ${finding.fingerprint}`),
  );

describe('the shares of a scan', () => {
  it('tell why a thread failed before it was asked for anything', async () => {
    const threads = new Threads(path.join(__dirname, 'no such thread.js'));
    threads.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const share = { kind: 'files', root: tmpdir(), files: [] } as const;
    await assert.rejects(
      workAll(inTurn([share]), { threads }, () => undefined),
      /no such thread/,
    );
  });

  it('cannot be done by threads that have ended, and start none', async () => {
    const share = { kind: 'files', root: tmpdir(), files: [] } as const;
    const threads = new Threads(THREAD);
    await workAll(inTurn([share]), { threads }, () => undefined);
    await assert.rejects(
      workAll(inTurn([share]), { threads }, () => undefined),
      /have ended/,
    );
    const [first, second] = [new Threads(THREAD), new Threads(THREAD)];
    await first.end();
    assert.throws(() => {
      first.start();
    }, /have ended/);
    const ended = second.thread(0);
    await second.end();
    await assert.rejects(ended.do(share, undefined), /has ended/);
  });

  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fleetio-shares-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(files: readonly File[], encoding: BufferEncoding): FileShare[] {
    return files.map(([name, text], number) => {
      const root = path.join(folder, String(number));
      mkdirSync(root, { recursive: true });
      writeFileSync(path.join(root, name), text, encoding);
      return { kind: 'files', root, files: [name] };
    });
  }

  async function outcomes(shares: readonly FileShare[], threads?: Threads, atOnce = 1): Promise<string[][]> {
    const all: string[][] = [];
    await workAll(inTurn(shares), { threads, atOnce }, (outcome, share) => {
      all[shares.indexOf(share)] = scanned(outcome);
    });
    return all;
  }

  it('find what a look at the whole text of every file finds', async () => {
    const trees = fc.array(file, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(trees, async (files) => {
        assert.deepEqual(await outcomes(write(files, 'utf8')), files.map(plainly));
        const wide = files.map(([name, text]): File => [name, `\ufeff${text}`]);
        assert.deepEqual(await outcomes(write(wide, 'utf16le')), files.map(plainly));
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it('come to the same in threads, whoever is done first', async () => {
    const files = fc.sample(file, { numRuns: 200, seed: 8 });
    const shares = write(files, 'utf8');
    const found = await outcomes(shares, new Threads(THREAD));
    assert.ok(found.flat().length > 50);
    assert.deepEqual(found, await outcomes(shares));
    assert.deepEqual(found, await outcomes(shares, new Threads(THREAD), 3));
  });

  it('are given up when the scan is cancelled', async () => {
    const shares = write([['.env', 'A=1\n']], 'utf8');
    const reason = new Error('Enough.');
    for (const threads of [undefined, new Threads(THREAD)]) {
      const abort = new AbortController();
      const started = (function* (): Generator<Share> {
        yield* shares;
        abort.abort(reason);
        yield* shares;
      })();
      const all = workAll(inTurn(started), { threads, signal: abort.signal }, () => undefined);
      await assert.rejects(all, reason);
    }
  });

  it('tell of a failure of git in a thread as of one in their own', async () => {
    const share: Share = { kind: 'blobs', folder, ids: 'a\n', git: { executable: 'git', environment } };
    for (const threads of [undefined, new Threads(THREAD)]) {
      await assert.rejects(
        workAll(inTurn([share]), { threads }, () => undefined),
        GitError,
      );
    }
  });

  it('read a history in threads as in their own', async () => {
    const repository = Repository.create();
    for (let number = 0; number < 8; number++) {
      repository.commit('fleetio.env', `API_KEY=${inventedKey(number)}\n${'# nothing\n'.repeat(number)}`);
    }
    const [own, threads] = [
      await scanHistory(repository.root, git),
      await scanHistory(repository.root, git, { threads: new Threads(THREAD) }),
    ];
    assert.equal(own.findings.length, 8);
    assert.deepEqual(threads.findings, own.findings);
    assert.deepEqual([threads.stats.blobs, threads.stats.commits], [8, 8]);
    repository.remove();
  });
});
