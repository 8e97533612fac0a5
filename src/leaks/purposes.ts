import { COMPOSE, GITHUB_WORKFLOW, GITLAB, VSCODE_FILE } from './replacement/files';

/** What a file is there for, which decides where a secret in it belongs instead. */
export type Purpose =
  /** Holds the secrets of one machine; taken out of it, one would be lost. */
  | 'secrets'
  /** Shows people what something looks like. */
  | 'example'
  /** Tells a CI service what to do, which keeps secrets itself. */
  | 'pipeline'
  /** Is read as it is by a program. */
  | 'settings'
  /** Can read the environment. */
  | 'code';

const SECRET_NAME = String.raw`(?:\.(?:flask)?env(?:rc)?(?:[._-][^/]*)?|\.dev\.vars|[^/]+\.env|[^/]+\.tfvars(?:\.json)?)$`;
const SAMPLE_NAME = String.raw`(?:[^/]*[._-])?(?:example|sample|template|dist|defaults?)(?:[._-]|$)`;

/** By paths, with `/`; the first that fits counts. */
const PURPOSES: readonly (readonly [path: RegExp, purpose: Purpose])[] = [
  [new RegExp(`(?:^|/)(?!${SAMPLE_NAME})${SECRET_NAME}`, 'i'), 'secrets'],
  [new RegExp(`(?:^|/)${SECRET_NAME}`, 'i'), 'example'],
  [GITHUB_WORKFLOW, 'pipeline'],
  [GITLAB, 'pipeline'],
  [/(?:^|\/)(?:azure|bitbucket)-pipelines[\w.-]*\.ya?ml$/i, 'pipeline'],
  [/(?:^|\/)\.(?:circleci|buildkite|woodpecker|drone|travis|appveyor)(?:\/.+)?\.ya?ml$/i, 'pipeline'],
  [/(?:^|\/)(?:appveyor|cloudbuild|buildspec)\.ya?ml$|(?:^|\/)Jenkinsfile[^/]*$/i, 'pipeline'],
  [COMPOSE, 'code'],
  [VSCODE_FILE, 'code'],
  [/\.(?:ya?ml|jsonc?|toml|ini|cfg|conf|properties|xml|plist)$/i, 'settings'],
  [/\.(?:md|mdx|markdown|rst|adoc|txt|csv|tsv|log)$/i, 'example'],
];

export function purposeOf(path: string): Purpose {
  return PURPOSES.find(([pattern]) => pattern.test(path))?.[1] ?? 'code';
}
