import { FormulaError, Unsupported, type Scalar } from './values.ts';

/** A formula taken apart. Rows and columns count from 1; relative ones move with the cell that asks. */
export type Node =
  | { readonly kind: 'constant'; readonly value: Scalar }
  | {
      readonly kind: 'area';
      readonly sheet?: string;
      readonly from: Corner;
      readonly to: Corner;
      readonly single: boolean;
    }
  | { readonly kind: 'name'; readonly sheet?: string; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Node[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly Node[])[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | '%'; readonly part: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node };

/** A corner of an area; `undefined` means from the first to the last. */
export interface Corner {
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly fixedRow: boolean;
  readonly fixedColumn: boolean;
}

const token =
  /\s*(?:("(?:[^"]|"")*")|(#(?:N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!))|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$!:]))|((?:'(?:[^']|'')+'|[^\s'"!()+\-*/^&=<>,;{}%:]+)!)?(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?(?![\w(.])|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.])|\$?\d{1,7}:\$?\d{1,7})|((?:'(?:[^']|'')+'|[^\s'"!()+\-*/^&=<>,;{}%:]+)!)?([\p{L}_\\][\p{L}\p{N}_.\\]*)|(<>|<=|>=|[-+*/^&=<>(),;{}%]))/uy;

const strength: Readonly<Record<string, number>> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 6,
};

/** Characters and depth of a formula that are worth reading; those of forms have some hundred. */
const limits = { length: 8192, depth: 64 };

/** Takes a formula apart (ECMA-376 part 1, 18.17). Throws `Unsupported` for what it does not know. */
export function parseFormula(formula: string): Node {
  const text = formula.trim().replace(/^=/u, '');
  if (text.length > limits.length) throw new Unsupported('length');
  const tokens = tokensOf(text);
  const parser = new Parser(tokens);
  const node = parser.expression(0, 0);
  if (!parser.isDone()) throw new Unsupported(text);
  return node;
}

type Token = Node | string;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    if (text.slice(token.lastIndex).trim() === '') break;
    const found = token.exec(text);
    if (found === null) throw new Unsupported(text);
    const [, quoted, error, number, areaSheet, area, nameSheet, name, sign] = found;
    if (quoted !== undefined) tokens.push({ kind: 'constant', value: quoted.slice(1, -1).replaceAll('""', '"') });
    else if (error !== undefined) tokens.push({ kind: 'constant', value: new FormulaError(error) });
    else if (number !== undefined) tokens.push({ kind: 'constant', value: Number(number) });
    else if (area !== undefined) tokens.push(areaOf(area, sheetOf(areaSheet)));
    else if (name !== undefined) tokens.push({ kind: 'name', name, ...sheetOf(nameSheet) });
    else tokens.push(sign ?? '');
  }
  return tokens;
}

const sheetOf = (prefix: string | undefined): { readonly sheet?: string } =>
  prefix === undefined
    ? {}
    : {
        sheet: prefix
          .slice(0, -1)
          .replace(/^'(.*)'$/u, '$1')
          .replaceAll("''", "'"),
      };

function cornerOf(text: string): Corner {
  const [, fixedColumn, letters, fixedRow, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/u.exec(text) ?? [];
  let column: number | undefined;
  for (const letter of (letters ?? '').toUpperCase()) column = (column ?? 0) * 26 + letter.charCodeAt(0) - 64;
  const hasColumn = column !== undefined;
  return {
    row: digits === undefined || digits === '' ? undefined : Number(digits),
    column,
    fixedRow: fixedRow === '$' || (!hasColumn && fixedColumn === '$'),
    fixedColumn: fixedColumn === '$' && hasColumn,
  };
}

function areaOf(text: string, sheet: { readonly sheet?: string }): Node {
  const [from = '', to = from] = text.split(':');
  return { kind: 'area', ...sheet, from: cornerOf(from), to: cornerOf(to), single: !text.includes(':') };
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isDone(): boolean {
    return this.#at >= this.#tokens.length;
  }

  #take(sign: string): boolean {
    const is = this.#tokens[this.#at] === sign;
    if (is) this.#at += 1;
    return is;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new Unsupported(`no ${sign}`);
  }

  expression(least: number, depth: number): Node {
    if (depth > limits.depth) throw new Unsupported('depth');
    let left = this.#operand(depth);
    for (;;) {
      if (this.#take('%')) {
        left = { kind: 'unary', operator: '%', part: left };
        continue;
      }
      const operator = this.#tokens[this.#at];
      const force = typeof operator === 'string' ? strength[operator] : undefined;
      if (typeof operator !== 'string' || force === undefined || force <= least) return left;
      this.#at += 1;
      left = { kind: 'binary', operator, left, right: this.expression(force, depth + 1) };
    }
  }

  #operand(depth: number): Node {
    const next = this.#tokens[this.#at];
    this.#at += 1;
    if (next === '-' || next === '+') return { kind: 'unary', operator: next, part: this.expression(6, depth + 1) };
    if (next === '(') {
      const inner = this.expression(0, depth + 1);
      this.#expect(')');
      return inner;
    }
    if (next === '{') return this.#table(depth);
    if (next === undefined || typeof next === 'string') throw new Unsupported(next ?? 'nothing');
    if (next.kind !== 'name' || next.sheet !== undefined || !this.#take('(')) {
      const truth = next.kind === 'name' ? { TRUE: true, FALSE: false }[next.name.toUpperCase() as 'TRUE'] : undefined;
      return truth === undefined ? next : { kind: 'constant', value: truth };
    }
    const parts: Node[] = [];
    if (!this.#take(')')) {
      do {
        const missing = this.#tokens[this.#at] === ',' || this.#tokens[this.#at] === ')';
        parts.push(missing ? { kind: 'constant', value: undefined } : this.expression(0, depth + 1));
      } while (this.#take(','));
      this.#expect(')');
    }
    return { kind: 'call', name: next.name.replace(/^(?:_xlfn\.)?(?:_xlws\.)?/u, '').toUpperCase(), parts };
  }

  #table(depth: number): Node {
    const rows: Node[][] = [[]];
    do {
      rows.at(-1)?.push(this.expression(0, depth + 1));
      if (this.#take(';')) rows.push([this.expression(0, depth + 1)]);
    } while (this.#take(','));
    this.#expect('}');
    return { kind: 'table', rows };
  }
}
