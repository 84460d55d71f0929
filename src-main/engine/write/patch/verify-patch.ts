import { readZipDirectory } from '../../package/zip-directory.ts';
import { openPackage } from '../../package/open-package.ts';
import { OpenedPackage } from '../../package/opened-package.ts';
import { PackageError } from '../../package/package-error.ts';
import { partKey } from '../../package/entry-name.ts';
import { cellKind, CellTable } from '../../book/cell-table.ts';
import { maxColumn } from '../../book/address.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { lexical } from '../formulas/cached-results.ts';
import { readRichText } from '../../book/rich-text.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { XmlScanner } from '../../xml/scanner.ts';
import { decodeText } from '../../xml/entities.ts';
import { changedRows, type PartPair } from './changed-rows.ts';
import type { CellContent } from '../cells/cell-content.ts';
import type { CellWrites } from './cell-writes.ts';
import type { CellResult } from '../formulas/cell-result.ts';
import type { PackageChanges, WorkbookPackage } from '../../types.ts';

export interface PatchToVerify {
  readonly before: WorkbookPackage;
  readonly bytes: Uint8Array;
  readonly changes: PackageChanges;
  readonly writes: CellWrites;
  readonly updates: ReadonlyMap<string, ReadonlyMap<number, CellResult>>;
}

/**
 * Reads the new bytes again, by the code that reads any workbook, and compares: entries that were not to change are
 * equal to the byte; in changed sheets every cell is the same but those that were written, and these hold what was
 * meant. Throws `PackageError` `write-failed` (`check`) for any difference, before anything reaches the disk.
 */
export function verifyPatch(patch: PatchToVerify): void {
  try {
    const after = reopen(patch);
    verifyEntries(patch, after);
    for (const part of new Set([...patch.writes.keys(), ...patch.updates.keys()])) {
      if (patch.changes.replace?.has(part)) verifySheet(patch, after, part);
    }
  } catch (error) {
    if (error instanceof XmlError || error instanceof PackageError) fail();
    throw error;
  }
}

/** Relationships and content types are read again only if they were written; else they are the same bytes. */
function reopen({ bytes, changes }: PatchToVerify): OpenedPackage {
  if ((changes.remove?.size ?? 0) === 0 && !changes.add) return new OpenedPackage(bytes, readZipDirectory(bytes));
  const opened = openPackage(bytes);
  return opened.ok && opened.value instanceof OpenedPackage ? opened.value : fail();
}

function fail(): never {
  throw new PackageError({ kind: 'write-failed', reason: 'check' });
}

function verifyEntries({ before, changes }: PatchToVerify, after: OpenedPackage): void {
  const directory = before instanceof OpenedPackage ? before.directory : readZipDirectory(before.bytes);
  const changed = new Set(Array.from(changes.replace?.keys() ?? [], partKey));
  const removed = new Set(Array.from(changes.remove ?? [], partKey));
  const kept = directory.entries.filter((entry) => !removed.has(entry.key));
  if (after.directory.entries.length !== kept.length + (changes.add?.size ?? 0)) fail();
  const same = new SameStretch(before.bytes, after.bytes);
  for (const [n, old] of kept.entries()) {
    const now = after.directory.entries[n];
    if (now?.name !== old.name) fail();
    if (!changed.has(old.key)) same.add(old, now);
  }
  same.compare();
}

interface Stretch {
  readonly offset: number;
  readonly end: number;
}

/** Compares entries of two files. Those that follow each other in both are compared together. */
class SameStretch {
  readonly #before: Buffer;
  readonly #after: Buffer;
  #old: Stretch = { offset: 0, end: 0 };
  #now: Stretch = { offset: 0, end: 0 };

  constructor(before: Uint8Array, after: Uint8Array) {
    this.#before = Buffer.from(before.buffer, before.byteOffset, before.byteLength);
    this.#after = Buffer.from(after.buffer, after.byteOffset, after.byteLength);
  }

  add(old: Stretch, now: Stretch): void {
    const goesOn = old.offset === this.#old.end && now.offset === this.#now.end;
    if (!goesOn) this.compare();
    this.#old = { offset: goesOn ? this.#old.offset : old.offset, end: old.end };
    this.#now = { offset: goesOn ? this.#now.offset : now.offset, end: now.end };
  }

