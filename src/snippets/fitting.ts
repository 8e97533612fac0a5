import { indentationFor, type InsertionPlace } from './insertion';
import type { SnippetRequest } from './model';
import { DEFAULT_OPTIONS, type SnippetOptions } from './options';
import type { SnippetPieces, SnippetTarget } from './target';

/**
 * A snippet in pieces that declare nothing twice in the file that they go into. A function of an earlier snippet is
 * used again, also where it waits at the rate limit and this one was not to, or the other way round. A function for
 * another request of the same name gets a number: `listVehicles2`.
 * @returns undefined where the file has something else of a name that the code needs.
 */
export function fittingPieces(
  target: SnippetTarget,
  request: SnippetRequest,
  options: Partial<SnippetOptions>,
  place: InsertionPlace,
): SnippetPieces | undefined {
  const { retry = DEFAULT_OPTIONS.retry } = options;
  for (const fitted of [options, { ...options, retry: !retry }]) {
    const pieces = withFreeName(target, request, fitted, place);
    if (pieces !== undefined) {
      return pieces;
    }
  }
  return undefined;
}

/** More functions for one kind of list are in no file. */
const MOST_NAMES = 100;

function withFreeName(
  target: SnippetTarget,
  request: SnippetRequest,
  options: Partial<SnippetOptions>,
  place: InsertionPlace,
): SnippetPieces | undefined {
  const before = request.name.slice(0, -1);
  const last = request.name.at(-1) ?? '';
  const withNumber = (number: number): SnippetPieces => {
    const name = [...before, number === 1 ? last : `${last}${number}`];
    return target.pieces({ ...request, name }, options);
  };
  // What is there twice whatever the request is called, no number helps.
  if (declaredTwice(withNumber(MOST_NAMES + 1), place).length > 0) {
    return undefined;
  }
  for (let number = 1; number <= MOST_NAMES; number++) {
    const pieces = withNumber(number);
    if (declaredTwice(pieces, place).length === 0) {
      return pieces;
    }
  }
  return undefined;
}

/** What the sections that the file lacks declare, and the file declares as well. */
function declaredTwice({ sections }: SnippetPieces, place: InsertionPlace): string[] {
  const indentation = indentationFor(place);
  const taken = new Set(declarations(place.text, indentation));
  return sections
    .filter((section) => !place.text.includes(section.replace(/^(?=[^\r\n])/gm, indentation)))
    .flatMap((section) => declarations(section, ''))
    .filter((name) => taken.has(name));
}

/** A function or a type, in any of the languages that snippets are in. */
const DECLARATION = new RegExp(
  [
    String.raw`(?:(?:export|default|async|private|public|static)\s+)*(?:function|def|func|fun|class|struct|interface)\s+([\w-]+)`,
    String.raw`(\w+)\(\) \{`,
    String.raw`(\w+) <- function`,
  ].join('|'),
  'y',
);

/** The names that stand at one depth of a text. */
function declarations(text: string, indentation: string): string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    DECLARATION.lastIndex = indentation.length;
    const found = line.startsWith(indentation) ? DECLARATION.exec(line) : null;
    const name = found?.slice(1).find(Boolean);
    return name === undefined ? [] : [name];
  });
}
