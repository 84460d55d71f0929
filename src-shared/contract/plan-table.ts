import { parseCells } from '../domain/clipboard-cells.ts';
import type { PlanForm } from './plan-making.ts';

type Item = PlanForm['items'][number];

/** An item as a line gives it; `pillarName` as the fourth cell writes it. */
export type TableItem = Item & { readonly pillarName?: string };

/**
 * Items from lines of No., title, section and, where there is a fourth cell, pillar, as a table is pasted from Excel: cells are parted by tabs. A cell with line
 * ends comes in quotation marks, `""` for one of its own. Line ends in a section part sections; empty lines and a heading whose
 * first cell is No. or 番号 are left out. A line without a number gets the next one.
 */
export function itemsOfTable(text: string): readonly TableItem[] {
  const items: TableItem[] = [];
  for (const [first = '', title = '', sections = '', pillar = ''] of parseCells(text)) {
    const no = first.normalize('NFKC').trim();
    if ((no === '' && title.trim() === '') || /^(no\.?|番号|項目番号)$/i.test(no)) continue;
    const last = items.at(-1)?.no;
    const number = no.replace(/^no\.?\s*/i, '') || String(typeof last === 'number' ? last + 1 : items.length + 1);
    items.push({
      no: /^[1-9]\d{0,3}$/.test(number) ? Number(number) : number,
      title: title.trim(),
      sections: sections.trim(),
      ...(pillar.trim() === '' ? {} : { pillarName: pillar.trim() }),
    });
  }
  return items;
}

/** Fiscal years from the first to the last; none when they are the wrong way round, no numbers, too many or none of a plan's (plan-settings.ts). */
export function yearsBetween(first: string, last: string): readonly number[] {
  const from = Number(first.normalize('NFKC'));
  const to = Number(last.normalize('NFKC'));
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 1989 || to > 2100 || to < from || to - from >= 10)
    return [];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
