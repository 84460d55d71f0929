import { moveFormula } from '../formulas/formula-tokens.ts';
import { maxColumn, packedAddress } from '../../book/address.ts';
import type { XmlScanner } from '../../xml/scanner.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

interface Master {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The first cells of a sheet's shared formulas (18.3.1.40), whose followers have no text of their own. */
export class SharedFormulas {
  readonly #masters = new Map<string, Master>();

  constructor(text: string) {
    if (!/t\s*=\s*["']shared/.test(text)) return;
    eachCell(text, (s, row, column) => {
      if (s.local !== 'f' || s.attribute('t') !== 'shared') return;
      const index = s.attribute('si') ?? '';
      const formula = s.readText();
      if (formula !== '' && !this.#masters.has(index)) this.#masters.set(index, { row, column, text: formula });
    });
  }

  /** A member's formula as it reads in its own cell. */
  at(index: string, row: number, column: number): string | undefined {
    const master = this.#masters.get(index);
    return master && moveFormula(master.text, row - master.row, column - master.column);
  }
}

function eachCell(text: string, visit: (s: XmlScanner, row: number, column: number) => void): void {
  let row = 0;
  let column = 0;
  new XmlEdit(text).walk((_, s) => {
    if (s.depth === 3 && s.local === 'row') {
      row = Number(s.attribute('r') ?? row + 1);
      column = 0;
    } else if (s.depth === 4 && s.local === 'c') {
      column = columnOf(s, column);
    } else if (s.depth === 5) visit(s, row, column);
  });
}

/** The column of the current `c`, which stands behind `previous` when it says nothing. */
export const columnOf = (s: XmlScanner, previous: number): number => {
  const ref = s.attribute('r');
  const packed = ref === undefined ? -1 : packedAddress(ref, 0, ref.length);
  return packed < 0 ? previous + 1 : (packed % maxColumn) + 1;
};

/** Makes a member of a shared formula a formula of its own. */
export function unshare(e: XmlEdit, formula: string): void {
  for (const name of ['t', 'ref', 'si']) e.set(name, undefined);
  const { s } = e;
  if (!s.selfClosing && s.text.charCodeAt(s.end) !== 0x3c) return e.text(() => formula);
  const tag = s.qualifiedName;
  const ca = s.attribute('ca') === '1' ? ' ca="1"' : '';
  e.replace(`<${tag}${ca}>${formula.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</${tag}>`);
}
