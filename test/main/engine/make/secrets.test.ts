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
