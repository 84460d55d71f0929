/**
 * One object of a PDF. `value` is its text without `obj` and `endobj`; bytes outside ASCII stand as Latin 1. A stream keeps
 * its bytes as they are, still compressed.
 */
export interface PdfObject {
  readonly value: string;
  readonly stream?: Uint8Array;
}

export interface PdfObjects {
  readonly objects: ReadonlyMap<number, PdfObject>;
  /** Numbers of the catalog and of the file's own words about itself. */
  readonly root: number;
  readonly info: number | undefined;
}

export class PdfError extends Error {
  override readonly name = 'PdfError';
}

/**
 * Takes a PDF apart that Chromium has made (Skia's writer: one classic table of objects, no updates, no object streams;
 * ISO 32000-1, 7.5). Nothing else is ever read here. Throws `PdfError` for anything of another build.
 */
export function readPdf(bytes: Uint8Array): PdfObjects {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.toString('latin1', Math.max(0, file.length - 2048));
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(end)?.[1] ?? Number.NaN);
  if (!(start < file.length)) throw new PdfError('no table of objects');
  const table = /^xref\s+0 (\d+)\s+([\s\S]*?)trailer\s*<<([\s\S]*?)>>/u.exec(file.toString('latin1', start));
  const root = referenceOf(table?.[3] ?? '', 'Root');
  if (table === null || root === undefined) throw new PdfError('a table of objects of another kind');
  const objects = new Map<number, PdfObject>();
  let number = 0;
  for (const [, offset, kind] of (table[2] as string).matchAll(/(\d{10}) \d{5} ([nf])/gu)) {
    if (kind === 'n') objects.set(number, objectAt(file, Number(offset), number));
    number += 1;
  }
  return { objects, root, info: referenceOf(table[3] ?? '', 'Info') };
}

function objectAt(file: Buffer, offset: number, number: number): PdfObject {
  const head = `${number} 0 obj`;
  if (file.toString('latin1', offset, offset + head.length) !== head)
    throw new PdfError(`object ${number} is not where the table says`);
  const from = offset + head.length;
  const text = file.toString('latin1', from, file.indexOf('endobj', from, 'latin1'));
  const keyword = />>\s*stream\r?\n/u.exec(text);
  if (keyword === null) return { value: text.trim() };
  // Bytes of a stream may look like anything: its length decides where it ends.
  const value = text.slice(0, keyword.index + 2).trim();
  const begin = from + keyword.index + keyword[0].length;
  const length = Number(/\/Length (\d+)(?! \d+ R)/u.exec(value)?.[1] ?? Number.NaN);
  if (Number.isNaN(length) || !/^\s*endstream/u.test(file.toString('latin1', begin + length, begin + length + 12)))
    throw new PdfError(`stream ${number} has another length`);
  return { value, stream: file.subarray(begin, begin + length) };
}

/** References and strings of an object's text: strings are passed over, since they may look like references. */
const references = /\((?:\\[\s\S]|[^\\)])*\)|\b(\d+) 0 R\b/gu;

/** An object's text with other numbers in its references. */
export const renumbered = (value: string, to: (number: number) => number): string =>
  value.replace(references, (match, number?: string) => (number === undefined ? match : `${to(Number(number))} 0 R`));

/** The number that a key of a dictionary refers to. */
export const referenceOf = (value: string, key: string): number | undefined => {
  const found = new RegExp(`/${key} (\\d+) 0 R`, 'u').exec(value)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** The references of an array, or the one reference, that a key of a dictionary has. */
export const pdfReferencesOf = (value: string, key: string): readonly number[] => {
  const one = referenceOf(value, key);
  if (one !== undefined) return [one];
  const list = new RegExp(`/${key} ?\\[([^\\]]*)\\]`, 'u').exec(value)?.[1] ?? '';
  return [...list.matchAll(/(\d+) 0 R/gu)].map(([, number]) => Number(number));
};
