import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headsOf } from '../../../src-shared/form/band-heads.ts';
import { bandsOf } from '../../../src-shared/form/bands.ts';
import { withRowsDrawn } from '../../../src-shared/form/drawn-rows.ts';
import { shownBand } from '../../../src-shared/form/shown-band.ts';
import { withRows } from '../../../src-shared/form/rows.ts';
import type { DrawnCell } from '../../../src-shared/form/form-view.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { filledItem } from '../../helpers/fixture-items.ts';

function drawn(steps: number, indicators: number, years: readonly number[]) {
  const { bytes } = fixtureWorkbook({ years, items: [filledItem(1, years, steps, indicators)] });
  const opened = perform.open({ bytes });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { items, sheets } = opened.value;
  const [item] = items;
  const sheet = sheets[item?.drawn?.[0]?.index ?? -1];
  if (item === undefined || sheet === undefined) throw new Error('not drawn');
  return { item, sheet };
}

const overlaps = (a: DrawnCell, b: DrawnCell): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;

const shown = { isSettled: () => false, isLeftOut: () => false };

describe('how a sheet of the first form lies in the window', () => {
  it('has every box of the item once, with its labels, none over another', () => {
    const { item, sheet } = drawn(2, 1, [2025, 2026]);
    const paths = sheet.cells.flatMap(({ path }) => path ?? []);
    expect(paths.toSorted()).toEqual(Object.keys(item.fields).toSorted());
    expect(sheet.cells.some(({ text }) => text?.includes('進捗管理') === true)).toBe(true);
    sheet.cells.forEach((cell, i) =>
      sheet.cells.slice(i + 1).forEach((other) => expect(overlaps(cell, other)).toBe(false)),
    );
  });

  it('with rows to come and rows gone: each box that the item has then, once, none over another; labels beside lists reach on', () => {
    const counts = fc.record({
      steps: fc.integer({ min: 1, max: 4 }),
      indicators: fc.integer({ min: 1, max: 4 }),
      toSteps: fc.integer({ min: 1, max: 6 }),
      toIndicators: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(counts, ({ steps, indicators, toSteps, toIndicators }) => {
        const { item, sheet } = drawn(steps, indicators, [2025, 2026]);
        const now = withRows(item, { steps: toSteps, indicators: toIndicators });
        const { cells } = withRowsDrawn(sheet, now);
        expect(cells.flatMap(({ path }) => path ?? []).toSorted()).toEqual(Object.keys(now.fields).toSorted());
        expect(cells.flatMap(({ grows }) => grows ?? [])).toEqual(['steps', 'indicators']);
        cells.forEach((cell, i) => cells.slice(i + 1).forEach((other) => expect(overlaps(cell, other)).toBe(false)));
        const label = cells.find(({ text }) => text?.startsWith('取組工程') === true);
        const last = cells.find(({ path }) => path === `steps.${toSteps - 1}.current`);
        expect(label?.bottom).toBeGreaterThanOrEqual(last?.bottom ?? Infinity);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the headings of its tables in sight, and no box among them', () => {
    const { sheet } = drawn(2, 2, [2025, 2026]);
    const heads = bandsOf(sheet).flatMap((band) => {
      const whole = shownBand(band, shown);
      return whole === undefined ? [] : headsOf(whole);
    });
    const words = heads.map(({ cells }) => cells.map(({ text }) => text?.replace(/\n/gu, '')).join('|'));
    expect(words).toHaveLength(4);
    expect(words[0]).toMatch(/^現状\|.*計画\|.*実績/u);
    expect(heads.flatMap(({ cells }) => cells).every(({ path }) => path === undefined)).toBe(true);
  });

  it('leaves out what belongs to boxes that are not asked for', () => {
    const { sheet } = drawn(1, 1, [2025, 2026]);
    const texts = bandsOf(sheet).flatMap((band) => {
      const asked = shownBand(band, { ...shown, isLeftOut: (path) => !path.startsWith('steps.') });
      return asked?.cells.flatMap(({ text }) => text ?? []) ?? [];
    });
    expect(texts.some((text) => text.startsWith('取組工程'))).toBe(true);
    expect(texts.filter((text) => /取組の内容|改革の目的|進捗管理/u.test(text))).toEqual([]);
  });
});
