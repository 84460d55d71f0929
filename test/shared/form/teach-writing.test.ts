import { describe, expect, it } from 'vitest';
import { checkDescription } from '../../../src-shared/form/check-description.ts';
import { shippedDescription } from '../../../src-shared/form/shipped.ts';
import { unfoundBoxes, withWriting } from '../../../src-shared/form/teach-writing.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import { draftXml, drawForm } from '../../main/engine/read/helpers/form-draft.ts';
import { rawWorkbook } from '../../main/engine/read/helpers/raw-workbook.ts';

/** A sheet of the first form on which two labels have words that nobody could know. */
function book(): Uint8Array {
  const value = (path: string): string =>
    path === 'no' ? '7' : path === 'sections' ? '企画課' : path === 'pillar' ? '重点改革項目１ 窓口' : `${path}の文`;
  const words = new Map([
    ['取組の内容', '手だて'],
    ['下半期\n（10～3月）', '寒い季節'],
  ]);
  const draft = drawForm({ years: [2025, 2026], steps: 2, indicators: 1, value }).map((box) =>
    box.label && words.has(box.text) ? { ...box, text: words.get(box.text) as string } : box,
  );
  return rawWorkbook({ sheets: [{ name: '個票', content: draftXml(draft) }] });
}

const read = (form?: FormDescription) => {
  const opened = perform.open({ bytes: book(), ...(form === undefined ? {} : { forms: [form] }) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
};

describe('a box that was not found, pointed at by a person', () => {
  it('is offered by name, remembered as another writing, and found from then on; the form stays one that is accepted', () => {
    const before = read();
    const paths = Object.keys(before.items[0]?.fields ?? {});
    expect(paths).not.toContain('actions');
    const unfound = unfoundBoxes(shippedDescription, '2013', 'item', paths);
    expect(unfound).toContainEqual({ path: 'actions', name: '取組の内容' });
    const one = withWriting(shippedDescription, '2013', 'item', 'actions', '手だて');
    const taught = withWriting(one, '2013', 'item', 'progress.{year}.secondHalf.text', '寒い季節');
    expect(checkDescription(JSON.parse(JSON.stringify(taught)))).toMatchObject({ ok: true });
    const after = read(taught);
    expect(after.form?.id).toBe(shippedDescription.id);
    expect(after.items[0]?.fields['actions']?.text).toBe('actionsの文');
    for (const path of paths)
      expect(after.items[0]?.fields[path]?.cell, path).toBe(before.items[0]?.fields[path]?.cell);
  });

  it('of a table is its line, where it has lines; said twice it stands once', () => {
    const path = 'progress.{year}.secondHalf.text';
    const once = withWriting(shippedDescription, '2013', 'item', path, '寒い季節');
    expect(withWriting(once, '2013', 'item', path, '寒い季節')).toEqual(once);
    const found = Object.keys(read(once).items[0]?.fields ?? {});
    expect(found).toEqual(expect.arrayContaining(['progress.2025.secondHalf.text', 'progress.2026.secondHalf.status']));
    expect(withWriting(shippedDescription, '2013', 'item', 'no.such', 'x')).toEqual(shippedDescription);
  });
});
