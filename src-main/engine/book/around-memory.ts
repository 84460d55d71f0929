import type { MergeList } from './merge-list.ts';
import { isDigit, markup } from './plain-markup.ts';
import type { SheetPart } from './sheet-contents.ts';

/** What a sheet says apart from its rows. */
type AroundRows = Pick<SheetPart, 'validations' | 'protected' | 'columnStyles'>;

interface Known {
  readonly bytes: Buffer;
  readonly start: number;
  readonly merges: Int32Array;
  readonly around: AroundRows;
}

/** A plan has one or two forms, with some variants of each. */
const most = 16;
/** More is no form, and not worth keeping. */
const longest = 65_536;

/**
 * What was read around the rows of sheets. The sheets of a plan are copies of one form: what stands in front of their rows and
 * behind them is the same byte by byte, but for the ids that Excel gives every sheet and validation, and is read once.
 */
export class AroundMemory {
  readonly #known: Known[] = [];

  /** What was read from the same bytes with the rows at the same place; its merged areas are put into `merges`. */
  recall(bytes: Buffer, start: number, merges: MergeList): AroundRows | undefined {
    const known = this.#known.find(
      (one) => one.start === start && one.bytes.length === bytes.length && one.bytes.equals(bytes),
    );
    if (known === undefined) return undefined;
    merges.fill(known.merges);
    return known.around;
  }

  /** Keeps a copy of the bytes with what was read from them. */
  keep(bytes: Buffer, start: number, { merges, validations, protected: isProtected, columnStyles }: SheetPart): void {
    if (bytes.length > longest) return;
    if (this.#known.length === most) this.#known.shift();
    const around = { validations, protected: isProtected, columnStyles };
    this.#known.push({ bytes: Buffer.from(bytes), start, merges: merges.numbers.slice(0, merges.length), around });
  }
}

const idStart = markup(' xr:uid="{');
/** `00000000-0000-0000-0000-000000000000` */
const hyphens = [8, 13, 18, 23];
const idLength = 36;
const isHex = (code: number): boolean => isDigit(code) || (code >= 0x41 && code <= 0x46);

/**
 * Sets the ids of sheets and validations ([MS-XLSX] 2.6.206) to zeros: nothing looks at them, and they alone tell copies of a form apart.
 * Bytes with sections of character data stay as they are, for there the same letters would be a text.
 */
export function blankIds(bytes: Buffer): void {
  if (bytes.includes('<!')) return;
  for (let at = bytes.indexOf(idStart); at >= 0; at = bytes.indexOf(idStart, at)) {
    at += idStart.length;
    // In a text between tags it would be something else.
    if (bytes.lastIndexOf(0x3e, at) > bytes.lastIndexOf(0x3c, at)) continue;
    if (isId(bytes, at)) for (let i = 0; i < idLength; i += 1) if (!hyphens.includes(i)) bytes[at + i] = 0x30;
  }
}

function isId(bytes: Buffer, from: number): boolean {
  for (let i = 0; i < idLength; i += 1) {
    const code = bytes[from + i] as number;
    if (hyphens.includes(i) ? code !== 0x2d : !isHex(code)) return false;
  }
  return bytes[from + idLength] === 0x7d && bytes[from + idLength + 1] === 0x22;
}
