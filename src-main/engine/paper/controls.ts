import { plainShape } from '../../../src-shared/paper/plain-shape.ts';
import type { Anchor, Drawing, Shape, TextRunStyle } from '../../../src-shared/paper/sheet.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import { unlessDamaged } from '../package/attempt.ts';
import { child, childrenNamed, flag, numeric, readTree, type XmlNode } from '../xml/xml-tree.ts';
import type { BookContext } from './book-context.ts';
import { points, styleOf } from './header-pictures.ts';
import { placeholder } from './placeholder.ts';
import { cellAt } from './read-drawing.ts';
import type { AnchorGrid } from './anchor-grid.ts';
import type { ScannedSheet } from './scan-sheet.ts';

type Book = Pick<BookContext, 'package' | 'picture'>;

/**
 * Form controls and embedded objects of a sheet: shapes of the VML part that `legacyDrawing` names (ECMA-376 part 4,
 * 19.4.2 `ClientData`). Check boxes, option buttons, labels, group boxes and buttons are drawn, objects by their picture;
 * what cannot be drawn leaves a placeholder. Notes are none of them.
 */
export function readControls(
  book: Book,
  sheet: string,
  scanned: Pick<ScannedSheet, 'legacyDrawing' | 'controls'>,
  grid: AnchorGrid,
  font: TextRunStyle['font'],
): readonly Drawing[] {
  const pkg = book.package;
  const relationships = pkg.relationships(sheet);
  const part = relationships.find((one) => one.id === scanned.legacyDrawing && !one.external)?.target;
  if (part === undefined || !pkg.has(part)) return unseen(scanned, new Set(), grid, font);
  // Excel writes line breaks in VML without closing them.
  const root = unlessDamaged(() => readTree(pkg.text(part).text.replaceAll(/<br\s*>/giu, '<br/>')), undefined);
  const drawings: Drawing[] = [];
  const seen = new Set<string>();
  for (const node of root?.children ?? []) {
    seen.add(/(\d+)$/u.exec(node.attributes['id'] ?? '')?.[1] ?? '');
    const data = child(node, 'ClientData');
    const type = data?.attributes['ObjectType'] ?? '';
    if (data === undefined || type === '' || type === 'Note') continue;
    const style = styleOf(node.attributes['style'] ?? '');
    const listed = scanned.controls.get(/(\d+)$/u.exec(node.attributes['id'] ?? '')?.[1] ?? '');
    const unprinted = /^f/iu.test(child(data, 'PrintObject')?.text.trim() ?? '') || listed?.printed === false;
    if (unprinted || style.get('visibility') === 'hidden') continue;
    const target = relationships.find((one) => one.id === listed?.properties && !one.external)?.target;
    const properties =
      target === undefined || !pkg.has(target) || !target.includes('/ctrlProps/')
        ? undefined
        : unlessDamaged(() => readTree(pkg.text(target).text), undefined);
    const control = {
      anchor: anchorOf(data, style, grid),
      label: textOf(child(node, 'textbox')).trim(),
      state: stateOf(data, properties),
      node,
      data,
      font: fontOf(node, font),
    };
    const picture = (id: string) => book.picture(part, id);
    drawings.push(...drawn(type, control, picture));
    if (drawings.length >= sheetLimits.drawings) break;
  }
  return [...drawings, ...unseen(scanned, seen, grid, font)];
}

/** Controls and objects that the sheet lists but no VML shape draws: some programs write none. */
function unseen(
  { controls }: Pick<ScannedSheet, 'controls'>,
  seen: ReadonlySet<string>,
  grid: AnchorGrid,
  font: TextRunStyle['font'],
): readonly Drawing[] {
  return [...controls].flatMap(([id, { printed, anchor, label }]): readonly Drawing[] => {
    if (!printed || seen.has(id)) return [];
    const corner = (name: string) => {
      const node = child(anchor, name);
      const at = (part: string): number => numeric(child(node, part)?.text) ?? 0;
      const [column, row] = [at('col') + 1, at('row') + 1];
      const [x, y] = [at('colOff') / 12_700, at('rowOff') / 12_700];
      return { column, row, x, y, left: grid.columnLeft(column) + x, top: grid.rowTop(row) + y };
    };
    const { left, top, ...from } = corner('from');
    const to = corner('to');
    const size = { width: Math.max(20, to.left - left), height: Math.max(10, to.top - top) };
    return [{ kind: 'shape', anchor: { ...from, ...size }, shape: placeholder(label, font, 'control') }];
  });
}

