import { fileOf, type Leak } from './leak';
import { cellIndex } from './notebooks';
import { FURTHEST_FIRST } from './words';

/** Orders leaks by how far they got, then by file, then as they stand in it. */
export function furthestFirst(one: Leak, other: Leak): number {
  return (
    FURTHEST_FIRST.indexOf(one.exposure) - FURTHEST_FIRST.indexOf(other.exposure) ||
    fileOf(one.uri).path.localeCompare(fileOf(other.uri).path) ||
    inFileOrder(one, other)
  );
}

/** Orders the leaks of one file. */
export function inFileOrder({ uri, range }: Leak, other: Leak): number {
  const cells = (cellIndex(uri) ?? 0) - (cellIndex(other.uri) ?? 0);
  return cells || range.start.compareTo(other.range.start);
}
