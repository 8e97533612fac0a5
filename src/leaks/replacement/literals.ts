/** A way to write a string in a language. */
export interface LiteralKind {
  readonly open: string;
  /** The same as `open` by default. */
  readonly close?: string;
  readonly escape: 'backslash' | 'doubled' | 'none';
  readonly multiline?: true;
  /** Where it can hold expressions: how one begins; it ends with the bracket that fits. */
  readonly embeds?: '${' | '#{' | '\\(' | '{' | '$(';
}

/** What of a language has to be known to find its strings. */
export interface Syntax {
  /** Those that begin like another come first. */
  readonly literals: readonly LiteralKind[];
  readonly lineComments: readonly string[];
  readonly blockComments?: readonly (readonly [open: string, close: string])[];
  /** Whether the sign of a comment counts only where a word may begin, as in shells. */
  readonly commentsBeginWords?: true;
  /** Whether a backslash outside of strings takes its meaning from a quote behind it, as in shells. */
  readonly escapesQuotes?: true;
  /** Letters that may stand directly before a literal and belong to it. */
  readonly prefix?: RegExp;
}

export interface Literal {
  readonly kind: LiteralKind;
  /** Such as `f` in Python. */
  readonly prefix: string;
  /** Of its prefix or opening quote. */
  readonly start: number;
  /** Behind its closing quote. */
  readonly end: number;
  /** What is between the quotes. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Whether a bracket is open around it. */
  readonly isNested: boolean;
}

/**
 * What is around an offset: the innermost string literal, a comment, or neither. The text is read from its start, since
 * either may span lines.
 */
export function surroundingsAt(text: string, offset: number, syntax: Syntax): Literal | 'comment' | 'code' {
  return new Scanner(text, offset, syntax).find();
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')' };

/** Nobody puts more strings into each other; each is a call in a call, and is perhaps read again as text. */
const DEEPEST = 8;

class Scanner {
  private found: Literal | 'comment' | undefined;
  private brackets = 0;
  private depth = 0;
  /**
   * Whether an embedded expression went on to the end of the text. From then on all of them are read as text: each could
   * go on to the end, as could each of those in it, which would take twice the time for every one.
   */
  private isLost = false;
  /** Where a literal of a kind did not end. None does that begins before, so none of them is read. */
  private readonly unended = new Map<LiteralKind, number>();

  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly syntax: Syntax,
  ) {}

  find(): Literal | 'comment' | 'code' {
    this.code(0, undefined);
    return this.found ?? 'code';
  }

  /** Reads code up to the bracket that ends it. @returns the offset behind that; undefined if it is not there. */
  private code(from: number, closing: string | undefined): number | undefined {
    const opening = Object.keys(CLOSING).find((bracket) => CLOSING[bracket] === closing);
    let depth = 0;
    let at = from;
    // Nothing behind the offset can change what is around it, once its literal is found.
    while (this.goesOn(at) && (at <= this.offset || closing !== undefined)) {
      const next = this.comment(at) ?? this.literal(at);
      if (next !== undefined) {
        at = next;
        continue;
      }
      const character = this.text[at] ?? '';
      at += character === '\\' && this.syntax.escapesQuotes ? 2 : 1;
      this.brackets += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
      if (character === closing) {
        if (depth === 0) {
          return at;
        }
        depth--;
      } else if (character === opening) {
        depth++;
      }
    }
    this.isLost ||= closing !== undefined;
    return undefined;
  }

  /** What is found first is the innermost, so nothing has to be read behind it. */
  private goesOn(at: number): boolean {
    return this.found === undefined && at < this.text.length;
  }

  private comment(at: number): number | undefined {
    const { lineComments, blockComments = [] } = this.syntax;
    if (this.mayBeginComment(at) && lineComments.some((mark) => this.text.startsWith(mark, at))) {
      const lineEnd = this.text.indexOf('\n', at);
      const end = lineEnd < 0 ? this.text.length : lineEnd;
      // What is added at the end of the line still belongs to it.
      this.note(at, end + 1);
      return end;
    }
    const block = blockComments.find(([open]) => this.text.startsWith(open, at));
    if (block === undefined) {
      return undefined;
    }
    const close = this.text.indexOf(block[1], at + block[0].length);
    const end = close < 0 ? this.text.length : close + block[1].length;
    this.note(at, end);
    return end;
  }

  private mayBeginComment(at: number): boolean {
    return this.syntax.commentsBeginWords !== true || /^$|[\s;]/.test(this.text[at - 1] ?? '');
  }

  private note(start: number, end: number): void {
    if (start <= this.offset && this.offset < end) {
      this.found ??= 'comment';
    }
  }

  /** @returns the offset behind the literal that begins here; undefined if none does, or it does not end. */
  private literal(start: number): number | undefined {
    const kind = this.syntax.literals.find(({ open }) => this.text.startsWith(open, start));
    if (kind === undefined || start < (this.unended.get(kind) ?? 0)) {
      return undefined;
    }
    const { open, close = open, embeds } = kind;
    const prefix = this.prefixBefore(start);
    const bodyStart = start + open.length;
    const isNested = this.brackets > 0;
    const mayEmbed = embeds !== undefined && (embeds !== '{' || /f|\$/i.test(prefix + open));
    let at = bodyStart;
    while (this.goesOn(at)) {
      if (this.text.startsWith(close, at) && !this.isDoubled(kind, close, at)) {
        if (this.offset >= bodyStart && this.offset < at) {
          const ends = { start: start - prefix.length, end: at + close.length };
          this.found ??= { kind, prefix, ...ends, bodyStart, bodyEnd: at, isNested };
        }
        return at + close.length;
      }
      if (this.text[at] === '\n' && kind.multiline === undefined) {
        break;
      }
      const embedded = mayEmbed && this.text.startsWith(embeds, at) ? this.embedded(at, embeds) : undefined;
      at = embedded ?? at + this.stepAt(kind, close, at);
    }
    this.unended.set(kind, at);
    return undefined;
  }

  /** @returns the offset behind an expression in a literal; undefined if it does not end, so that it is none. */
  private embedded(at: number, opening: string): number | undefined {
    if (this.isLost || this.depth === DEEPEST) {
      return undefined;
    }
    const { brackets } = this;
    this.brackets++;
    this.depth++;
    const end = this.code(at + opening.length, CLOSING[opening.at(-1) ?? '']);
    this.depth--;
    this.brackets = brackets;
    return end;
  }

  private isDoubled({ escape }: LiteralKind, close: string, at: number): boolean {
    return escape === 'doubled' && this.text.startsWith(close + close, at);
  }

  private stepAt(kind: LiteralKind, close: string, at: number): number {
    const isEscape = kind.escape === 'backslash' && this.text[at] === '\\';
    return isEscape ? 2 : this.isDoubled(kind, close, at) ? 2 * close.length : 1;
  }

  private prefixBefore(start: number): string {
    const { prefix } = this.syntax;
    return prefix === undefined
      ? ''
      : (prefix.exec(this.text.slice(Math.max(0, start - 4), start))?.[0] ?? '');
  }
}
