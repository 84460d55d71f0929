import { typedNumber } from './words.ts';

/** Fixed words inside a value's own cell. */
export interface OwnWords {
  readonly before?: string;
  readonly after?: string;
}

/** Words that say what follows: `指標名：`, `≪成果指標≫`, `【現状】`, `No.`. */
const leading =
  /^\s*(?:[^\s：:\d０-９]{1,14}[：:]|[≪《【〈＜<[［][^≫》】〉＞>\]］]{1,14}[≫》】〉＞>\]］]|[Nn][Oo][.．]|№)/u;

/**
 * The words that all samples' texts begin or end with. They must read like a label, or stand in a sheet that nobody has
 * filled, or be a unit behind numbers: what values merely happen to share is none, and is never written down.
 */
export function ownWords(texts: readonly string[]): OwnWords {
  const filled = texts.filter((text) => text.trim() !== '');
  if (filled.length === 0) return {};
  const before = beforeOf(filled);
  const rest = before === undefined ? filled : filled.map((text) => text.slice(before.length));
  const after = before === undefined ? afterOf(rest) : undefined;
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function beforeOf(texts: readonly string[]): string | undefined {
  const words = leading.exec(texts[0] as string)?.[0];
  if (words === undefined || !texts.every((text) => text.startsWith(words))) return undefined;
  return texts.length > 1 || texts[0] === words ? words : undefined;
}

/** `／２４`, `人工`, `千円`: behind a number in every sample, whatever the width of its digits. */
function afterOf(texts: readonly string[]): string | undefined {
  const tails = new Set<string>();
  for (const text of texts) {
    const plain = text.normalize('NFKC').trim();
    const tail =
      /^[▲△−-]?[\d,.]*\s*(\/\s*\d+)$/u.exec(plain)?.[1] ?? /^[▲△−-]?\d[\d,.]*\s*([\p{L}%％]{1,4})$/u.exec(plain)?.[1];
    if (tail === undefined) {
      if (typedNumber(text) === undefined && !/^[-‐–—―－]$/.test(text.trim())) return undefined;
      continue;
    }
    tails.add(tail);
  }
  const [only] = tails;
  if (only === undefined || tails.size > 1 || texts.length < 2) return undefined;
  const written = texts.map((text) => text.trim()).find((text) => text.normalize('NFKC').endsWith(only)) as string;
  return written.slice(tailStart(written, only.length));
}

const tailStart = (text: string, length: number): number => Math.max(0, text.length - length);

/** A text without its own words. */
export function innerText(text: string, own: OwnWords): string {
  let inner = text;
  if (own.before !== undefined && inner.startsWith(own.before)) inner = inner.slice(own.before.length);
  if (own.after !== undefined && inner.normalize('NFKC').trimEnd().endsWith(own.after.normalize('NFKC')))
    inner = inner.trimEnd().slice(0, -own.after.length);
  return inner;
}
