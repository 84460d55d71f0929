import { equalResults, textOf, type CellResult } from './cell-result.ts';
import type { Area } from '../../book/address.ts';
import { areaAround } from '../../book/area-around.ts';
import { tokenizeFormula, type FormulaToken } from './formula-tokens.ts';

/** The value of one cell; `sheet` undefined for the formula's own; `undefined` for one that is not known. */
export type CellLookup = (sheet: string | undefined, row: number, column: number) => CellResult | undefined;

/**
 * The value of a formula of the kinds that roll-up lists are made of: a reference, in IF, SUBSTITUTE, TRIM, `&` and the
 * other functions of text, nested as may be. `undefined` for every other formula: this is no calculation engine, and what it does not
 * know for certain it does not guess (Excel calculates when it opens the file).
 */
export function evaluateFormula(formula: string, lookUp: CellLookup): CellResult | undefined {
  const tokens = tokenizeFormula(formula).filter((one) => one.kind !== 'blank');
  if (tokens.length > 500) return undefined;
  const parser = new Evaluator(tokens, lookUp);
  try {
    const result = parser.comparison();
    return parser.atEnd ? result : undefined;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** Brackets in brackets; a formula of Excel may have 64, one of a roll-up list has half a dozen. */
const maxDepth = 16;
/** Excel's limit of a text; a longer one is an error there. */
const maxText = 32_767;

/** Ends the evaluation of a formula whose value cannot be told. */
class Unknown extends Error {}
/** Ends it at what is certainly an error in Excel too, up to an IFERROR around it. */
class ErrorValue extends Unknown {}

class Evaluator {
  readonly #tokens: readonly FormulaToken[];
  readonly #lookUp: CellLookup;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly FormulaToken[], lookUp: CellLookup) {
    this.#tokens = tokens;
    this.#lookUp = lookUp;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  comparison(): CellResult {
    const left = this.#joined();
    if (this.#takes('=')) return { kind: 'boolean', value: equalResults(left, this.#joined()) };
    if (this.#takes('<>')) return { kind: 'boolean', value: !equalResults(left, this.#joined()) };
    return left;
  }

  #joined(): CellResult {
    let left = this.#sum();
    while (this.#takes('&')) left = textResult(this.#text(left) + this.#text(this.#sum()));
    return left;
  }

  /** Whole numbers only, as text functions count; other sums are left to Excel. */
  #sum(): CellResult {
    let left = this.#operand();
    for (;;) {
      const sign = this.#takes('+') ? 1 : this.#takes('-') ? -1 : 0;
      if (sign === 0) return left;
      left = { kind: 'number', value: this.#whole(left) + sign * this.#whole(this.#operand()) };
    }
  }

  #operand(): CellResult {
    const one = this.#tokens[this.#at++];
    switch (one?.kind) {
      case 'string':
        return { kind: 'text', text: one.value };
      case 'number':
        return { kind: 'number', value: Number(one.raw) };
      case 'reference':
        return this.#cell(undefined, one);
      case 'sheet': {
        const target = this.#tokens[this.#at++];
        if (one.book || one.sheet.includes(':') || target?.kind !== 'reference') throw new Unknown();
        return this.#cell(one.sheet, target);
      }
      case 'function':
        return this.#call(one.name);
      case 'operator':
        if (one.raw === '(') return this.#nested(() => this.comparison());
        throw new Unknown();
      default:
        throw new Unknown();
    }
  }

  #cell(sheet: string | undefined, reference: FormulaToken & { kind: 'reference' }): CellResult {
    const { area } = reference;
    const single = area.top === area.bottom && area.left === area.right;
    const found = single && this.#tokens[this.#at]?.raw !== ':' ? this.#lookUp(sheet, area.top, area.left) : undefined;
    if (found === undefined) throw new Unknown();
    return found;
  }

  #nested(read: () => CellResult): CellResult {
    if (++this.#depth > maxDepth) throw new Unknown();
    const result = read();
    if (!this.#takes(')')) throw new Unknown();
    this.#depth--;
    return result;
  }

  #takes(raw: string): boolean {
    const one = this.#tokens[this.#at];
    if (one?.kind !== 'operator' || one.raw !== raw) return false;
    this.#at++;
    return true;
  }

  #text(result: CellResult | undefined): string {
    const text = result && textOf(result);
    if (text === undefined) throw new Unknown();
    return text;
  }

  #whole(result: CellResult | undefined): number {
    if (result?.kind !== 'number' || !Number.isInteger(result.value)) throw new Unknown();
    return result.value;
  }

  /** A length or position: what an argument says, or `otherwise` without one. */
  #length(result: CellResult | undefined, least: number, otherwise?: number): number {
    const length = result === undefined && otherwise !== undefined ? otherwise : this.#whole(result);
    if (length < least || length > maxText) throw new Unknown();
    return length;
  }

  #call(name: string): CellResult {
    this.#at++;
    if (name === 'IF') return this.#nested(() => this.#choose());
    if (name === 'IFERROR') return this.#nested(() => this.#unlessError());
    if (name === 'COUNTIF') return this.#nested(() => this.#count());
    const args: CellResult[] = [];
    return this.#nested(() => {
      if (this.#tokens[this.#at]?.raw !== ')') {
        do args.push(this.comparison());
        while (this.#takes(','));
      }
      return this.#apply(name, args);
    });
  }

  /** Only the branch that counts must be known; the other is passed over. */
  #choose(): CellResult {
    const condition = this.comparison();
    if (condition.kind === 'text' || !this.#takes(',')) throw new Unknown();
    const truth = condition.kind !== 'blank' && Boolean(condition.value);
    if (truth) {
      const result = this.comparison();
      if (this.#takes(',')) this.#passOver();
      return result;
    }
    this.#passOver();
    return this.#takes(',') ? this.comparison() : { kind: 'boolean', value: false };
  }

  #unlessError(): CellResult {
    const start = this.#at;
    const depth = this.#depth;
    let result: CellResult | undefined;
    try {
      result = this.comparison();
    } catch (error) {
      if (!(error instanceof ErrorValue)) throw error;
      this.#at = start;
      this.#depth = depth;
      this.#passOver();
    }
    if (!this.#takes(',')) throw new Unknown();
    if (result === undefined) return this.comparison();
    this.#passOver();
    return result;
  }

  /** Cells of an area whose text is the criterion: how often a status or grade occurs. */
  #count(): CellResult {
    const area = this.#area();
    if (!this.#takes(',')) throw new Unknown();
    const criterion = this.comparison();
    // Signs and wildcards have a meaning of their own, and a number matches text of digits.
    if (criterion.kind !== 'text' || /^$|[*?~<>=]|^[\s\d.,%+-]+$/.test(criterion.text)) throw new Unknown();
    let value = 0;
    for (let row = area.top; row <= area.bottom; row++) {
      for (let column = area.left; column <= area.right; column++) {
        const cell = this.#lookUp(area.sheet, row, column);
        if (cell === undefined) throw new Unknown();
        if (cell.kind === 'text' && equalResults(cell, criterion)) value += 1;
      }
    }
    return { kind: 'number', value };
  }

  #area(): Area & { readonly sheet: string | undefined } {
    const one = this.#tokens[this.#at];
    const sheet = one?.kind === 'sheet' ? one.sheet : undefined;
    if (one?.kind === 'sheet') this.#at++;
    const first = this.#tokens[this.#at++];
    const second = this.#takes(':') ? this.#tokens[this.#at++] : first;
    if (first?.kind !== 'reference' || second?.kind !== 'reference' || (one?.kind === 'sheet' && one.book))
      throw new Unknown();
    const area = areaAround([first.area, second.area]);
    if ((area.bottom - area.top + 1) * (area.right - area.left + 1) > 10_000) throw new Unknown();
    return { ...area, sheet };
  }

  /** To the comma or bracket that ends an argument. */
  #passOver(): void {
    for (let depth = 0; this.#at < this.#tokens.length; this.#at++) {
      const { kind, raw } = this.#tokens[this.#at] as FormulaToken;
      if (kind !== 'operator') continue;
      if (depth === 0 && (raw === ',' || raw === ')')) return;
      if (raw === '(' || raw === '{') depth++;
      else if (raw === ')' || raw === '}') depth--;
    }
  }

  /** Functions of text. A wrong number of arguments and results that are errors are left to Excel. */
  #apply(name: string, args: readonly CellResult[]): CellResult {
    const [first, second, third] = args;
    if (first === undefined) throw new Unknown();
    const text = (): string => this.#text(first);
    switch (`${name} ${args.length}`) {
      case 'TRIM 1':
        return textResult(text().replaceAll(/ {2,}/g, ' ').replaceAll(/^ | $/g, ''));
      case 'CLEAN 1':
        return textResult(
          Array.from(text())
            .filter((one) => one >= ' ')
            .join(''),
        );
      case 'CHAR 1':
        return textResult(String.fromCharCode(this.#charCode(first)));
      case 'T 1':
        return first.kind === 'text' ? first : textResult('');
      case 'LEN 1':
        return { kind: 'number', value: text().length };
      case 'ISBLANK 1':
        return { kind: 'boolean', value: first.kind === 'blank' };
      case 'LEFT 1':
      case 'LEFT 2':
        return textResult(text().slice(0, this.#length(second, 0, 1)));
      case 'RIGHT 1':
      case 'RIGHT 2':
        return textResult(text().slice(Math.max(0, text().length - this.#length(second, 0, 1))));
      case 'MID 3': {
        const start = this.#length(second, 1) - 1;
        return textResult(text().slice(start, start + this.#length(third, 0)));
      }
      case 'FIND 2':
      case 'FIND 3': {
        const at = this.#text(second).indexOf(text(), this.#length(third, 1, 1) - 1);
        if (at < 0) throw new ErrorValue();
        return { kind: 'number', value: at + 1 };
      }
      case 'REPT 2':
        if (text().length * this.#length(second, 0) > maxText) throw new Unknown();
        return textResult(text().repeat(this.#length(second, 0)));
      case 'SUBSTITUTE 3': {
        const [from, to] = [this.#text(second), this.#text(third)];
        const pieces = from === '' ? [text()] : text().split(from);
        if (text().length + (pieces.length - 1) * to.length > 2 * maxText) throw new Unknown();
        return textResult(pieces.join(to));
      }
    }
    if (name !== 'CONCATENATE' && name !== 'CONCAT') throw new Unknown();
    return textResult(args.map((one) => this.#text(one)).join(''));
  }

  #charCode(result: CellResult): number {
    const code = this.#length(result, 1);
    if (code > 126) throw new Unknown();
    return code;
  }
}

function textResult(text: string): CellResult {
  if (text.length > maxText) throw new Unknown();
  return { kind: 'text', text };
}
