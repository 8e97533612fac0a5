import assert from 'node:assert/strict';
import { type Purpose, purposeOf } from '../../../src/leaks/purposes';

const FILES: Readonly<Record<Purpose, readonly string[]>> = {
  secrets: [
    '.env',
    'a/.env.local',
    '.envrc',
    '.flaskenv',
    'prod.env',
    '.dev.vars',
    'a/prod.tfvars',
    'example.com/.env',
  ],
  example: [
    '.env.example',
    'example.env',
    'a/.env.sample',
    'defaults.tfvars',
    'README.md',
    'docs/keys.txt',
    'keys.csv',
  ],
  pipeline: [
    '.github/workflows/sync.yml',
    'a/.gitlab-ci.yml',
    'azure-pipelines.yml',
    '.circleci/config.yml',
    '.travis.yml',
    'buildspec.yml',
    'Jenkinsfile',
  ],
  settings: ['config/fleetio.yml', 'app.properties', 'settings.toml', 'app.json', 'web.config.xml', 'a.ini'],
  code: [
    'src/sync.js',
    'environment.ts',
    'docker-compose.yml',
    '.vscode/settings.json',
    'main.tf',
    'fleet.ipynb',
    'Untitled-1',
  ],
};

describe('what a file is there for', () => {
  for (const [purpose, files] of Object.entries(FILES)) {
    it(`is ${purpose} for ${files.join(', ')}`, () => {
      assert.deepEqual(
        files.map(purposeOf),
        files.map(() => purpose),
      );
    });
  }
});
