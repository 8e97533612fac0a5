import assert from 'node:assert/strict';

import { runsIn } from '../../../src/leaks/hexRuns';
import { Lines } from '../../../src/leaks/lines';
import { targetAt } from '../../../src/leaks/scan/listing';
import type { ScanResult } from '../../../src/leaks/scan/report';
import { scanWorkTree } from '../../../src/leaks/scan/workTree';
import { constantsIn, sentIn } from '../../../src/leaks/senders';
import { heapInUse } from '../../bench/heap';
import { ALLOW, inventedAccount, inventedKey } from './corpus';
import { SCAN_NAMES, scanAll, type ScanName, SCANS } from './everyScan';
import { git, Repository } from './repository';

const KEY = inventedKey(1);
const OTHER_KEY = inventedKey(2);
const ACCOUNT = inventedAccount(1);
const ADDRESS = 'https://secure.fleetio.com/api/v1/vehicles';

/** Files that say nothing of Fleetio, and the code that sends what is in them. */
const JOINED: Readonly<Record<string, readonly [file: string, constants: string, code: string]>> = {
  'a constant in Rust': [
    'creds.rs',
    `pub const PRIMARY: &str = "${KEY}";\n`,
    `use crate::creds::PRIMARY;\nget("${ADDRESS}").header("Authorization", format!("Token {PRIMARY}"))\n`,
  ],
  'a constant in Java': [
    'Keys.java',
    `public static final String MAINT = "${KEY}";\n`,
    `get("${ADDRESS}").header("Authorization", "Token " + Keys.MAINT);\n`,
  ],
  'a constant in Kotlin': [
    'Keys.kt',
    `object Keys {\n  const val SERVICE = "${KEY}"\n}\n`,
    `Request("${ADDRESS}").header("Authorization", "Token \${Keys.SERVICE}")\n`,
  ],
  'a constant in PHP': [
    'config.php',
    `<?php define('MAINT', '${KEY}');\n`,
    `<?php fetch('${ADDRESS}', ['Authorization: Token ' . MAINT]);\n`,
  ],
  'a constant in Ruby': [
    'settings.rb',
    `MAINT = '${KEY}'.freeze\n`,
    `get('${ADDRESS}', 'Authorization' => "Token #{Settings::MAINT}")\n`,
  ],
  'a macro in C': [
    'secrets.h',
    `#define MAINT "${KEY}"\n`,
    `get("${ADDRESS}", "Authorization: Token " MAINT);\n`,
  ],
  'a variable of the environment': [
    '.env',
    `WORKSHOP=${KEY}\n`,
    `fetch('${ADDRESS}', { headers: { Authorization: \`Token \${process.env.WORKSHOP}\` } });\n`,
  ],
  'one that is looked up': [
    '.env',
    `WORKSHOP=${KEY}\n`,
    `get("${ADDRESS}", headers={"Authorization": "Token " + os.environ["WORKSHOP"]})\n`,
  ],
  'one that is given a name first': [
    '.env',
    `WORKSHOP_ACCESS=${KEY}\n`,
    `secret = os.getenv("WORKSHOP_ACCESS", "")\nget("${ADDRESS}", {"Authorization": f"Token {secret}"})\n`,
  ],
  'one that is taken if there is no other': [
    'legacy.ts',
    `export const LEGACY = '${KEY}';\n`,
    `fetch('${ADDRESS}', { Authorization: \`Token \${process.env.FLEETIO_KEY ?? LEGACY}\` });\n`,
  ],
  'one that is called an API key': [
    '.env',
    `API_TOKEN=${KEY}\n`,
    `fetch('${ADDRESS}', { headers: { Authorization: \`Token \${process.env.API_TOKEN}\` } });\n`,
  ],
  'one that is given a name on a line with all else': [
    '.env',
    `WORKSHOP=${KEY}\n`,
    `const u='${ADDRESS}',t=process.env.WORKSHOP;fetch(u,{headers:{Authorization:'Token '+t}});const r=process.env.REVISION\n`,
  ],
  'one that is given to a client': [
    'constants.py',
    `MAINT = "${KEY}"\n`,
    `from fleetio import FleetioClient\nclient = FleetioClient(constants.MAINT, constants.ORG)\n`,
  ],
  'one that is cut into literals': [
    'legacy.ts',
    `export const LEGACY = '${KEY.slice(0, 20)}' + '${KEY.slice(20)}';\n`,
    `fetch('${ADDRESS}', { Authorization: 'Token ' + LEGACY });\n`,
  ],
};

/** What nobody sends to Fleetio, as far as can be known. */
const APART: Readonly<Record<string, readonly [file: string, constants: string, code: string]>> = {
  'what has another name': [
    'creds.rs',
    `pub const SECONDARY: &str = "${KEY}";\n`,
    `get("${ADDRESS}").header("Authorization", format!("Token {PRIMARY}"))\n`,
  ],
  'what is sent by code that does not name Fleetio': [
    'creds.rs',
    `pub const PRIMARY: &str = "${KEY}";\n`,
    'get("https://api.example.com/v1").header("Authorization", format!("Token {PRIMARY}"))\n// See fleet.md.\n',
  ],
  'what comes after what is sent': [
    'build.env',
    `RELEASE=${KEY}\n`,
    `const u='${ADDRESS}';const t=process.env.WORKSHOP;const r=process.env.RELEASE;fetch(u,{headers:{Authorization:'Token '+t}})\n`,
  ],
  'what is called as any parameter is': [
    'other.js',
    `const token = '${KEY}';\n`,
    `const read = (token) => fetch('${ADDRESS}', { headers: { Authorization: 'Token ' + token } });\n`,
  ],
  'a revision with the same name': [
    'build.sh',
    `REVISION=${KEY}\n`,
    `fetch('${ADDRESS}', { headers: { Authorization: 'Token ' + process.env.REVISION } });\n`,
  ],
};

