import { expect, test } from 'vitest';
import { folded, keptOf, Secrets, TextIndex } from '../../../../src-main/engine/make/extract/secrets.ts';
import { Random } from '../fuzz/random.ts';

/** Looks for every text at every place, one after the other. */
const plainly = (texts: readonly string[], kept: string, given: string, least: number): boolean =>
  texts.some((text) => text.length >= least && folded(given).includes(text) && !kept.includes(text));

test('what is found of thousands of texts is what looking for one after the other finds', () => {
  const random = new Random(Number(process.env['KOHYO_SEED'] ?? 7));
  const word = (most: number): string =>
    Array.from({ length: 1 + random.below(most) }, () => random.pick([...'あいうab12漢𠮷\uffff'])).join('');
  let found = 0;
  for (let round = 0; round < 300; round += 1) {
    const texts = Array.from({ length: 1 + random.below(40) }, () => folded(word(14)));
    const kept = random.pick([[], [word(40)], [texts[0] ?? '']]);
    const index = new TextIndex();
    index.add('出た', texts);
    const secrets = new Secrets(index, () => true, [keptOf(kept)]);
    const given = `${word(60)}${random.next() < 0.5 ? random.pick(texts) : ''}${word(20)}`;
    const keptText = kept.map(folded).join('\n');
    const known = texts.filter((text) => text.length >= 6);
    expect(secrets.mentions(given)).toBe(plainly(known, keptText, given, 6));
    expect(secrets.reveals(given) !== undefined).toBe(plainly(known, keptText, given, 8));
    if (secrets.mentions(given)) found += 1;
  }
  expect(found).toBeGreaterThan(50);
});

test('texts that begin alike, are found as looking for one after the other finds them', () => {
  const random = new Random(Number(process.env['KOHYO_SEED'] ?? 11));
  // Few letters, and long runs of one: texts that others begin with, in chains.
  const word = (most: number): string =>
    random.pick([...'ああいa\uffff']).repeat(random.below(most)) + random.pick(['', ...'ああいa\uffff']);
  const found = new Set<string>();
  let [chains, telling, silent] = [0, 0, 0];
  for (let round = 0; round < 400; round += 1) {
    const sheets = Array.from({ length: 1 + random.below(4) }, (_, n) => ({
      name: `表${n}`,
      goes: random.next() < 0.5,
      texts: new Set(Array.from({ length: random.below(30) }, () => folded(word(14)))),
    }));
    const index = new TextIndex();
    for (const { name, texts } of sheets) index.add(name, texts);
    const stays = random.pick([[], [word(12)], [word(12), `${word(12)}\n${word(12)}`]]);
    const goes = new Set(sheets.filter((one) => one.goes).map((one) => one.name));
    const secrets = new Secrets(index, (sheet) => goes.has(sheet), [keptOf(stays)]);
    const keptText = stays.map(folded).join('\n');
    const lines = new Set(stays.flatMap((text) => text.split('\n').map(folded)));
    const gone = [...new Set(sheets.flatMap((one) => (one.goes ? [...one.texts] : [])))].filter(
      (text) => text.length >= 6 && !lines.has(text),
    );
    if (gone.some((one) => gone.some((other) => other !== one && other.startsWith(one)))) chains += 1;
    // The same secrets are asked many times, shorter and longer texts in turn: what was judged before must stay right.
    for (let asked = 0; asked < 12; asked += 1) {
      const given = `${word(20)}${word(20)}${word(20)}`;
      const [least6, least8] = [plainly(gone, keptText, given, 6), plainly(gone, keptText, given, 8)];
      expect(secrets.mentions(given)).toBe(least6);
      const revealed = secrets.reveals(given);
      expect(revealed !== undefined).toBe(least8);
      expect(secrets.holds(given)).toBe(
        least8 ||
          plainly(
            gone.filter((text) => text === given),
            keptText,
            given,
            6,
          ),
      );
      if (revealed !== undefined) {
        expect(gone).toContain(revealed);
        expect(given).toContain(revealed);
        expect(keptText).not.toContain(revealed);
        found.add(revealed);
      }
      if (least6) telling += 1;
      else silent += 1;
    }
  }
  expect(found.size).toBeGreaterThan(20);
  expect(chains).toBeGreaterThan(100);
  expect(Math.min(telling, silent)).toBeGreaterThan(500);
});

test('a text of megabytes is looked through in less than a second', () => {
  const index = new TextIndex();
  index.add(
    '出た',
    Array.from({ length: 20_000 }, (_, n) => `第${n}項目の改革`),
  );
  const secrets = new Secrets(index, () => true, []);
  const started = process.cpuUsage();
  expect(secrets.holds('electroencephalograph '.repeat(200_000))).toBe(false);
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1.5);
});
