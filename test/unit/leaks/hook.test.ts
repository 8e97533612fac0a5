import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { hook } from '../../../src/cli/hook';
import { scan } from '../../../src/cli/scan';
import { inventedKey } from './corpus';
import { Repository } from './repository';

/** Collects what a command prints. */
function captured(): { text: string; stdout: { write: (text: string) => boolean; isTTY: boolean } } {
  const output = {
    text: '',
    stdout: {
      isTTY: false,
      write: (text: string): boolean => {
        output.text += text;
        return true;
      },
    },
  };
  return output;
}

describe('command line', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  describe('hook', () => {
    let said = captured();
    beforeEach(() => {
      said = captured();
    });
    /** A stand-in for the command line, so that the test sees that the hook runs it and obeys it. */
    const install = (
      action = 'install',
      root = repository.root,
      node = process.execPath,
    ): Promise<number> => {
      writeFileSync(
        repository.file('cli.js'),
        "console.error(process.argv.slice(2).join(' ')); process.exit(1);",
      );
      return hook(
        [action],
        { stdout: said.stdout, stderr: said.stdout },
        { node, script: repository.file('cli.js') },
        root,
      );
    };
    const commit = (): void => {
      repository.write('a', String(Math.random()));
      repository.git('add', 'a');
      repository.git('commit', '-qm', 'Change');
    };

    it('runs the scan of the index before a commit, and stops the commit', async () => {
      assert.equal(await install(), 0);
      assert.throws(
        commit,
        /\nCommit stopped, a Fleetio secret is staged: scan --staged\nTake what is found out/,
      );
      await install('uninstall');
      assert.ok(!existsSync(repository.file('.git/hooks/pre-commit')));
      assert.doesNotThrow(commit);
    });

    it('goes on with another Node where its own is gone', async () => {
      await install('install', repository.root, '/nowhere/node');
      assert.throws(commit, /scan --staged/);
    });

    it('works in front of a hook that ends with exit, once however often it is installed', async () => {
      const old = '#!/bin/bash\ntouch ran\nexit 0\n';
      repository.write('.git/hooks/pre-commit', old);
      chmodSync(repository.file('.git/hooks/pre-commit'), 0o755);
      await install();
      await install();
      const file = path.join(realpathSync(repository.root), '.git/hooks/pre-commit');
      assert.equal(said.text, `Installed in ${file}\nWas there, and is up to date, in ${file}\n`);
      const script = readFileSync(repository.file('.git/hooks/pre-commit'), 'utf8');
      assert.equal(script.split('# >>> fleetio-toolkit').length, 2);
      assert.throws(commit);
      await install('uninstall');
      assert.equal(readFileSync(repository.file('.git/hooks/pre-commit'), 'utf8'), old);
    });

    it('does not switch on a hook that git passes over', async () => {
      const old = '#!/bin/sh\nexit 1\n';
      repository.write('.git/hooks/pre-commit', old);
      chmodSync(repository.file('.git/hooks/pre-commit'), 0o644);
      assert.equal(await install(), 2);
      assert.match(said.text, /^The hook was not changed: .*pre-commit is not executable/);
      assert.equal(readFileSync(repository.file('.git/hooks/pre-commit'), 'utf8'), old);
      assert.doesNotThrow(commit);
    });

    it('says so where the hook is that of other repositories, too', async () => {
      const shared = mkdtempSync(path.join(tmpdir(), 'hooks-'));
      try {
        repository.git('config', 'core.hooksPath', shared);
        await install();
        assert.match(said.text, /\n\S+pre-commit is outside of this repository/);
        assert.doesNotMatch(said.text, /can be committed/);
      } finally {
        rmSync(shared, { recursive: true, force: true });
      }
    });

    it('keeps a hook in another language and runs it after itself', async () => {
      const old = '#!/usr/bin/env node\nrequire("fs").writeFileSync("ran", "");\n';
      repository.write('.git/hooks/pre-commit', old);
      chmodSync(repository.file('.git/hooks/pre-commit'), 0o755);
      await install();
      writeFileSync(repository.file('cli.js'), '');
      commit();
      assert.ok(existsSync(repository.file('ran')));
      await install('uninstall');
      assert.equal(readFileSync(repository.file('.git/hooks/pre-commit'), 'utf8'), old);
    });

    it('obeys core.hooksPath, also that of husky, and serves linked work trees', async () => {
      repository.git('config', 'core.hooksPath', 'my hooks');
      await install();
      assert.ok(existsSync(repository.file('my hooks/pre-commit')));
      repository.git('config', 'core.hooksPath', '.husky/_');
      await install();
      assert.ok(existsSync(repository.file('.husky/pre-commit')));
      repository.git('config', 'core.hooksPath', '.husky');
      await install('uninstall');
      await install();
      assert.throws(commit, /scan --staged/, 'git runs it by itself, as with older versions of husky');
      await install('uninstall');
      repository.git('config', '--unset', 'core.hooksPath');
      commit();
      repository.git('worktree', 'add', '-q', 'linked');
      await install('install', repository.file('linked'));
      assert.ok(existsSync(repository.file('.git/hooks/pre-commit')));
    });
  });

  describe('scan', () => {
    const run = async (...args: string[]): Promise<{ code: number; out: string; complaint: string }> => {
      const [out, complaint] = [captured(), captured()];
      const code = await scan([...args, repository.root], { stdout: out.stdout, stderr: complaint.stdout });
      return { code, out: out.text, complaint: complaint.text };
    };

    it('ends with 0, 1 or 2, as its contract says', async () => {
      assert.equal((await run()).code, 0);
      repository.write('.env', `FLEETIO_API_KEY=${inventedKey(1)}\n`);
      const { code, out } = await run();
      assert.equal(code, 1);
      assert.match(out, /^\.env:1:17 {2}Fleetio API key \w{4}…\w{4}\n {4}on disk, not tracked\n1 found/);
      const { code: failed, complaint } = await run('--baseline', repository.file('none'));
      assert.deepEqual([failed, complaint.startsWith('Could not scan: ')], [2, true]);
    });

    it('prints JSON by its contract and SARIF, without the secret', async () => {
      repository.write('a b#.env', `FLEETIO_API_KEY=${inventedKey(1)}\n`);
      const { out } = await run('--format', 'json');
      const report = JSON.parse(out) as { version: number; root: string; findings: object[]; stats: object };
      assert.deepEqual([report.version, report.root, report.findings.length], [1, repository.root, 1]);
      const { out: sarif } = await run('--format', 'sarif');
      const log = JSON.parse(sarif) as {
        version: string;
        runs: {
          results: {
            ruleId: string;
            locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
          }[];
        }[];
      };
      const [result] = log.runs[0]?.results ?? [];
      assert.deepEqual(
        [log.version, result?.ruleId, result?.locations[0]?.physicalLocation.artifactLocation.uri],
        ['2.1.0', 'fleetio-api-key', 'a%20b%23.env'],
      );
      assert.ok(!(out + sarif).includes(inventedKey(1)));
    });

    it('writes a baseline and obeys it; shows low confidence only when asked to', async () => {
      repository.write('.env', `FLEETIO_API_KEY=${inventedKey(1)}\n`);
      repository.write('client.http', `Authorization: Token ${inventedKey(2)}\n`);
      assert.match((await run('--min-confidence', 'high')).out, /\n1 found/);
      assert.equal((await run('--write-baseline', repository.file('.git/baseline'))).code, 0);
      assert.equal((await run('--baseline', repository.file('.git/baseline'))).code, 0);
      repository.write('.env', '');
      const { complaint } = await run('--write-baseline', repository.file('.git/baseline'));
      assert.match(complaint, /^0 entries written .*; left out 2 entries that it had/);
    });

    it('takes no empty glob, which would leave out everything', async () => {
      await assert.rejects(run('--exclude', ''), /--exclude takes a glob/);
    });

    it('says so where there is no repository to ask', async () => {
      const { code, complaint } = await run('--staged', '--history').catch((error: unknown) => ({
        code: 2,
        complaint: String(error),
      }));
      assert.deepEqual([code, complaint.includes('exclude each other')], [2, true]);
    });
  });
});
