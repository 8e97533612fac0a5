/** A piece of code; nothing stands for one that is left out. */
export type Part = string | false | undefined;

/**
 * Code in a template literal, as it should stand: the indentation that all its lines share is taken off, a value of
 * several lines keeps the indentation of the line it is put in, and a line that holds nothing but parts that are
 * left out goes away. Write two spaces for each level; `reindent` turns them into what the file uses.
 */
export function code(strings: TemplateStringsArray, ...values: readonly Part[]): string {
  const remaining = [...values];
  const lines = strings.join(HOLE).split('\n');
  const margin = Math.min(...lines.slice(1).filter(isFilled).map(leadingSpaces));
  return lines
    .map((line, index) => (index === 0 ? line : line.slice(margin)))
    .flatMap((line) => fillLine(line, remaining))
    .join('\n')
    .replace(/^\n+|\s+$/g, '');
}

/** Puts blank lines between those sections of a file that are there. */
export function sections(parts: readonly Part[], blankLines = 1): string {
  return parts.filter(Boolean).join('\n'.repeat(blankLines + 1));
}

/** Turns each pair of spaces at the beginning of a line into `unit`. */
export function reindent(text: string, unit: string): string {
  return text.replace(/^(?: {2})+/gm, (spaces) => unit.repeat(spaces.length / 2));
}

/** Stands for a value until its line is known; literals never contain it. */
const HOLE = '\u0000';

function fillLine(line: string, remaining: Part[]): string[] {
  const indentation = ' '.repeat(leadingSpaces(line));
  const filled = line.replaceAll(HOLE, () => {
    const value = remaining.shift();
    return !value ? '' : value.replaceAll(/\n(?!\n|$)/g, `\n${indentation}`);
  });
  return line.includes(HOLE) && filled.trim() === '' ? [] : [filled];
}

function leadingSpaces(line: string): number {
  return line.length - line.trimStart().length;
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}
