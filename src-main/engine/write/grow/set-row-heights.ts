import { XmlEdit } from '../../xml/xml-edit.ts';

/**
 * Sets heights of rows (points) in a sheet part (`ht` with `customHeight`, ECMA-376 part 1, 18.3.1.73). A row that is not
 * there, as inside a merged area, is put in at its place.
 */
export function setRowHeights(text: string, heights: ReadonlyMap<number, number>): string {
  const waiting = [...heights].sort(([a], [b]) => a - b);
  const edit = new XmlEdit(text);
  edit.walk((e, s) => {
    if (s.depth !== 2 || s.local !== 'sheetData') return;
    const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    const blank = ([row, height]: readonly [number, number]) =>
      `<${prefix}row r="${row}" ht="${height}" customHeight="1"/>`;
    let row = 0;
    if (s.selfClosing) return e.replace(`<${prefix}sheetData>${waiting.map(blank).join('')}</${prefix}sheetData>`);
    e.children((_, child) => {
      if (child.local !== 'row') return;
      row = Number(child.attribute('r') ?? row + 1);
      while (waiting[0] !== undefined && waiting[0][0] < row)
        e.splice(child.start, child.start, blank(waiting.shift() as [number, number]));
      if (waiting[0]?.[0] !== row) return;
      const [, height] = waiting.shift() as [number, number];
      // Rows behind one that is put in must not count on their order.
      e.set('r', String(row));
      e.set('ht', String(height));
      e.set('customHeight', '1');
    });
    e.splice(s.start, s.start, waiting.map(blank).join(''));
  });
  return edit.result();
}
