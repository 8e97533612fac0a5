// Measures a scan of a work tree against searching it for the same anchors, and against other scanners that are there.
import { execFileSync } from 'node:child_process';

import { RULE_FORMATS } from '../../src/leaks/portableRules';
import { environment } from '../unit/leaks/repository';
import { PLANTED, writeBenchTree } from './benchTree';
import { FOUND_BY_KINGFISHER, race } from './race';

const ANCHORS = 'fleetio|account-token|[0-9a-f]{40}';

async function main(): Promise<void> {
  const tree = writeBenchTree({ files: 25_000, bytes: 400e6 });
  try {
    const git = (...args: string[]): void => {
      execFileSync('git', args, { cwd: tree.root, env: environment, stdio: 'ignore' });
    };
    git('init');
    git('add', '--all');
    // It would pack the objects in the background, and take the processor from what is measured.
    git('-c', 'gc.auto=0', 'commit', '--no-verify', '--message', 'All');
    console.log(`  ${tree.files} files, ${(tree.bytes / 1e6).toFixed(0)} MB`);
    const ripgrep = ['-i', '--hidden', '--no-ignore', '-g', '!.git', '-e', ANCHORS, '.'];
    await race(tree.root, {
      scan: [],
      planted: PLANTED,
      rivals: [
        { title: 'git grep', command: 'git', args: ['grep', '-I', '-i', '-E', ANCHORS], limit: 2 },
        { title: 'ripgrep', command: 'rg', args: ripgrep, limit: 2 },
        { title: 'gitleaks', command: 'gitleaks', args: ['detect', '--no-git', '--source', '.'] },
        {
          title: 'kingfisher',
          command: 'kingfisher',
          args: ['scan', '.', '--no-validate'],
          codes: FOUND_BY_KINGFISHER,
        },
        {
          title: 'trufflehog',
          command: 'trufflehog',
          args: ['filesystem', '.', '--no-verification', '--no-update'],
        },
        { title: 'detect-secrets', command: 'detect-secrets', args: ['scan', '--no-verify'] },
        {
          title: 'secretlint',
          command: 'secretlint',
          args: ['**/*', '--secretlintrcJSON', RULE_FORMATS['secretlint']?.() ?? ''],
        },
      ],
    });
  } finally {
    tree.remove();
  }
}

void main();
