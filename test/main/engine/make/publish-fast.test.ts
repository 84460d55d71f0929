import { expect, test } from 'vitest';
import { allowedInWorkbook } from '../../../../src-main/engine/make/publish/allowed-workbook.ts';
import { allowedOf, filterPart } from '../../../../src-main/engine/make/publish/filter-part.ts';
import { PublishingReport } from '../../../../src-main/engine/make/publish/kinds.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { xmlMutationsOf } from '../fuzz/mutate-xml.ts';
import { Random } from '../fuzz/random.ts';

const allowed = allowedOf(allowedInWorkbook.sheet);
const sheets = [
  fixtureWorkbook({ items: 2, conditionalFormats: true }),
  fixtureWorkbook({ items: 1, inlineStrings: true }),
]
  .flatMap(({ parts }) => [...parts])
  .filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name));

/** What the filter makes of a text, or how it refuses it. */
function filtered(text: string, part: string, plainly: boolean): unknown {
  const report = new PublishingReport();
  try {
    const made = filterPart(text, { part, allowed, report, ids: new Set(['rId1']) }, plainly);
    return { made, removed: report.removals, kept: report.staying };
  } catch (error) {
    return String(error);
  }
}

test('rows passed over at once and element by element: the same text, the same report, the same refusal', () => {
  const first = Number(process.env['KOHYO_SEED'] ?? 1);
  const cases = Math.round(600 * Number(process.env['KOHYO_CASES'] ?? 1));
  let refused = 0;
  for (let seed = first; seed < first + cases; seed += 1) {
    const random = new Random(seed);
    const [part, original] = random.pick(sheets);
    let text = String(original);
    for (let n = random.below(3); n >= 0; n -= 1) {
      const [, mutate] = random.pick(xmlMutationsOf(part));
      const mutated = mutate(text, random);
      if (typeof mutated === 'string') text = mutated;
    }
    const plain = filtered(text, part, true);
    if (typeof plain === 'string') refused += 1;
    expect(filtered(text, part, false), `KOHYO_SEED=${seed}`).toEqual(plain);
  }
  expect(refused).toBeGreaterThan(cases / 20);
  expect(refused).toBeLessThan(cases * 0.8);
});
