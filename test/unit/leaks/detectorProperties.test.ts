import assert from 'node:assert/strict';

import fc from 'fast-check';

import { detect, type Finding, secretIn } from '../../../src/leaks/detector';
import { detectBytes } from '../../../src/leaks/encoding';
import { fingerprintOf } from '../../../src/leaks/finding';
import { isPlausible } from '../../../src/leaks/plausible';
import { mayHoldSecret } from '../../../src/leaks/quickLook';
import { fill, inventedKey, loadCorpus } from './corpus';
import { ENCODINGS } from './encodings';
import { DECOY_SHAPES, LEAK_SHAPES } from './shapes';

/** Words of any text; none of them is the name of a secret, of Fleetio or of another service. */
const WORDS = (
  'the vehicle was moved to group north and its odometer says 48213 miles since 2024-01-31 return value if not found ' +
  'function class import from List<Vehicle> => { } ( ) [ ] ; // # * + - "text" \'text\' `text` über naïve 車両 🚚 0x1f 3.14 <b> </b> %s'
).split(' ');

const line = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '));
const lines = fc.array(line, { maxLength: 60 });
/** A shape with a secret of its own in it; one secret in a few hundred looks like a placeholder by chance. */
const filled = (shapes: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...shapes), fc.integer({ min: 1, max: 1_000_000 }))
    .map(([shape, at]) => shape.replace(/(?<=\{\{\w+:)(?=\d)/g, `${at}x`))
    .filter((template) => fill(template).leaks.every(({ secret }) => isPlausible(secret)));

const context = { path: 'src/vehicles', fleetioWorkspace: true };
const placesOf = (findings: readonly Pick<Finding, 'rule' | 'start' | 'end'>[]): string[] =>
  findings.map(({ rule, start, end }) => `${rule} ${start} ${end}`);

/** A text with one byte a character, with which the detector takes no quick look. */
const inLatin = (text: string): Buffer => Buffer.from(text.replace(/[^\0-\xff]/g, '\xff'), 'latin1');

/** What has to be true of findings in whatever text. */
function expectWellFormed(text: string, findings: readonly Finding[]): void {
  let end = 0;
  for (const finding of findings) {
    assert.ok(finding.start >= end && finding.end > finding.start && finding.end <= text.length);
    assert.equal(fingerprintOf(secretIn(text, finding)), finding.fingerprint);
    end = finding.end;
  }
}

/** Texts that are nearly those of the corpus: characters lost, repeated and put in, lines in another order, a part cut out. */
const mutated = fc
  .record({
    text: fc.constantFrom(...loadCorpus().map((one) => one.text)),
    edits: fc.array(
      fc.record({
        at: fc.nat(),
        length: fc.nat({ max: 60 }),
        put: fc.constantFrom('', '"', '\n', '\\', '0', ' ', '<', '='),
      }),
      { maxLength: 6 },
    ),
    cut: fc.option(fc.nat()),
    turn: fc.boolean(),
  })
  .map(({ text, edits, cut, turn }) => {
    const edited = edits.reduce((before, { at, length, put }) => {
      const place = at % (before.length + 1);
      return before.slice(0, place) + put + before.slice(place + length);
    }, text);
    const part = cut === null ? edited : edited.slice(cut % (edited.length + 1));
    return turn ? part.split('\n').reverse().join('\n') : part;
  });

describe('detector, in whatever surroundings,', () => {
  it('finds a key in every known shape, and nothing beside it', () => {
    const lineBreaks = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(filled(LEAK_SHAPES), lines, lines, lineBreaks, (leak, before, after, lineBreak) => {
        const { text, leaks } = fill([...before, '', ...leak.split('\n'), '', ...after].join(lineBreak));
        assert.deepEqual(placesOf(detect(text, context)), placesOf(leaks));
      }),
      { numRuns: 600 },
    );
  });

  it('finds nothing where there is nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(line, filled(DECOY_SHAPES)), { maxLength: 40 }), (all) => {
        assert.deepEqual(placesOf(detect(fill(all.join('\n\n')).text, context)), []);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a key in every encoding', () => {
    const encodings = fc.constantFrom(...Object.values(ENCODINGS));
    // A compiler joins the literals of a key, so no program has it in two.
    const shapes = LEAK_SHAPES.filter((shape) => !shape.includes('keyPlus'));
    fc.assert(
      fc.property(filled(shapes), lines, encodings, (leak, before, encode) => {
        const { text, leaks } = fill(['-'.repeat(40), ...before, '', leak, ''].join('\n'));
        const { findings, text: decoded } = detectBytes(encode(text), context);
        const secrets = findings.map((finding) => secretIn(decoded, finding));
        const expected = leaks.map(({ secret }) => secret);
        assert.deepEqual(secrets, expected);
      }),
      { numRuns: 400 },
    );
  });

  it('takes whatever it is given', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary' }),
      mutated,
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), maxLength: 90 }),
      fc.string({ unit: fc.constantFrom(...Array.from('"\'`\\{}[]()<>=:;,.\n\t %&#@/-_ ')) }),
      fc.constantFrom(
        'Token ',
        'Authorization',
        'Account-Token: ',
        'fleetio',
        'api_key=',
        '\\u0020',
        '%20',
        '&quot;',
        '\uFEFF',
        '\0',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (all) => {
        const text = all.join('');
        expectWellFormed(text, detect(text, context));
      }),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        const { text, findings, encoding } = detectBytes(Buffer.from(bytes), context);
        if (encoding !== 'binary') {
          expectWellFormed(text, findings);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('passes over no value that it would find something out about', () => {
    // Where rows are inserted, names can be anywhere, so every value is looked at.
    const everything = `${'\n'.repeat(60)}${' '.repeat(4000)}\n-- insert into\n`;
    fc.assert(
      fc.property(mutated, fc.boolean(), (text, fleetioWorkspace) => {
        for (const path of ['src/vehicles', 'fleetio/sync', undefined]) {
          // A value alone in a file is told by the name of that file, so there is something else in both.
          const some = detect(`${text}\n-- lorem ipsum\n`, { path, fleetioWorkspace });
          const all = detect(text + everything, { path, fleetioWorkspace });
          assert.deepEqual(placesOf(some), placesOf(all));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('comes to an end, whatever signs stand between literals', () => {
    const half = inventedKey(1).slice(0, 12);
    for (const sign of ['+', '.', '~', ' ', '\\', '@', '<', '<>', 'u8', "'", '"']) {
      const line = `"${half}"${sign.repeat(38)}!"abcd"\n`;
      assert.deepEqual(detect(line.repeat(40), { path: 'a.js', fleetioWorkspace: true }), []);
    }
  });

  it('finds with the quick look at bytes what it finds without', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const bytes = Buffer.from(text);
        const plain = detect(text, context, inLatin(text));
        expectWellFormed(text, plain);
        assert.ok(plain.length === 0 || mayHoldSecret(bytes), 'the quick look says that there is nothing');
        if (!bytes.includes(0)) {
          assert.deepEqual(placesOf(detectBytes(bytes, context).findings), placesOf(plain));
        }
      }),
      { numRuns: 800 },
    );
  });

  it('lets through with the quick look a key that is joined from literals or begins after an escape', () => {
    const key = fc.integer({ min: 1, max: 1_000_000 }).map(inventedKey).filter(isPlausible);
    const quote = fc.constantFrom('"', "'", '`');
    const joiners = [' ', '+', '.', '&', '~', '\\', '_', '@', '<>', 'u8', '\n', '\t', '\u00a0', '\u3000'];
    const joiner = fc.array(fc.constantFrom(...joiners), { maxLength: 8 }).map((parts) => parts.join(''));
    const cut = fc.integer({ min: 1, max: 39 });
    const joined = fc
      .tuple(key, cut, joiner, quote, quote)
      .map(([all, at, between, one, other]) => [
        all,
        `fleetioApiKey = ${one}${all.slice(0, at)}${one}${between}${other}${all.slice(at)}${other}`,
      ]);
    let seen = 0;
    const escape = fc.constantFrom('%20', '\\x20', '\\u0020', '\\n');
    const escaped = fc.tuple(key, escape).map(([all, before]) => [all, `fleetioApiKey = "${before}${all}"`]);
    fc.assert(
      fc.property(fc.oneof(joined, escaped), ([secret = '', text = '']) => {
        const [found] = detect(text, context, inLatin(text));
        if (found !== undefined && secretIn(text, found) === secret) {
          seen++;
          assert.ok(mayHoldSecret(Buffer.from(text)), text);
          assert.ok(mayHoldSecret(inLatin(text)), text);
        }
      }),
      { numRuns: 1000 },
    );
    // Not after every short piece.
    assert.ok(seen > 800, `${seen} found`);
  });
});