  /** Fails where what was added differs. */
  compare(): void {
    if (this.#before.compare(this.#after, this.#now.offset, this.#now.end, this.#old.offset, this.#old.end) !== 0)
      fail();
  }
}

function verifySheet(patch: PatchToVerify, after: WorkbookPackage, part: string): void {
  const expected: ExpectedCells = {
    contents: patch.writes.get(part) ?? new Map<number, CellContent>(),
    results: patch.updates.get(part) ?? new Map<number, CellResult>(),
  };
  const parts = { before: patch.before.utf8(part), after: after.utf8(part) };
  const rows = changedRows(parts);
  // A cell that was written as it was lies in no changed row: then the whole sheet is compared.
  if (rows && holdsAll(readTables(rows), expected)) return;
  if (!holdsAll(readTables(parts), expected)) fail();
}

interface ExpectedCells {
  readonly contents: ReadonlyMap<number, CellContent>;
  readonly results: ReadonlyMap<number, CellResult>;
}

interface Tables {
  readonly before: CellTable;
  readonly after: CellTable;
}

function readTables(parts: PartPair): Tables {
  const tables = { before: new CellTable(), after: new CellTable() };
  readSheetPart(parts.before, tables.before);
  readSheetPart(parts.after, tables.after);
  return tables;
}

/** Fails for a cell that differs and was not to; false when a cell that was to is not here. */
function holdsAll({ before: old, after: now }: Tables, { contents, results }: ExpectedCells): boolean {
  const seen = new Set<number>();
  let o = 0;
  for (let n = 0; n < now.count; n++) {
    const key = keyAt(now, n);
    const content = contents.get(key);
    const result = results.get(key);
    const isNew = keyAt(old, o) !== key;
    if (isNew && content === undefined) fail();
    if (!isNew && old.style[o] !== now.style[n]) fail();
    if (content) {
      if (!holdsContent(now, n, content)) fail();
    } else if (result) {
      if (rawValue(now, n) !== lexical(result)) fail();
    } else if (!sameCell(old, o, now, n)) fail();
    if (content || result) seen.add(key);
    if (!isNew) o += 1;
  }
  if (o !== old.count) fail();
  for (const [key, content] of contents) if (!seen.has(key) && content.kind !== 'blank') return false;
  return Array.from(results.keys()).every((key) => seen.has(key));
}

const keyAt = (table: CellTable, index: number): number =>
  index < table.count ? (table.row[index] as number) * maxColumn + (table.column[index] as number) - 1 : -1;

/** The stored characters as they are written; of a shared string its index. */
const rawSlice = (table: CellTable, index: number): string =>
  table.kind[index] === cellKind.shared
    ? String(table.valueStart[index])
    : table.slice(table.valueStart[index] as number, table.valueEnd[index] as number);

const rawValue = (table: CellTable, index: number): string =>
  table.kind[index] === cellKind.blank ? '' : (table.oddValues.get(index) ?? decodeText(rawSlice(table, index)));

function holdsContent(table: CellTable, index: number, content: CellContent): boolean {
  if (table.formulas.has(index)) return false;
  switch (content.kind) {
    case 'blank':
      return table.kind[index] === cellKind.blank;
    case 'number':
      return table.kind[index] === cellKind.number && rawValue(table, index) === content.lexical;
    case 'boolean':
      return table.kind[index] === cellKind.boolean && rawValue(table, index) === (content.value ? '1' : '0');
    case 'text': {
      if (table.kind[index] !== cellKind.inline) return false;
      const s = new XmlScanner(rawSlice(table, index), { fragment: true });
      s.next();
      return readRichText(s).text === content.runs.map((run) => run.text).join('');
    }
  }
}

/** Values as they are written; of formulas the kind and the result, since a shared one may have been re-homed. */
function sameCell(old: CellTable, o: number, now: CellTable, n: number): boolean {
  return (
    old.kind[o] === now.kind[n] &&
    old.formulas.has(o) === now.formulas.has(n) &&
    rawSlice(old, o) === rawSlice(now, n) &&
    old.oddValues.get(o) === now.oddValues.get(n)
  );
}
