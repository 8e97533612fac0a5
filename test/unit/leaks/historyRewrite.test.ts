import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { redact } from '../../../src/leaks/finding';
import { BLOT_OUT_COMMAND, blotOutLine, removeFileCommand } from '../../../src/leaks/historyRewrite';
import { scanHistory } from '../../../src/leaks/scan/history';
import { inventedKey } from './corpus';
import { environment, git, Repository } from './repository';

const key = inventedKey('rewritten');
const settings = `# Calls Fleetio.\nFLEETIO_API_KEY=${key}\n`;

describe('the commands that rewrite a history', () => {
  let folder: string;
  let repository: Repository;

  before(function () {
    if (spawnSync('git', ['filter-repo', '--version']).status !== 0) {
      console.log('      skipped: git filter-repo is not installed');
      this.skip();
    }
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'fleetio-rewrite-')));
    repository = Repository.create();
    repository.commit('README.md', '# Odometers\n');
    repository.commit("it's config/a b.env", settings);
    repository.commit('src/other.env', settings);
  });
  afterEach(() => {
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('blot the secret out in every file, without naming it', async () => {
    const line = blotOutLine('fleetio-api-key', redact(key));
    assert.ok(!line.includes(key));
    writeFileSync(path.join(folder, 'replacements.txt'), `${line}\n`);
    const clone = rewrite(BLOT_OUT_COMMAND);
    assert.deepEqual(await found(clone), []);
    const text = execFileSync('git', ['show', 'HEAD:src/other.env'], { cwd: clone, encoding: 'utf8' });
    assert.equal(text, '# Calls Fleetio.\nFLEETIO_API_KEY=REMOVED\n');
  });

  it('take a file out of every commit, whatever its name', async () => {
    const clone = rewrite(removeFileCommand("it's config/a b.env"));
    assert.deepEqual(await found(clone), ['src/other.env']);
  });

  /** In a fresh clone, as a person would. @returns the clone. */
  function rewrite(command: string): string {
    const clone = path.join(folder, 'clone');
    execFileSync('git', ['clone', '-q', '--no-local', repository.root, clone], { env: environment });
    execFileSync('sh', ['-c', command], { cwd: clone, env: environment, stdio: 'pipe' });
    return clone;
  }

  async function found(root: string): Promise<string[]> {
    return (await scanHistory(root, git)).findings.map((finding) => finding.path);
  }
});
