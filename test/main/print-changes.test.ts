import { expect, it } from 'vitest';
import { perform } from '../../src-main/worker/perform.ts';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

const { bytes, sheets } = fixtureWorkbook({ items: 2 });
const item = sheets['No.1'] ?? '';
const request = { bytes, file: '計画.xlsx', items: [item], policy: 'grow', date: '2026/11/22', time: '9:00' } as const;
const edits = [{ item, path: 'purpose', text: '書き直した目的' }] as const;

const marks = (changes: 'marked' | 'comparison' | undefined): { readonly marked: number; readonly text: string } => {
  const compared = changes === undefined ? {} : { since: { kind: 'file' as const }, paper: changes === 'comparison' ? ('comparison' as const) : ('form' as const) };
  const answer = perform.pages({ ...request, edits, ...compared });
  if (!answer.ok) throw new Error(answer.failure.kind);
  const { pages } = answer.value;
  return {
    marked: pages.flatMap(({ graphics }) => graphics).filter((graphic) => graphic.kind === 'mark' && graphic.mark === 'changed').length,
    text: pages.flatMap(({ texts }) => texts.flatMap(({ lines }) => lines.map(({ text }) => text))).join(''),
  };
};

it('marks on the form what the edits change, and nothing without being asked', () => {
  expect(marks(undefined).marked).toBe(0);
  const { marked, text } = marks('marked');
  expect(marked).toBe(1);
  expect(text).toContain('書き直した目的');
});

it('puts the old text beside the new one', () => {
  const { text } = marks('comparison');
  expect(text).toContain('書き直した目的');
  expect(text).toContain('第1項目の待ち時間を減らす');
  expect(text).not.toContain('説明会を開催');
});
