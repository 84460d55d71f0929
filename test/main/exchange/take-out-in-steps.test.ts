import { expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { distribute } from '../../../src-main/exchange/core/distribute.ts';
import { takeOutItems } from '../../../src-main/exchange/core/take-out-items.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exchanged } from './returned.ts';

/**
 * Many sections are taken out by way of larger parts of the plan: each still gets its own items with every text, and nothing
 * of any other, wherever in the plan that stands. Searched in the parts' bytes as SheetJS unpacks them.
 */
const items = Array.from({ length: 56 }, (_, index) => {
  const item = filledItem(index + 1, [2025, 2026]);
  return { ...item, values: { ...item.values, sections: `第${Math.floor(index / 2)}課●` } };
});

test('28 sections: every own text is there, no text of another section', () => {
  const master = exchanged(fixtureWorkbook({ items }).bytes);
  const input = { master, memory: { records: [], bases: new Map() }, takeOut: takeOutItems, by: 'lead' } as const;
  const sent = distribute(input, { at: '' });
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
  expect(sent.value).toHaveLength(28);
  // What only one item says; short texts and what several say tell of nobody.
  const owners = new Map<string, Set<string>>();
  for (const { no, texts } of master.snapshot.items)
    for (const text of Object.values(texts))
      if (text.length >= 8) owners.set(text, (owners.get(text) ?? new Set()).add(no));
  for (const { bytes, record } of sent.value) {
    const own = new Set(record.items.map(({ no }) => no));
    const files = (
      XLSX.read(bytes, { bookFiles: true }) as unknown as { files: Record<string, { content?: Uint8Array }> }
    ).files;
    const all = Object.values(files)
      .map(({ content }) => Buffer.from(content ?? []).toString('utf8'))
      .join('\n')
      .replaceAll('&#10;', '\n');
    // The search sees what is there at all.
    expect(all).toContain(`第${record.items[0]!.no}項目の改革`);
    // «200件» stands in an own «1200件» too.
    const kept = master.snapshot.items.filter(({ no }) => own.has(no)).flatMap(({ texts }) => Object.values(texts));
    const isOthers = (text: string, of: ReadonlySet<string>): boolean =>
      ![...of].some((no) => own.has(no)) && !kept.some((one) => one.includes(text));
    const foreign = [...owners].filter(([text, of]) => isOthers(text, of) && all.includes(text));
    expect({ section: record.section, foreign }).toEqual({ section: record.section, foreign: [] });
    const back = exchanged(bytes).snapshot.items;
    expect(back.map(({ texts }) => texts)).toEqual(
      master.snapshot.items.filter(({ no }) => own.has(no)).map(({ texts }) => texts),
    );
  }
});
