import type { WorkbookPackage } from '../types.ts';
import { contentTypesPart } from './content-types.ts';
import { rewritePackage } from './rewrite-package.ts';

interface Parts {
  names(): readonly string[];
  read(part: string): Uint8Array;
}

/**
 * A package written from nothing: entries without times, extra fields, remarks or spare bytes of the old one. `spare` is how
 * many remarks of the archive itself were left behind.
 */
export function freshPackage(
  original: WorkbookPackage,
  parts: Parts,
): { readonly bytes: Uint8Array; readonly spare: number } {
  const names = parts.names().filter((name) => !name.endsWith('/'));
  const first = names.filter((name) => name.toLowerCase() === contentTypesPart.toLowerCase());
  const rest = names.filter((name) => !first.includes(name));
  const add = new Map([...first, ...rest].map((name) => [name, parts.read(name)] as const));
  const empty = Buffer.alloc(22);
  empty.write('PK\u0005\u0006', 'latin1');
  const none: Pick<WorkbookPackage, 'bytes'> = { bytes: new Uint8Array(empty) };
  const { bytes } = original;
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(
    'PK\u0005\u0006',
    undefined,
    'latin1',
  );
  const spare = end >= 0 && bytes.length > end + 22 ? 1 : 0;
  return { bytes: rewritePackage(none as WorkbookPackage, { add }), spare };
}

/** The archive without its remark (APPNOTE 4.3.16); the same bytes when it has none. */
export function withoutRemark(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || bytes.length <= end + 22) return bytes;
  const made = Buffer.from(view.subarray(0, end + 22));
  made.writeUInt16LE(0, end + 20);
  return new Uint8Array(made);
}