interface Control {
  readonly anchor: Anchor;
  readonly label: string;
  readonly state: 'off' | 'on' | 'mixed';
  readonly node: XmlNode;
  readonly data: XmlNode;
  readonly font: TextRunStyle['font'];
}

/** `x:Anchor`: column, pixels, row, pixels of the upper left corner, then of the lower right one, from 0. */
function anchorOf(data: XmlNode, style: ReadonlyMap<string, string>, grid: AnchorGrid): Anchor {
  const numbers = (child(data, 'Anchor')?.text ?? '').split(',').map((text) => numeric(text));
  const [column, x, row, y, right, rightX, bottom, bottomY] = numbers.map((value) => Math.max(0, value ?? 0));
  if (numbers.length < 8 || numbers.includes(undefined)) {
    const place = cellAt(points(style.get('margin-left')) ?? 0, points(style.get('margin-top')) ?? 0, grid);
    return { ...place, width: points(style.get('width')) ?? 0, height: points(style.get('height')) ?? 0 };
  }
  const across = (at: number, pixels: number) => Math.min(pixels * 0.75, grid.columnWidth(at));
  const down = (at: number, pixels: number) => Math.min(pixels * 0.75, grid.rowHeight(at));
  const from = { column: (column ?? 0) + 1, row: (row ?? 0) + 1 };
  const to = { column: (right ?? 0) + 1, row: (bottom ?? 0) + 1 };
  const corner = { x: across(from.column, x ?? 0), y: down(from.row, y ?? 0) };
  return {
    ...from,
    ...corner,
    width: Math.max(
      0,
      grid.columnLeft(to.column) + across(to.column, rightX ?? 0) - grid.columnLeft(from.column) - corner.x,
    ),
    height: Math.max(0, grid.rowTop(to.row) + down(to.row, bottomY ?? 0) - grid.rowTop(from.row) - corner.y),
  };
}

/** Excel 2010 and later keep the state in the control's properties; VML is for readers before it. */
function stateOf(data: XmlNode, properties: XmlNode | undefined): Control['state'] {
  const type = properties?.attributes['objectType'];
  if (type === 'CheckBox' || type === 'Radio') {
    const { checked } = properties?.attributes ?? {};
    return checked === 'Checked' ? 'on' : checked === 'Mixed' ? 'mixed' : 'off';
  }
  const checked = child(data, 'Checked')?.text.trim() ?? '0';
  return checked === '2' ? 'mixed' : flag(checked) ? 'on' : 'off';
}

function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return '';
  if (node.name === 'br') return '\n';
  return node.text.replaceAll(/\s+/gu, ' ') + node.children.map(textOf).join('');
}

/** The font of the label's first words; VML counts in twentieths of a point. */
function fontOf(node: XmlNode, absent: TextRunStyle['font']): TextRunStyle['font'] {
  const find = (at: XmlNode | undefined): XmlNode | undefined =>
    at === undefined || at.name === 'font'
      ? at
      : at.children.reduce<XmlNode | undefined>((found, one) => found ?? find(one), undefined);
  const font = find(child(node, 'textbox'))?.attributes;
  const size = (numeric(font?.['size']) ?? 0) / 20;
  return {
    name: font?.['face'] ?? absent.name,
    size: size >= 1 && size <= 100 ? size : 9,
    ...(childrenNamed(child(node, 'textbox'), 'b').length > 0 ? { bold: true } : {}),
  };
}

