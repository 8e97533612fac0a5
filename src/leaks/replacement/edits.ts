/** A change of a text: `newText` takes the place of what lies between the two offsets, in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** What takes the place of a secret. All edits are of the same text, and none overlaps another. */
export interface Replacement {
  /** Whether the variable is really read there, or only named where something else may fill it in. */
  readonly kind: 'environment' | 'placeholder';
  readonly edits: readonly Edit[];
}

/** A secret in a file, and the variable that is to be read in its place. */
export interface Place {
  readonly text: string;
  /** Of the secret itself. */
  readonly start: number;
  readonly end: number;
  /** Such as `FLEETIO_API_KEY`. */
  readonly variable: string;
  /** With `/`; some names say what a file is for. */
  readonly path: string;
}

/** In texts for people, such as a comment, what a reader puts their own key in the place of. */
export function placeholder({ start, end, variable }: Place): Replacement {
  return { kind: 'placeholder', edits: [{ start, end, newText: `YOUR_${variable}` }] };
}

/** What stands on the secret's line before an offset. */
export function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

/** What stands on its line from an offset on. */
export function lineAfter(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end).replace(/\r$/, '');
}
