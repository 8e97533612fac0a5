import { reindent, sections, type Part } from './layout';
import type { SnippetRequest } from './model';
import { DEFAULT_OPTIONS, isVariableName, type Quote, type SnippetOptions } from './options';

/** A language, or a way to make requests in it, that code is generated for. */
export interface SnippetTarget {
  /** Stable, for settings: `python-requests`. */
  readonly id: string;
  /** As people call it: `Python (requests)`. */
  readonly title: string;
  /** VS Code's id of the language. */
  readonly languageId: string;
  /** Without a dot: `py`. */
  readonly fileExtension: string;
  /** The options that make a difference to its code. */
  readonly options: readonly (keyof SnippetOptions)[];
  /**
   * A whole file: a script runs as it is and prints what it gets as JSON.
   * @throws RangeError when an environment variable cannot be called so.
   */
  emit(request: SnippetRequest, options?: Partial<SnippetOptions>): string;
  /** The same in pieces, for a file that is there already. @throws RangeError as `emit` does. */
  pieces(request: SnippetRequest, options?: Partial<SnippetOptions>): SnippetPieces;
}

/** A snippet in pieces. None ends with a line break. */
export interface SnippetPieces {
  /** What only a new file begins with: `<?php`. */
  readonly head: string;
  /** Whole lines, to be put to the other imports of the file. */
  readonly imports: readonly string[];
  /** The parts of its body, which stand one below the other. */
  readonly sections: readonly string[];
  /** Blank lines between two of them. */
  readonly blankLines: number;
}

/** What is particular to a target; `defineTarget` adds the rest. */
export interface TargetDefinition {
  readonly id: string;
  readonly title: string;
  readonly languageId: string;
  readonly fileExtension: string;
  /** One level of indentation by the language's convention. */
  readonly indent: string;
  /** The quotes by its convention; missing where there is no choice. */
  readonly quote?: Quote;
  /** Blank lines between the parts of a file; 1 by default. */
  readonly blankLines?: number;
  /** How the imports stand in a new file; one below the other by default. */
  readonly joinImports?: (imports: readonly string[]) => string;
  /** Options that mean nothing here. */
  readonly ignores?: readonly (keyof SnippetOptions)[];
  /** Two spaces stand for each level of indentation and `\n` for a line's end, whatever the options say. */
  write(request: SnippetRequest, style: Style): WrittenPieces;
}

/** The options, with the language's convention where nothing else is asked for. */
export interface Style extends SnippetOptions {
  readonly quote: Quote;
  readonly indent: string;
}

interface WrittenPieces {
  readonly head?: string;
  readonly imports?: readonly string[];
  /** The sections of the body; parts of it may be left out. */
  readonly body: readonly Part[];
}

const EVERY_OPTION = [
  'keyVariable',
  'accountVariable',
  'pages',
  'retry',
  'shape',
  'quote',
  'indent',
  'eol',
] as const satisfies readonly (keyof SnippetOptions)[];

/** Makes a target of what is particular to it. */
export function defineTarget(definition: TargetDefinition): SnippetTarget {
  const { id, title, languageId, fileExtension, blankLines = 1, joinImports = oneBelowTheOther } = definition;
  const ignores = new Set<string>([
    ...(definition.ignores ?? []),
    ...(definition.quote ? [] : (['quote'] as const)),
  ]);

  const styleOf = (options: Partial<SnippetOptions>): Style => {
    const kept = Object.entries(options).filter(([option]) => !ignores.has(option));
    const style: SnippetOptions = { ...DEFAULT_OPTIONS, ...Object.fromEntries(kept) };
    checkVariable(style.keyVariable);
    checkVariable(style.accountVariable);
    return {
      ...style,
      quote: style.quote ?? definition.quote ?? 'double',
      indent: style.indent ?? definition.indent,
    };
  };
  const written = (request: SnippetRequest, style: Style): SnippetPieces => {
    const { head = '', imports = [], body } = definition.write(request, style);
    const filled = body.flatMap((part) => (part ? [reindent(part, style.indent)] : []));
    return { head, imports, sections: filled, blankLines };
  };

  return {
    id,
    title,
    languageId,
    fileExtension,
    options: EVERY_OPTION.filter((option) => !ignores.has(option)),
    emit: (request, options = {}) => {
      const style = styleOf(options);
      const { head, imports, sections: body } = written(request, style);
      const top = sections([head, imports.length > 0 && joinImports(imports)]);
      const text = sections([top, ...body], blankLines);
      return `${text}\n`.replaceAll('\n', style.eol);
    },
    pieces: (request, options = {}) => {
      const style = styleOf(options);
      const pieces = written(request, style);
      return { ...pieces, sections: pieces.sections.map((part) => part.replaceAll('\n', style.eol)) };
    },
  };
}

function oneBelowTheOther(lines: readonly string[]): string {
  return lines.join('\n');
}

function checkVariable(name: string): void {
  if (!isVariableName(name)) {
    throw new RangeError(`No environment variable can be called "${name}".`);
  }
}
