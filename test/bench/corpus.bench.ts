// Measures how much of the labelled corpus the detector finds, and how much else; all of it and by file.
import { detect } from '../../src/leaks/detector';
import { PORTABLE_RULES } from '../../src/leaks/portableRules';
import { isPlausible } from '../../src/leaks/plausible';
import { type Case, loadCorpus } from '../unit/leaks/corpus';

/** Values found by something, by their offsets, with what they are. */
type Found = ReadonlySet<string>;

class Score {
  leaks = 0;
  found = 0;
  wrong = 0;

  add({ leaks }: Case, found: Found): void {
    const expected = new Set(leaks.map(({ rule, start }) => `${rule} ${start}`));
    this.leaks += expected.size;
    this.found += [...expected].filter((one) => found.has(one)).length;
    this.wrong += [...found].filter((one) => !expected.has(one)).length;
  }

  toString(): string {
    const percent = (part: number, of: number): string =>
      of === 0 ? '–' : `${((100 * part) / of).toFixed(2)} %`;
    const [recall, precision] = [
      percent(this.found, this.leaks),
      percent(this.found, this.found + this.wrong),
    ];
    return `recall ${recall.padStart(8)}   precision ${precision.padStart(8)}   ${this.found} of ${this.leaks} leaks, ${this.wrong} wrong`;
  }
}

const FINDERS: Readonly<Record<string, (one: Case) => Found>> = {
  detector: ({ text, path, fleetioWorkspace }) =>
    new Set(detect(text, { path, fleetioWorkspace }).map(({ rule, start }) => `${rule} ${start}`)),
  // Other scanners can leave out what is too simple by its entropy; this stands in for that.
  'exported rules': ({ text }) =>
    new Set(
      PORTABLE_RULES.flatMap(({ rule, pattern }) =>
        [...text.matchAll(new RegExp(pattern, 'dg'))].flatMap((match) => {
          const start = match.indices?.[1]?.[0];
          return start !== undefined && isPlausible(match[1] ?? '') ? [`${rule} ${start}`] : [];
        }),
      ),
    ),
};

function main(): void {
  const cases = loadCorpus();
  const decoys = cases.reduce((sum, one) => sum + one.decoys, 0);
  console.log(`${cases.length} files, ${decoys} decoys`);
  for (const [name, find] of Object.entries(FINDERS)) {
    const all = new Score();
    const byFile = new Map<string, Score>();
    for (const one of cases) {
      const [file = ''] = one.name.split(':');
      const score = byFile.get(file) ?? new Score();
      byFile.set(file, score);
      const found = find(one);
      score.add(one, found);
      all.add(one, found);
    }
    console.log(`\n${name.padEnd(16)} ${all.toString()}`);
    for (const [file, score] of byFile) {
      console.log(`  ${file.padEnd(14)} ${score.toString()}`);
    }
  }
}

main();
