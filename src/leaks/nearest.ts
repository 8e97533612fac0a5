/**
 * @param onlyBefore leaves out those that come after `offset`.
 * @returns the one of some ascending offsets that is nearest to `offset`; undefined if there is none.
 */
export function nearestTo(
  offsets: readonly number[],
  offset: number,
  onlyBefore = false,
): number | undefined {
  const after = placeIn(offsets, offset);
  const [left, right] = [offsets[after - 1], offsets[after]];
  if (onlyBefore) {
    return left;
  }
  if (left === undefined || right === undefined) {
    return left ?? right;
  }
  return offset - left <= right - offset ? left : right;
}

/** @returns the index of the first of some ascending offsets that is not before `offset`. */
export function placeIn(offsets: readonly number[], offset: number): number {
  return firstFrom(offsets.length, offset, (at) => offsets[at] ?? 0);
}

/** @returns the last of some stretches, in the order of their beginnings, that begins before `offset`. */
export function lastBefore<One extends { readonly start: number }>(
  all: readonly One[],
  offset: number,
): One | undefined {
  return all[indexFrom(all, offset) - 1];
}

/** @returns the index of the first of some stretches, in the order of their beginnings, that does not begin before `offset`. */
export function indexFrom(all: readonly { readonly start: number }[], offset: number): number {
  return firstFrom(all.length, offset, (at) => all[at]?.start ?? 0);
}

function firstFrom(length: number, offset: number, startOf: (at: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(middle) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
