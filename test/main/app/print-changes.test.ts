import { expect, it } from 'vitest';
import { perform } from '../../../src-main/jobs/perform.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { graphicsOf, textsOf } from '../../../src-shared/paper/page.ts';

const { bytes, sheets } = fixtureWorkbook({ items: 2 });
const item = sheets['No.1'] ?? '';
const request = { bytes, file: '計画.xlsx', items: [item], policy: 'grow', date: '2026/11/22', time: '9:00' } as const;
const edits = [{ item, path: 'purpose', text: '書き直した目的' }] as const;

const marks = (changes: 'marked' | 'comparison' | undefined): { readonly marked: number; readonly text: string } => {
  const compared =
    changes === undefined
      ? {}
      : {
          since: { kind: 'file' as const },
          paper: changes === 'comparison' ? ('comparison' as const) : ('form' as const),
        };
  const answer = perform.pages({ ...request, edits, ...compared });
  if (!answer.ok) throw new Error(answer.failure.kind);
  const { pages } = answer.value;
  return {
    marked: pages
      .flatMap((page) => graphicsOf(page))
      .filter((graphic) => graphic.kind === 'mark' && graphic.mark === 'changed').length,
    text: pages.flatMap((page) => textsOf(page).flatMap(({ lines }) => lines.map(({ text }) => text))).join(''),
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

it('names items that are gone since a fixed version before the changed sheets, when the whole plan is printed', () => {
  const version = { bytes: fixtureWorkbook({ items: 3 }).bytes, name: '第1回会議' };
  const compared = { ...request, edits, version, since: { kind: 'version', id: 'one' }, onlyChanged: true } as const;
  const headings = (items: readonly string[]) => {
    const answer = perform.pages({ ...compared, items });
    return answer.ok ? answer.value.pages.map(({ heading }) => heading?.slice(0, 7)) : answer.failure.kind;
  };
  expect(headings(Object.values(sheets))).toEqual(['なくなった個票', expect.stringMatching(/^No\.1/u)]);
  expect(headings([item])).toEqual([expect.stringMatching(/^No\.1/u)]);
});

it('tells where the boxes of fields lie only to who asks', () => {
  const boxes = (more: { readonly boxes?: true }) => {
    const answer = perform.pages({ ...request, edits, ...more });
    return answer.ok ? answer.value.pages[0]?.boxes?.map(({ path }) => path) : undefined;
  };
  expect(boxes({})).toBeUndefined();
  expect(boxes({ boxes: true })).toContain('purpose');
});
