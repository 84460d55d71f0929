import type { Area } from '../../book/address.ts';
import { areaAround } from '../../book/area-around.ts';
import { tokenizeFormula, type FormulaToken } from './formula-tokens.ts';

/** The cells that a formula reads, as far as its text tells. */
export interface FormulaReads {
  readonly areas: readonly { readonly sheet: string | undefined; readonly area: Area }[];
  /** It reads cells that its text does not name: INDIRECT, OFFSET, tables, references through several sheets. */
  readonly opaque: boolean;
}

/** Resolves a defined name: a formula, or `undefined` for one that is not there. */
export type NameLookup = (name: string, sheet: string | undefined) => string | undefined;

const indirect = new Set(['INDIRECT', 'OFFSET', 'GETPIVOTDATA', 'CELL', 'EVALUATE', 'CALL', 'REGISTER.ID']);
const constants = new Set(['TRUE', 'FALSE']);
const maxNames = 64;

/** What a formula reads, on its own sheet (`sheet` undefined) and others; defined names are followed. */
export function formulaReads(formula: string, lookUp: NameLookup): FormulaReads {
  const reader = new ReferenceReader(lookUp);
  reader.read(formula, undefined);
  return { areas: reader.areas, opaque: reader.opaque };
}

class ReferenceReader {
  readonly areas: { sheet: string | undefined; area: Area }[] = [];
  opaque = false;
  readonly #lookUp: NameLookup;
  readonly #names = new Set<string>();

  constructor(lookUp: NameLookup) {
    this.#lookUp = lookUp;
  }

  read(formula: string, ownSheet: string | undefined): void {
    const tokens = tokenizeFormula(formula);
    for (let at = 0; at < tokens.length; at++) {
      const one = tokens[at] as FormulaToken;
      if (one.kind === 'sheet') {
        at += 1;
        this.#qualified(one, tokens[at]);
        if (tokens[at]?.kind === 'reference') at = this.#range(tokens, at, one.sheet);
      } else if (one.kind === 'reference') {
        this.areas.push({ sheet: ownSheet, area: one.area });
        at = this.#range(tokens, at, ownSheet);
      } else if (one.kind === 'name') this.#name(one.raw, ownSheet);
      else if (one.kind === 'structured' || (one.kind === 'function' && indirect.has(one.name))) this.opaque = true;
    }
  }

  #qualified(sheet: FormulaToken & { kind: 'sheet' }, target: FormulaToken | undefined): void {
    if (sheet.book || target === undefined) return;
    if (sheet.sheet.includes(':')) this.opaque = true;
    else if (target.kind === 'reference') this.areas.push({ sheet: sheet.sheet, area: target.area });
    else if (target.kind === 'name') this.#name(target.raw, sheet.sheet);
  }

  /** `A1:B9` is two references with a colon between; the last area pushed grows to hold the second. */
  #range(tokens: readonly FormulaToken[], at: number, sheet: string | undefined): number {
    const second = tokens[at + 2];
    const last = this.areas.at(-1);
    if (tokens[at + 1]?.raw !== ':') return at;
    if (second?.kind !== 'reference' || last === undefined || last.sheet !== sheet) {
      this.opaque = true;
      return at + 1;
    }
    this.areas[this.areas.length - 1] = { sheet, area: areaAround([last.area, second.area]) };
    return at + 2;
  }

  #name(raw: string, sheet: string | undefined): void {
    const key = raw.toLowerCase();
    if (constants.has(raw.toUpperCase()) || this.#names.has(key)) return;
    this.#names.add(key);
    const formula = this.#names.size > maxNames ? undefined : this.#lookUp(raw, sheet);
    // A table's name, a parameter of LET or LAMBDA, or what is beyond counting: it may read anything.
    if (formula === undefined) this.opaque = true;
    else this.read(formula, sheet);
  }
}
