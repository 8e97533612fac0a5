import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './program';

/** What was committed by mistake in the sample. */
export interface CommittedSecret {
  readonly apiKey: string;
  readonly accountToken: string;
}

/**
 * Makes the sample workspace anew: the git repository of a small integration with Fleetio, in which someone committed
 * an API key. Same secret, same commits.
 */
export async function makeSample(folder: string, secret: CommittedSecret): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--initial-branch=main']);
  await commit(folder, 'Read last night’s odometers', {
    'README.md': readme,
    'package.json': manifest,
    '.gitignore': 'node_modules/\n.env\n',
    'src/odometers.js': odometers,
    'src/overdue.js': overdue,
  });
  await commit(folder, 'Send odometers to Fleetio every night', { 'src/sync.js': sync(secret) });
}

async function commit(
  folder: string,
  message: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await git(folder, ['add', '.']);
  await git(folder, [
    '-c',
    'user.name=Kim Osei',
    '-c',
    'user.email=kim@example.test',
    'commit',
    '-qm',
    message,
  ]);
}

/** Runs git with a fixed date and without this machine's settings (signing, hooks, templates). */
async function git(folder: string, args: readonly string[]): Promise<void> {
  const date = '2026-01-05T08:00:00Z';
  const environment = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  await runProgram('git', args, { cwd: folder, environment });
}

const readme = `# Odometer sync

Sends the odometers that our trackers report to Fleetio every night, and lists the vehicles that are overdue.

    node src/sync.js
    node src/overdue.js
`;

const manifest = `{
  "name": "odometer-sync",
  "version": "1.2.0",
  "private": true,
  "type": "module",
  "scripts": {
    "sync": "node src/sync.js",
    "overdue": "node src/overdue.js"
  }
}
`;

const odometers = `import { readFile } from 'node:fs/promises';

/** What the trackers reported last night: [{ vehicleId, miles, date }]. */
export async function lastNight() {
  const lines = (await readFile('odometers.csv', 'utf8')).trim().split('\\n').slice(1);
  return lines.map((line) => {
    const [vehicleId, miles, date] = line.split(',');
    return { vehicleId: Number(vehicleId), miles: Number(miles), date };
  });
}
`;

const overdue = `const api = process.env.FLEETIO_API_URL ?? 'https://secure.fleetio.com/api';

const response = await fetch(\`\${api}/v1/service_reminders\`, {
  headers: {
    Authorization: \`Token \${process.env.FLEETIO_API_KEY}\`,
    'Account-Token': process.env.FLEETIO_ACCOUNT_TOKEN,
  },
});
const { records } = await response.json();
for (const reminder of records.filter(({ service_reminder_status_name: status }) => status === 'overdue')) {
  console.log(reminder.vehicle_name, reminder.service_task_name);
}
`;

const sync = ({
  apiKey,
  accountToken,
}: CommittedSecret): string => `import { lastNight } from './odometers.js';

const headers = {
  Authorization: 'Token ${apiKey}',
  'Account-Token': '${accountToken}',
  'Content-Type': 'application/json',
};

for (const { vehicleId, miles, date } of await lastNight()) {
  const response = await fetch('https://secure.fleetio.com/api/v1/meter_entries', {
    method: 'POST',
    headers,
    body: JSON.stringify({ vehicle_id: vehicleId, value: miles, date }),
  });
  if (!response.ok) {
    console.error(vehicleId, response.status, await response.text());
  }
}
`;
