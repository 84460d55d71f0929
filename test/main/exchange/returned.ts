import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import {
  hashOf,
  keptContents,
  openExchanged,
  type ExchangedWorkbook,
} from '../../../src-main/exchange/core/open-exchanged.ts';
import type { SheetContents } from '../../../src-main/exchange/core/snapshot.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../src-main/engine/write/save.ts';

/** Edits by item number: what a section does to a workbook that it got. */
export type Edits = Readonly<Record<string, Readonly<Partial<Record<FieldPath, string>>>>>;

/** A workbook with some fields changed, as this program saves it. */
export function edited(bytes: Uint8Array, edits: Edits): Uint8Array {
  const opened = openWorkbook(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const list = Object.entries(edits).flatMap(([no, fields]) => {
    const item = opened.value.items.find((candidate) => candidate.no === no);
    if (item === undefined) throw new Error(`no item ${no}`);
    return Object.entries(fields).map(([path, text]) => ({
      item: item.key,
      path: path as FieldPath,
      text: text ?? '',
    }));
  });
  const patched = patchWorkbook(opened.value, list, { unlock: true });
  if (!patched.ok) throw new Error(JSON.stringify(patched.failure));
  return patched.value.bytes;
}

export function exchanged(bytes: Uint8Array): ExchangedWorkbook {
  const opened = openExchanged(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

/** The hash by which a returned file is known. */
export const hashIn = hashOf;

/** The text of one field. */
export function textOf(bytes: Uint8Array, no: string, path: FieldPath): string | undefined {
  return exchanged(bytes).opened.items.find((item) => item.no === no)?.fields[path]?.text;
}

/** What stands on the sheets of a workbook beside their fields. */
export function contentsIn(bytes: Uint8Array): readonly SheetContents[] {
  const opened = openExchanged(bytes, true);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value.contents!.map(keptContents);
}