const black = { width: 0.75, line: 'solid', colour: '#000000' } as const;

const plain = (more: Partial<Shape>): Shape => plainShape({ inset: { left: 1, top: 0, right: 0, bottom: 0 }, ...more });

/** What Excel calls controls that bear no words. */
const names: Readonly<Record<string, string>> = {
  Drop: 'ドロップダウン',
  List: 'リスト ボックス',
  Scroll: 'スクロール バー',
  Spin: 'スピン ボタン',
};

const words = (control: Control, align: 'left' | 'center'): Pick<Shape, 'text' | 'label'> => ({
  label: control.label,
  text: control.label === '' ? [] : [{ align, runs: [{ text: control.label, font: control.font }] }],
});

function drawn(
  type: string,
  control: Control,
  picture: (id: string) => ReturnType<Book['picture']>,
): readonly Drawing[] {
  const { anchor, label, font } = control;
  const whole = (shape: Shape): Drawing => ({ kind: 'shape', anchor, shape });
  switch (type) {
    case 'Checkbox':
    case 'Radio':
      return marked(control, type === 'Radio');
    case 'Label':
      return [whole(plain({ ...words(control, 'left'), vertical: 'top' }))];
    case 'Button':
      return [whole(plain({ ...words(control, 'center'), fill: '#f0f0f0', line: black }))];
    case 'GBox':
      return [whole(plain({ ...words(control, 'left'), vertical: 'top', line: { ...black, width: 0.5 } }))];
    case 'Pict': {
      const image = child(control.node, 'imagedata')?.attributes;
      const shown = picture(image?.['relid'] ?? image?.['id'] ?? '');
      const name =
        [image?.['title'], label, '埋め込みオブジェクト'].find((one) => one !== undefined && one !== '') ?? '';
      return shown === undefined
        ? [whole(placeholder(name, font, 'object'))]
        : [{ kind: 'picture', anchor, ...shown, label: name, rotation: 0 }];
    }
    default:
      return [whole(placeholder(label === '' ? (names[type] ?? type) : label, font, 'control'))];
  }
}

/** A box (a ring for an option button), its mark, and the label beside it. */
function marked(control: Control, round: boolean): readonly Drawing[] {
  const { anchor, data, font } = control;
  const side = Math.min(font.size, Math.max(1, anchor.height), Math.max(1, anchor.width));
  const align = child(data, 'TextVAlign')?.text.trim();
  const vertical = align === 'Center' ? 'center' : align === 'Bottom' ? 'bottom' : 'top';
  const free = anchor.height - side;
  const y = anchor.y + (vertical === 'center' ? free / 2 : vertical === 'bottom' ? free : Math.min(1, free));
  const box: Anchor = { ...anchor, x: anchor.x + 1, y, width: side, height: side };
  const inside = (share: number): Anchor => ({
    ...box,
    x: box.x + (side * (1 - share)) / 2,
    y: box.y + (side * (1 - share)) / 2,
    width: side * share,
    height: side * share,
  });
  const shape = (at: Anchor, more: Partial<Shape>): Drawing => ({ kind: 'shape', anchor: at, shape: plain(more) });
  const state = { on: '選択', off: '未選択', mixed: '一部選択' }[control.state];
  const preset = round ? 'ellipse' : 'rect';
  return [
    shape(box, { preset, fill: '#ffffff', line: black, label: `${control.label}（${state}）` }),
    ...(control.state === 'off'
      ? []
      : control.state === 'mixed'
        ? [shape(inside(0.6), { fill: '#808080' })]
        : round
          ? [shape(inside(0.5), { preset, fill: '#000000' })]
          : [shape(box, { preset: 'checkMark', line: { ...black, width: 1.2 } })]),
    shape(
      { ...anchor, x: box.x + side, width: Math.max(0, anchor.width - side - 1) },
      { ...words(control, 'left'), vertical, inset: { left: 2, top: 0, right: 0, bottom: 0 } },
    ),
  ];
}
