import { type Edit, lineAfter, lineBefore, type Place, placeholder, type Replacement } from './edits';
import type { Language, Need } from './languages';
import { type Literal, surroundingsAt } from './literals';

const LONGEST_STATEMENT = 2000;

/**
 * Replaces a secret in a string literal of a programming language. What surrounds it in the same literal, such as
 * `Token `, stays. In a comment or a text that is documentation, which nothing reads, the variable is only named.
 * @returns undefined where it is not in a literal, or where no expression may stand.
 */
export function inCode(place: Place, language: Language): Replacement | undefined {
  const { text, start, variable } = place;
  const literal = surroundingsAt(text, start, language);
  if (literal === 'comment') {
    return placeholder(place);
  }
  if (literal === 'code' || literal.bodyEnd < place.end || isInAnnotation(text, literal.start)) {
    return undefined;
  }
  if (language.hasDocstrings === true && isStatement(text, literal)) {
    return placeholder(place);
  }
  const before = text.slice(literal.bodyStart, start);
  const after = text.slice(place.end, literal.bodyEnd);
  if (before === '' && after === '') {
    const ofDefault = inDefault(text, literal, language);
    if (ofDefault !== undefined) {
      return { kind: 'environment', edits: [ofDefault] };
    }
  }
  const quote = literal.kind.open.startsWith("'") ? "'" : '"';
  const expression = language.read(variable, quote);
  const newText = joined(literal, before, after, expression, language, text);
  const constant = newText === undefined ? undefined : inConstant(text, literal, newText, language);
  return constant && { kind: 'environment', edits: [...needed(text, language.needs), constant] };
}

/** Whether a literal is a statement by itself, which says something to people only. */
function isStatement(text: string, { start, end, isNested }: Literal): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_STATEMENT), start);
  return (
    !isNested &&
    /(?:^|(?<!\\\r?)\n|;|(?:^|\n)[ \t]*(?:class|(?:async[ \t]+)?def)\b[^\n]*:)[ \t]*$/.test(before) &&
    /^[ \t]*(?:$|[\r\n;#])/.test(text.slice(end, end + LONGEST_STATEMENT))
  );
}

function joined(
  literal: Literal,
  before: string,
  after: string,
  expression: string,
  { join }: Language,
  text: string,
): string | undefined {
  const { open, close = open } = literal.kind;
  const isWhole = before === '' && after === '';
  if (/b/i.test(literal.prefix)) {
    // Bytes are no text.
    return undefined;
  }
  if (isWhole && open !== '`' && !hasLiteralBeside(text, literal)) {
    return /\s\?\?\s/.test(expression) && !isAlone(text, literal)
      ? `(${expression})`
      : apart(expression, text, literal.end);
  }
  if (join.by === 'own') {
    return join.write({ literal, before, after, expression });
  }
  if (join.by === 'embed') {
    return `${open}${before}${join.inside(expression)}${after}${close}`;
  }
  if (literal.kind.multiline !== undefined && (before + after).includes('\n') && open.length > 1) {
    // Its lines hang on where its quotes stand.
    return undefined;
  }
  const side = (part: string): string[] => (part === '' ? [] : [`${literal.prefix}${open}${part}${close}`]);
  const parts = [...side(before), expression, ...side(after)];
  if (join.by === 'call') {
    return `${join.name}(${parts.join(', ')})`;
  }
  const sum = parts.join(join.sign);
  return isAlone(text, literal) || parts.length === 1 ? sum : `(${sum})`;
}

/** With an equals sign behind it, a sign that ends an expression would be another operator. */
function apart(expression: string, text: string, end: number): string {
  return expression.endsWith('!') && text[end] === '=' ? `(${expression})` : expression;
}

/** Whether nothing binds closer to the literal than a sum would: no member, no index, no other operator. */
function isAlone(text: string, { start, end }: Literal): boolean {
  return (
    !/^\s*[.[!?%*]/.test(text.slice(end, end + 20)) &&
    !/[%*!]\s*$/.test(text.slice(Math.max(0, start - 20), start))
  );
}

/** Languages that put neighbouring literals together by themselves take no expression between them. */
function hasLiteralBeside(text: string, { start, end }: Literal): boolean {
  return (
    /^\s*[rbfu]{0,2}['"]/i.test(text.slice(end, end + 200)) ||
    /['"]\s*$/.test(text.slice(Math.max(0, start - 200), start))
  );
}

function inDefault(text: string, literal: Literal, { defaults = [] }: Language): Edit | undefined {
  const before = lineBefore(text, literal.start);
  const after = lineAfter(text, literal.end);
  for (const rule of defaults) {
    const match = rule.before.exec(before);
    const tail = match && rule.after.exec(after);
    if (match && tail) {
      return {
        start: literal.start - match[0].length,
        end: literal.end + tail[0].length,
        newText: apart(rule.becomes(match), text, literal.end + tail[0].length),
      };
    }
  }
  return undefined;
}

/** The edit of the literal, with what has to change before it where the language wants a constant there. */
function inConstant(text: string, literal: Literal, newText: string, language: Language): Edit | undefined {
  const line = lineBefore(text, literal.start);
  const statement = statementBefore(text, literal.start);
  for (const { before, behind, head, becomes } of language.constants ?? []) {
    const isThere =
      behind?.test(lineAfter(text, literal.end)) !== false &&
      head?.test(headOfBlock(text, literal.start)) !== false;
    const match = isThere ? before.exec(becomes === undefined ? statement : line) : null;
    if (match !== null && becomes === undefined) {
      return undefined;
    }
    if (match !== null && becomes !== undefined) {
      const first = becomes(match);
      const close = first.endsWith('{') ? '}' : '';
      return { start: literal.start - match[0].length, end: literal.end, newText: first + newText + close };
    }
  }
  return { start: literal.start, end: literal.end, newText };
}

/** What stands before an offset since the last statement or block; of C's family that is where a declaration begins. */
function statementBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - LONGEST_STATEMENT), offset);
  return before.slice(
    Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}')) + 1,
  );
}

/** What stands before the bracket of the block that an offset is in; empty: it is in none without others before it. */
function headOfBlock(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - LONGEST_STATEMENT), offset);
  const bracket = before.lastIndexOf('{');
  return bracket > before.lastIndexOf('}') ? before.slice(0, bracket) : '';
}

const ANNOTATION_LINES = 12;

/** Whether the literal is an argument of an annotation or an attribute above it: those are constants. */
function isInAnnotation(text: string, offset: number): boolean {
  let depth = 0;
  let lines = 0;
  for (let at = offset - 1; at >= 0 && lines < ANNOTATION_LINES; at--) {
    const character = text[at];
    if (character === ')') {
      depth++;
    } else if (character === '(') {
      if (depth === 0) {
        return /@[\w.:]+\s*$/.test(text.slice(Math.max(0, at - 80), at));
      }
      depth--;
    } else if (character === '\n') {
      lines++;
    } else if (character === '{' && /\(\s*$/.test(text.slice(Math.max(0, at - 20), at))) {
      // A list of values, as Java writes it.
    } else if (character === ';' || character === '{' || character === '}') {
      return false;
    }
  }
  return false;
}

/** The line that the expression needs, where it is not there. */
function needed(text: string, need: Need | undefined): Edit[] {
  if (need === undefined || need.there.test(text)) {
    return [];
  }
  const last = [...text.matchAll(need.after)].at(-1);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const at = last === undefined ? 0 : last.index + last[0].length;
  return [{ start: at, end: at, newText: at === 0 ? need.line + eol : eol + need.line }];
}
