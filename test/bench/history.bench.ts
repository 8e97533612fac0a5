// Measures a scan of all history against git writing all objects to nowhere, and against other scanners that are there.
import { PLANTED } from './benchTree';
import { writeBenchHistory } from './benchHistory';
import { FOUND_BY_KINGFISHER, race } from './race';

async function main(): Promise<void> {
  const history = await writeBenchHistory({ files: 25_000, bytes: 400e6 });
  try {
    console.log(`  ${history.files} blobs, ${(history.bytes / 1e6).toFixed(0)} MB`);
    const cat = ['cat-file', '--batch-all-objects', '--batch', '--buffer'];
    await race(history.root, {
      scan: ['--history'],
      planted: PLANTED,
      rivals: [
        { title: 'git cat-file', command: 'git', args: cat, limit: 1.5 },
        { title: 'gitleaks', command: 'gitleaks', args: ['detect', '--source', '.'] },
        {
          title: 'kingfisher',
          command: 'kingfisher',
          args: ['scan', '.', '--no-validate'],
          codes: FOUND_BY_KINGFISHER,
        },
        {
          title: 'trufflehog',
          command: 'trufflehog',
          args: ['git', `file://${history.root}`, '--no-verification', '--no-update'],
        },
      ],
    });
  } finally {
    history.remove();
  }
}

void main();
