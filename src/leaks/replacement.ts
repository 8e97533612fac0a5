import { inCode } from './replacement/code';
import type { Edit, Place, Replacement } from './replacement/edits';
import {
  type FileRule,
  inDockerfile,
  inHttp,
  inJson,
  inTerraform,
  inText,
  inYaml,
} from './replacement/files';
import { LANGUAGES } from './replacement/languages';
import { inPowerShell, inShell } from './replacement/shells';

export type { Edit, Place, Replacement } from './replacement/edits';

/** By VS Code's language id; programming languages have a table of their own. */
const FILES: Readonly<Record<string, FileRule>> = {
  shellscript: inShell,
  powershell: inPowerShell,
  yaml: inYaml,
  dockercompose: inYaml,
  'github-actions-workflow': inYaml,
  dockerfile: inDockerfile,
  terraform: inTerraform,
  'terraform-vars': inTerraform,
  json: inJson,
  jsonc: inJson,
  http: inHttp,
  ...Object.fromEntries(
    ['dotenv', 'properties', 'ini', 'toml', 'xml', 'markdown', 'plaintext'].map((id) => [id, inText]),
  ),
};

/** Files whose language VS Code does not tell without an extension, by the ends of their names. */
const BY_NAME: readonly (readonly [pattern: RegExp, languageId: string])[] = [
  [/(?:^|\/)\.env(?:\.[\w.-]+)?$/i, 'dotenv'],
  [/\.env$/i, 'dotenv'],
  [/\.tf$/i, 'terraform'],
  [/\.tfvars$/i, 'terraform-vars'],
  [/\.kts?$/i, 'kotlin'],
  [/\.(?:http|rest)$/i, 'http'],
  [/\.toml$/i, 'toml'],
];

const UNSURE = new Set(['plaintext', 'properties', 'ini', '']);

/**
 * Replaces a secret by a read of an environment variable, in the file's own language; what surrounds it stays, and the
 * file stays valid. Where a file cannot read, the variable is named in its place.
 * @returns undefined where nothing valid can take its place.
 */
export function replacementOf(place: Place, languageId: string): Replacement | undefined {
  if (!isPlain(place)) {
    return undefined;
  }
  const id = languageIdOf(languageId, place.path);
  const language = Object.hasOwn(LANGUAGES, id) ? LANGUAGES[id] : undefined;
  if (language !== undefined) {
    return inCode(place, language);
  }
  return Object.hasOwn(FILES, id) ? FILES[id]?.(place) : undefined;
}

/** The language of a file, by its name where VS Code has none for it. */
export function languageIdOf(languageId: string, path: string): string {
  const byName = UNSURE.has(languageId) ? BY_NAME.find(([pattern]) => pattern.test(path)) : undefined;
  return byName?.[1] ?? languageId;
}

/** A secret that is encoded, or put together from parts, is not simply the value of a variable. */
function isPlain({ text, start, end }: Place): boolean {
  return /^[0-9A-Fa-f]+$/.test(text.slice(start, end));
}

/**
 * The edits of several replacements in one text. Where two want the same line added, it is added once; one that meets
 * another is left for later.
 */
export function combined(replacements: readonly Pick<Replacement, 'edits'>[]): readonly Edit[] {
  const taken: Edit[] = [];
  const isSame = (one: Edit, other: Edit): boolean =>
    one.start === other.start && one.end === other.end && one.newText === other.newText;
  const meets = (one: Edit, other: Edit): boolean => one.start < other.end && other.start < one.end;
  for (const { edits } of replacements) {
    const fresh = edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (!fresh.some((edit) => taken.some((other) => meets(edit, other)))) {
      taken.push(...fresh);
    }
  }
  return taken.sort((one, other) => one.start - other.start || one.end - other.end);
}
