import type { Area } from '../../book/address.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Sizes in pixels at 96 dpi: 30 characters of 9 points in a line, which is what Excel's own notes are read at. */
const width = 280;
const lineHeight = 16;
const charactersPerLine = 22;
const margin = 15;

/** Where a note's window stands, as `x:Anchor` counts: column, pixels into it, row, pixels, twice (19.4.2.3). */
export type NoteAnchor = readonly [number, number, number, number, number, number, number, number];

/** Widths of columns and heights of rows in pixels, from 0; roughly, as a note's window needs no more. */
interface Grid {
  readonly column: (index: number) => number;
  readonly row: (index: number) => number;
}

function gridOf(sheet: string): Grid {
  const columns: { readonly min: number; readonly max: number; readonly size: number }[] = [];
  const rows = new Map<number, number>();
  let standardWidth = 64;
  let standardHeight = 18;
  let row = 0;
  new XmlEdit(sheet).walk((_, s) => {
    if (s.depth === 2 && s.local === 'sheetFormatPr') {
      const given = s.attribute('defaultColWidth');
      if (given !== undefined) standardWidth = Number(given) * 7 + 5;
      const height = s.attribute('defaultRowHeight');
      if (height !== undefined) standardHeight = (Number(height) * 4) / 3;
    } else if (s.depth === 3 && s.local === 'col') {
      const hidden = s.attribute('hidden') === '1';
      columns.push({
        min: Number(s.attribute('min')),
        max: Number(s.attribute('max')),
        size: hidden ? 0 : Number(s.attribute('width') ?? 8.43) * 7 + 5,
      });
    } else if (s.depth === 3 && s.local === 'row') {
      row = Number(s.attribute('r') ?? row + 1);
      const height = s.attribute('ht');
      if (s.attribute('hidden') === '1') rows.set(row, 0);
      else if (height !== undefined) rows.set(row, (Number(height) * 4) / 3);
    }
  });
  return {
    column: (index) => columns.find(({ min, max }) => index + 1 >= min && index + 1 <= max)?.size ?? standardWidth,
    row: (index) => rows.get(index + 1) ?? standardHeight,
  };
}

/** The last index that a stretch of so many pixels reaches from a first one, and how far into it. */
function reach(
  size: (index: number) => number,
  from: number,
  offset: number,
  length: number,
): readonly [index: number, inside: number] {
  let left = offset + length;
  let index = from;
  // A sheet whose rest is hidden has no place: the window gets some anyway.
  for (; left > size(index) && index < from + 300; index++) left -= size(index);
  return [index, Math.max(0, Math.round(Math.min(left, size(index))))];
}

/** Windows beside the boxes that the notes belong to, high enough for their texts. */
export function anchorsFor(
  sheet: string,
  notes: readonly { readonly area: Area; readonly text: string }[],
): readonly NoteAnchor[] {
  const grid = gridOf(sheet);
  return notes.map(({ area, text }): NoteAnchor => {
    const lines = text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0);
    const top = Math.max(0, area.top - 1);
    const [right, intoRight] = reach(grid.column, area.right, margin, width);
    const [bottom, intoBottom] = reach(grid.row, top, 4, Math.max(4, lines + 1) * lineHeight);
    return [area.right, margin, top, 4, right, intoRight, bottom, intoBottom];
  });
}

/** A hidden note's window in VML, as Excel writes it. */
export function noteShape(id: number, order: number, row: number, column: number, anchor: NoteAnchor): string {
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style='position:absolute;z-index:${order};visibility:hidden' ` +
    'fillcolor="infoBackground [80]" strokecolor="none [81]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/>' +
    `<v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox style='mso-direction-alt:auto'>` +
    `<div style='text-align:left'></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>` +
    `<x:NoteAnchor>${anchor.join(', ')}</x:NoteAnchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column>` +
    '</x:ClientData></v:shape>'
  );
}

const shapeType =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>' +
  '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A VML drawing without shapes; `block` is the thousand of shape ids that it uses. */
export const emptyVml = (block: number): string =>
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout>${shapeType}</xml>`;

/** The next free shape id of a VML drawing; edited as text, since VML of some writers is no well-formed XML. */
export function nextShapeId(vml: string): number {
  const block = Number(/\bdata\s*=\s*["'](\d+)/.exec(vml)?.[1] ?? 1);
  const used = [...vml.matchAll(/_x0000_s(\d+)/g)].map(([, id]) => Number(id));
  return Math.max(block * 1024, ...used) + 1;
}

/** Puts shapes at the end of a VML drawing; one of another writer may lack the prefixes and the type that they use. */
export function withShapes(vml: string, shapes: string): string {
  const end = vml.lastIndexOf('</');
  const names = [
    ['v', 'urn:schemas-microsoft-com:vml'],
    ['o', 'urn:schemas-microsoft-com:office:office'],
    ['x', 'urn:schemas-microsoft-com:office:excel'],
  ] as const;
  const declared = shapes.replaceAll(
    '<v:shape ',
    `<v:shape ${names
      .filter(([prefix]) => !vml.includes(`xmlns:${prefix}=`))
      .map(([prefix, uri]) => `xmlns:${prefix}="${uri}" `)
      .join('')}`,
  );
  const type = /id\s*=\s*["']_x0000_t202["']/.test(vml) ? '' : shapeType;
  return vml.slice(0, end) + type + declared + vml.slice(end);
}
