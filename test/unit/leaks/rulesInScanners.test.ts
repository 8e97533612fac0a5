import assert from 'node:assert/strict';

import { RULE_FORMATS } from '../../../src/leaks/portableRules';
import { missingProgram, run } from '../snippets/programs';
import { inventedAccount, inventedKey } from './corpus';
import { environment, Repository } from './repository';

interface Scanner {
  /** How the rule file is called. */
  readonly rules: string;
  /** Looks through the folder `leaks` by the rules; without a look at the network. */
  readonly command: readonly string[];
  /** How it says that it has found something. */
  readonly code: number;
}

/** The scanners that the rules are written for, each run where it is installed. */
const SCANNERS: Readonly<Record<string, Scanner>> = {
  gitleaks: {
    rules: 'rules.toml',
    command: [
      'gitleaks',
      'detect',
      '--no-git',
      '--no-banner',
      '--redact',
      '-v',
      '-s',
      'leaks',
      '-c',
      'rules.toml',
    ],
    code: 1,
  },
  secretlint: {
    rules: '.secretlintrc.json',
    command: ['secretlint', 'leaks/**', '--format', 'unix', '--maskSecrets'],
    code: 1,
  },
  trufflehog: {
    rules: 'rules.yml',
    command: [
      'trufflehog',
      'filesystem',
      'leaks',
      '--config=rules.yml',
      '--json',
      '--no-update',
      '--no-verification',
      '--fail',
    ],
    code: 183,
  },
  kingfisher: {
    rules: 'rules.yml',
    command: [
      'kingfisher',
      'scan',
      'leaks',
      '--rules-path',
      'rules.yml',
      '--load-builtins=false',
      '--no-validate',
      '--no-update-check',
      '--format',
      'json',
    ],
    code: 200,
  },
};

describe('the rules for', () => {
  let repository: Repository;
  beforeEach(() => {
    repository = Repository.create();
  });
  afterEach(() => {
    repository.remove();
  });

  it('other scanners are all run in their own', () => {
    assert.deepEqual(Object.keys(SCANNERS), Object.keys(RULE_FORMATS));
  });

  for (const [name, { rules, command, code }] of Object.entries(SCANNERS)) {
    const missing = missingProgram(name);
    it(`${name} are taken by it, and find what they say${missing === undefined ? '' : ` (${missing})`}`, async function () {
      if (missing !== undefined) {
        this.skip();
      }
      const scan = (): ReturnType<typeof run> => run(command, { cwd: repository.root, env: environment });
      repository.write(rules, RULE_FORMATS[name]?.() ?? assert.fail());
      repository.write(
        'leaks/clean.env',
        `FLEETIO_API_KEY=\nFLEETIO_COMMIT=${inventedKey(2)}\nFLEETIO_ACCOUNT_TOKEN=1234567890\n`,
      );
      const clean = await scan();
      assert.equal(clean.code, 0, clean.stdout + clean.stderr);
      assert.doesNotMatch(clean.stdout + clean.stderr, /\bwarn(?:ing)?\b|\bWRN\b/i);
      repository.write(
        'leaks/a.env',
        `FLEETIO_API_KEY=${inventedKey(1)}\nFLEETIO_ACCOUNT_TOKEN=${inventedAccount(1)}\n`,
      );
      const { code: found, stdout, stderr } = await scan();
      assert.equal(found, code, stdout + stderr);
      assert.match(stdout + stderr, /a\.env/);
      assert.doesNotMatch(stdout + stderr, /clean\.env/);
      assert.match(stdout + stderr, /Fleetio (?:API key|account token)|fleetio-api-key|PATTERN/i);
    }).timeout(60_000);
  }
});
