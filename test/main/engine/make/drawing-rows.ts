import { XmlEdit } from '../../../../src-main/engine/xml/xml-edit.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';

/** Where each shape of a sheet begins and ends: row and offset as written. */
export function drawingRows(
  opened: OpenedWorkbook,
  sheet: string,
): readonly { readonly name: string; readonly at: string }[] {
  const drawing = opened.package.relationships(sheet).find((one) => one.type === 'drawing')?.target;
  if (drawing === undefined) return [];
  const found: { name: string; at: string }[] = [];
  new XmlEdit(opened.package.text(drawing).text).walk((_, s) => {
    if (s.local.endsWith('Anchor')) found.push({ name: '', at: '' });
    const last = found.at(-1);
    if (last === undefined) return;
    if (s.local === 'row' || s.local === 'rowOff') last.at += `${s.local} ${s.readText()} `;
    else if (s.local === 'cNvPr') last.name = s.attribute('name') ?? '';
  });
  return found;
}
