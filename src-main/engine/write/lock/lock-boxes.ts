import { formatAddress, parseArea, unpackAddress, packedAddress, type Area } from '../../book/address.ts';
import { isTrue } from '../../xml/is-true.ts';
import { workbookPart } from '../../package/open-package.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { withWorksheetChild } from '../draft/schema-order.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { ProtectionStyles } from './protection-styles.ts';

/** The boxes of one sheet by their merged areas, `D7:O7` or one cell. */
export interface SheetBoxes {
  readonly part: string;
  /** Boxes that stay open for filling in. */
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/**
 * Locks all of a sheet but some boxes: sheet protection (18.3.1.85) without a password, so that a section in need can
 * take it off, and formats with `locked` as needed. Rows, columns and formats of cells may still be changed, drawings too.
 * Where the city has protected the sheet itself that protection stays as it is, with what it locks: only boxes that it
 * leaves open and that are not to be filled now are locked.
 */
export function lockBoxes(draft: PackageDraft, sheets: readonly SheetBoxes[]): void {
  const stylesPart = draft
    .relationships(workbookPart(draft.original))
    .find((one) => one.type === 'styles' && draft.has(one.target))?.target;
  if (stylesPart === undefined) return;
  const styles = new ProtectionStyles(draft.text(stylesPart));
  for (const sheet of sheets) lockSheet(draft, sheet, styles);
  draft.put(stylesPart, styles.result());
}

function lockSheet(draft: PackageDraft, { part, open, locked }: SheetBoxes, styles: ProtectionStyles): void {
  const text = draft.text(part);
  const isProtected = hasProtection(text);
  const areasOf = (list: readonly string[]): readonly Area[] => list.flatMap((area) => parseArea(area) ?? []);
  const wanted = new Map<number, Map<number, boolean>>();
  const want = (areas: readonly Area[], lock: boolean): void => {
    for (const { top, left, bottom, right } of areas) {
      for (let row = top; row <= bottom; row++) {
        const cells = wanted.get(row) ?? new Map<number, boolean>();
        wanted.set(row, cells);
        for (let column = left; column <= right; column++) cells.set(column, lock);
      }
    }
  };
  want(areasOf(locked), true);
  // All cells of a merged box, or Excel calls it protected.
  if (!isProtected) want(areasOf(open), false);
  const edit = new XmlEdit(text);
  setLocks(edit, wanted, styles);
  const locks = edit.result();
  const done = isProtected ? locks : withProtection(locks);
  if (done !== text) draft.put(part, done);
}

function hasProtection(text: string): boolean {
  let found = false;
  new XmlEdit(text).walk((_, s) => {
    if (s.depth === 2 && s.local === 'sheetProtection') found = isTrue(s.attribute('sheet'));
    else if (s.depth === 2) s.skip();
  });
  return found;
}

/** Gives cells their formats and adds those that are not there; ends behind `sheetData`. */
function setLocks(
  edit: XmlEdit,
  wanted: ReadonlyMap<number, ReadonlyMap<number, boolean>>,
  styles: ProtectionStyles,
): void {
  const columnStyles: { readonly min: number; readonly max: number; readonly style: number }[] = [];
  const plainStyle = (column: number, rowStyle: number | undefined): number =>
    rowStyle ?? columnStyles.find(({ min, max }) => column >= min && column <= max)?.style ?? 0;
  const { s } = edit;
  let prefix = '';
  const cell = (row: number, column: number, lock: boolean, rowStyle?: number): string => {
    const style = plainStyle(column, rowStyle);
    const variant = styles.variant(style, lock);
    // A locked cell that is not there is locked already, unless its row's or column's format says otherwise.
    return lock && variant === style ? '' : `<${prefix}c r="${formatAddress(row, column)}" s="${variant}"/>`;
  };
  const rowsLeft = new Set(wanted.keys());
  const missingRows = (before: number): string =>
    [...rowsLeft]
      .filter((row) => row < before)
      .sort((a, b) => a - b)
      .map((row) => {
        rowsLeft.delete(row);
        const cells = [...wanted.get(row)!].sort(([a], [b]) => a - b).map(([column, lock]) => cell(row, column, lock));
        return cells.join('') === '' ? '' : `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
      })
      .join('');
  let row = 0;
  edit.walk((e) => {
    if (s.depth === 1) prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    else if (s.depth === 3 && s.local === 'col' && s.attribute('style') !== undefined) {
      columnStyles.push({
        min: Number(s.attribute('min')),
        max: Number(s.attribute('max')),
        style: Number(s.attribute('style')),
      });
    } else if (s.depth === 2 && s.local === 'sheetData') {
      if (s.selfClosing) return;
      e.children(() => {
        row = Number(s.attribute('r') ?? row + 1);
        const added = missingRows(row);
        if (added !== '') e.splice(s.start, s.start, added);
        rowsLeft.delete(row);
        const cells = wanted.get(row);
        if (cells !== undefined) setRow(e, cells, styles, (column, lock, style) => cell(row, column, lock, style));
      });
      const rest = missingRows(Number.MAX_SAFE_INTEGER);
      if (rest !== '') e.splice(s.start, s.start, rest);
    }
  });
}

/** From a row's `open`, goes to its `close`. */
function setRow(
  edit: XmlEdit,
  wanted: ReadonlyMap<number, boolean>,
  styles: ProtectionStyles,
  make: (column: number, lock: boolean, rowStyle: number | undefined) => string,
): void {
  const { s } = edit;
  const rowStyle = isTrue(s.attribute('customFormat')) ? Number(s.attribute('s') ?? 0) : undefined;
  const left = new Map([...wanted].sort(([a], [b]) => a - b));
  const missing = (before: number): string => {
    let markup = '';
    for (const [column, lock] of left) {
      if (column >= before) break;
      left.delete(column);
      markup += make(column, lock, rowStyle);
    }
    return markup;
  };
  if (s.selfClosing) {
    const markup = missing(Number.MAX_SAFE_INTEGER);
    if (markup !== '')
      edit.replace(`${s.text.slice(s.start, s.end).replace(/\s*\/>$/, '>')}${markup}</${s.qualifiedName}>`);
    return;
  }
  let column = 0;
  edit.children(() => {
    const reference = s.attribute('r');
    const packed = reference === undefined ? -1 : packedAddress(reference, 0, reference.length);
    column = packed < 0 ? column + 1 : unpackAddress(packed).column;
    const added = missing(column);
    if (added !== '') edit.splice(s.start, s.start, added);
    const lock = left.get(column);
    left.delete(column);
    if (lock === undefined) return;
    const style = Number(s.attribute('s') ?? 0);
    const variant = styles.variant(style, lock);
    if (variant !== style) edit.set('s', String(variant));
  });
  const rest = missing(Number.MAX_SAFE_INTEGER);
  if (rest !== '') edit.splice(s.start, s.start, rest);
}

/** Protection that was switched off gives way. */
const withProtection = (text: string): string =>
  withWorksheetChild(
    text,
    'sheetProtection',
    (prefix) => `<${prefix}sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0"/>`,
  );
