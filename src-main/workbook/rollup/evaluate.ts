import { equalResults, textOf, type CellResult } from './cell-result.ts';
import { tokenizeFormula, type FormulaToken } from './formula-tokens.ts';

/** The value of one cell; `sheet` undefined for the formula's own; `undefined` for one that is not known. */
export type CellLookup = (sheet: string | undefined, row: number, column: number) => CellResult | undefined;

/**
 * The value of a formula of the kinds that roll-up lists are made of: a reference, in IF, SUBSTITUTE, TRIM, `&` and the
 * like, nested as may be. `undefined` for every other formula: this is no calculation engine, and what it does not
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

/** Ends the evaluation of a formula whose value cannot be told. */
class Unknown extends Error {}

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
    let left = this.#operand();
    while (this.#takes('&')) left = { kind: 'text', text: this.#text(left) + this.#text(this.#operand()) };
    return left;
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
    if (++this.#depth > 32) throw new Unknown();
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

  #text(result: CellResult): string {
    const text = textOf(result);
    if (text === undefined) throw new Unknown();
    return text;
  }

  #call(name: string): CellResult {
    this.#at++;
    if (name === 'IF') return this.#nested(() => this.#choose());
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

  #apply(name: string, args: readonly CellResult[]): CellResult {
    const [first, second, third] = args;
    if (name === 'CONCATENATE' || name === 'CONCAT') {
      return { kind: 'text', text: args.map((one) => this.#text(one)).join('') };
    }
    if (name === 'SUBSTITUTE' && first && second && third && args.length === 3) {
      const [text, from, to] = [this.#text(first), this.#text(second), this.#text(third)];
      return { kind: 'text', text: from === '' ? text : text.replaceAll(from, () => to) };
    }
    if (first === undefined || args.length !== 1) {
      // IFERROR's first argument is no error here: errors are never known values.
      if (name === 'IFERROR' && first && args.length === 2) return first;
      throw new Unknown();
    }
    switch (name) {
      case 'TRIM':
        return { kind: 'text', text: this.#text(first).replaceAll(/ {2,}/g, ' ').replaceAll(/^ | $/g, '') };
      case 'CLEAN':
        return { kind: 'text', text: Array.from(this.#text(first)).filter((one) => one >= ' ').join('') };
      case 'CHAR':
        if (first.kind !== 'number' || !Number.isInteger(first.value) || first.value < 1 || first.value > 126) break;
        return { kind: 'text', text: String.fromCharCode(first.value) };
      case 'T':
        return first.kind === 'text' ? first : { kind: 'text', text: '' };
      case 'LEN':
        return { kind: 'number', value: this.#text(first).length };
      case 'ISBLANK':
        return { kind: 'boolean', value: first.kind === 'blank' };
    }
    throw new Unknown();
  }
}
