/** How a language reads an environment variable, and how it puts a value into a string. */
interface LanguageReads {
  /** The quotes of its plain string literals. */
  readonly quotes: string;
  /** The quote of literals that can hold expressions, if it has one. */
  readonly template?: string;
  /** The expression that reads a variable. */
  readonly read: (variable: string) => string;
  /** A literal that joins plain text and the expression. */
  readonly join: (before: string, expression: string, after: string) => string;
  /** An expression inside a literal that can hold one. */
  readonly inTemplate: (expression: string) => string;
}

const javascript: LanguageReads = {
  quotes: `'"`,
  template: '`',
  read: (variable) => `process.env.${variable}`,
  join: (before, expression, after) =>
    `\`${escapeTemplate(before)}\${${expression}}${escapeTemplate(after)}\``,
  inTemplate: (expression) => `\${${expression}}`,
};

/** By VS Code's language id; a language that is not here gets no replacement. */
const LANGUAGES: Readonly<Record<string, LanguageReads>> = {
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
};

/** A change of a text: `newText` takes the place of what lies between the two offsets. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * Replaces a secret in source code by a read of an environment variable, in the file's own language. What surrounds
 * it in the same literal, such as `Token `, stays.
 * @param secret offsets of the secret itself, in UTF-16 units.
 * @returns undefined where the language is not known or the secret is not in a string literal of one line.
 */
export function environmentRead(
  text: string,
  secret: { readonly start: number; readonly end: number },
  languageId: string,
  variable: string,
): Replacement | undefined {
  const language = LANGUAGES[languageId];
  const literal = language && enclosingLiteral(text, secret, language.quotes + (language.template ?? ''));
  if (language === undefined || literal === undefined) {
    return undefined;
  }
  const expression = language.read(variable);
  if (literal.quote === language.template) {
    return { ...secret, newText: language.inTemplate(expression) };
  }
  const before = text.slice(literal.start + 1, secret.start);
  const after = text.slice(secret.end, literal.end - 1);
  const newText = before === '' && after === '' ? expression : language.join(before, expression, after);
  return { start: literal.start, end: literal.end, newText };
}

interface Literal {
  readonly quote: string;
  /** Of its opening quote. */
  readonly start: number;
  /** Behind its closing quote. */
  readonly end: number;
}

/** The string literal around a secret. The line is read from its start, since a quote may stand in another's literal. */
function enclosingLiteral(
  text: string,
  secret: { readonly start: number; readonly end: number },
  quotes: string,
): Literal | undefined {
  let start = text.lastIndexOf('\n', secret.start) + 1;
  while (start < secret.start) {
    const quote = text[start] ?? '';
    const end = quotes.includes(quote) ? closingQuote(text, start + 1, quote) : undefined;
    if (end !== undefined && end > secret.end) {
      return { quote, start, end };
    }
    start = end ?? start + 1;
  }
  return undefined;
}

/** Behind the quote that ends the literal on the same line. */
function closingQuote(text: string, from: number, quote: string): number | undefined {
  for (let at = from; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') {
      at++;
    } else if (text[at] === quote) {
      return at + 1;
    }
  }
  return undefined;
}

/** Text of a plain literal, whose escapes a template understands too, made safe between backticks. */
function escapeTemplate(text: string): string {
  return text.replace(/`|\$\{/g, '\\$&');
}