describe('what one file sends to Fleetio is found in others of', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  const found = (name: ScanName): Promise<ScanResult> => scanAll(repository, name);
  const told = ({ findings }: ScanResult): string[] =>
    findings.map(({ path, line, rule, confidence }) => `${path} ${String(line)} ${rule} ${confidence}`);

  for (const [title, [file, constants, code]] of Object.entries(JOINED)) {
    it(`a work tree: ${title}`, async () => {
      repository.write(file, constants);
      repository.write('src/code', code);
      const result = await found('a work tree');
      const line = constants.split('\n').findIndex((one) => one.includes(KEY.slice(0, 20))) + 1;
      assert.deepEqual(told(result), [`${file} ${String(line)} fleetio-api-key high`]);
      assert.ok(result.findings[0]?.evidence.includes('sent-elsewhere'));
    });
  }

  for (const [title, [file, constants, code]] of Object.entries(APART)) {
    it(`a work tree, but not ${title}`, async () => {
      repository.write(file, constants);
      repository.write('src/code', code);
      assert.deepEqual(told(await found('a work tree')), []);
    });
  }

  const [file, constants, code] = JOINED['a constant in Rust']!;

  for (const scan of SCAN_NAMES) {
    it(`${scan}, with the account token, and nothing else`, async () => {
      repository.write(
        file,
        `${constants}pub const HOME: &str = "${ACCOUNT}";\npub const BUILD: &str = "${OTHER_KEY}";\n`,
      );
      repository.write('src/code', `${code}.header("Account-Token", creds::HOME)\n`);
      assert.deepEqual(told(await found(scan)), [
        `${file} 1 fleetio-api-key high`,
        `${file} 2 fleetio-account-token high`,
      ]);
    });
  }

  it('a work tree, and a comment that allows it is of use', async () => {
    repository.write(file, `// ${ALLOW}\n${constants}`);
    repository.write('src/code', code);
    const { findings, unusedIgnores } = await found('a work tree');
    assert.deepEqual([findings, unusedIgnores], [[], []]);
  });

  for (const scan of SCAN_NAMES.filter((one) => one !== 'a history')) {
    it(`${scan}, and a comment that allows it is of use where the file is looked at for another key, too`, async () => {
      repository.write(file, `// ${ALLOW}\n${constants}\n\npub const BUILD: &str = "${OTHER_KEY}";\n`);
      repository.write('src/code', code);
      repository.write('fleetio.env', `FLEETIO_API_KEY=${OTHER_KEY}\n`);
      const result = await found(scan);
      assert.deepEqual(told(result), [
        `${file} 5 fleetio-api-key high`,
        'fleetio.env 1 fleetio-api-key high',
      ]);
      assert.deepEqual(result.unusedIgnores, []);
    });
  }

  for (const scan of SCAN_NAMES) {
    it(`${scan}, and so is the same key where nothing says what it is`, async () => {
      repository.write(file, constants);
      repository.write('notes.md', `Deployed:\n\n    ${KEY}\n`);
      repository.write('src/code', code);
      assert.deepEqual(told(await found(scan)), [
        `${file} 1 fleetio-api-key high`,
        'notes.md 3 fleetio-api-key high',
      ]);
    });
  }

  for (const scan of SCAN_NAMES) {
    it(`${scan}, but not what a program seems to send`, async () => {
      repository.write(file, constants);
      repository.write('app.bin', `\0\0${code}`);
      assert.deepEqual(told(await found(scan)), []);
    });
  }

  it('an index, where the code was committed before', async () => {
    repository.commit('src/code', code);
    repository.write(file, constants);
    assert.deepEqual(told(await found('an index')), [`${file} 1 fleetio-api-key high`]);
  });

  it('a history, where the two are in different commits', async () => {
    repository.commit(file, constants);
    repository.git('rm', '-q', file);
    repository.commit('src/code', code);
    assert.deepEqual(told(await SCANS['a history'](repository.root)), [`${file} 1 fleetio-api-key high`]);
  });

  it('a work tree of which only some files are looked at, where it is known what the others send', async () => {
    repository.write(file, constants);
    repository.write('src/code', code);
    const { sent } = await found('a work tree');
    const targets = [targetAt(`${repository.root}/${file}`)];
    const scan = async (options: object): Promise<string[]> =>
      told(await scanWorkTree({ root: repository.root }, targets, git, options));
    assert.deepEqual(await scan({ sent }), [`${file} 1 fleetio-api-key high`]);
    assert.deepEqual(await scan({}), []);
  });
});

describe('the names that join files', () => {
  it('do not keep the texts in memory that they are from', () => {
    const before = heapInUse();
    const kept = Array.from({ length: 20 }, (_, number) => {
      const value = `export const MAINTENANCE_WORKSHOP = '${KEY}';\n`;
      const code = `get('${ADDRESS}', 'Token ' + settings.MAINTENANCE_WORKSHOP)\n`;
      const text = `${value}${code}${`// ${String(number)}\n`.repeat(200_000)}`;
      return [constantsIn(text, runsIn(Buffer.from(text)).digits, []), sentIn(new Lines(text))];
    });
    assert.deepEqual(kept[0], [['MAINTENANCE_WORKSHOP'], ['MAINTENANCE_WORKSHOP']]);
    assert.ok(heapInUse() - before < 4e6);
    assert.equal(kept.length, 20);
  });
});
