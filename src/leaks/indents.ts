import type { Lines } from './lines';

// Blocks as YAML and JSON show them, by how far their lines are indented, in characters. Lines count from 0.

/** So many lines are looked at. */
const REACH = 40;

/** @returns undefined for a line with nothing in it. */
export function indentOf(lines: Lines, line: number): number | undefined {
  const indent = lines.line(line).search(/\S/);
  return indent < 0 ? undefined : indent;
}

/**
 * The least indent on the way from a line to another one: the smaller the block that both are in, the larger it is. The other
 * one counts only where it is below; above, it can be the head of the block.
 */
export function depthTo(lines: Lines, own: number, other: number): number {
  const step = other < own ? -1 : 1;
  const count = Math.min(REACH, step < 0 ? own - other : other - own + 1);
  const way = Array.from({ length: count }, (_, at) => own + step * at);
  return Math.min(...way.flatMap((line) => indentOf(lines, line) ?? []));
}

/**
 * Whether the block around that of a line has ended before another line below. The next entry of the same list, which is
 * indented as that block is, does not end it.
 */
export function isBlockOver(lines: Lines, line: number, below: number): boolean {
  const own = indentOf(lines, line) ?? 0;
  const above = Array.from({ length: Math.min(line, REACH) }, (_, at) => indentOf(lines, line - 1 - at));
  const around = above.find((indent) => indent !== undefined && indent < own);
  return around !== undefined && depthTo(lines, below, line) < around;
}
