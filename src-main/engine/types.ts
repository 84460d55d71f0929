import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { Failure, Warning } from '../../src-shared/failures/failures.ts';
import type { ItemSheet, StoredValue } from '../../src-shared/domain/item.ts';
import type { FormDescription } from '../../src-shared/form/description.ts';
import type { DrawnCell } from '../../src-shared/form/form-view.ts';
import type { Plan } from '../../src-shared/domain/plan.ts';

/** A relationship of a part, its target resolved to an entry name without leading slash (or a URL when external). */
export interface Relationship {
  readonly id: string;
  /** The last segment of the type's URI: `worksheet`, `sharedStrings`, …; transitional and strict read alike. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/**
 * A checked .xlsx package: its entries may be read, and a new package made in which the untouched ones are copied
 * with their compressed bytes. Entry names compare without case, as OPC part names do (ECMA-376 part 2, 6.2.2).
 */
export interface WorkbookPackage {
  readonly bytes: Uint8Array;
  readonly entryNames: readonly string[];
  has(name: string): boolean;
  /** The inflated bytes of an entry, limited and checked by CRC; throws `PackageError` (see package/) otherwise. */
  read(name: string): Uint8Array;
  /** Reads entries as `utf8` does that are wanted one after another, in the order given: some are inflated together. */
  inTurn(names: readonly string[]): (name: string) => Buffer;
  /** The entry's bytes as the file stores them: two that are alike need not both be inflated. */
  stored(name: string): Uint8Array;
  /** The entry decoded by its BOM or XML declaration (UTF-8, UTF-16LE/BE), `encoding` kept for writing back. */
  text(name: string): { readonly text: string; readonly encoding: TextEncodingName };
  /** The entry's text in UTF-8 without mark, whatever its own encoding: for readers that look at bytes. */
  utf8(name: string): Buffer;
  contentType(name: string): string | undefined;
  /** Relationships of a part; `''` for the package itself. */
  relationships(part: string): readonly Relationship[];
}

export type TextEncodingName = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'utf-16le-bom' | 'utf-16be-bom';

/** What a patch does to a package; entries not named here are copied raw. */
export interface PackageChanges {
  readonly replace?: ReadonlyMap<string, Uint8Array>;
  readonly add?: ReadonlyMap<string, Uint8Array>;
  readonly remove?: ReadonlySet<string>;
}

/** A workbook of another form than the first: by which description, and how its sheets lie. */
export interface ByForm {
  readonly description: FormDescription;
  /** The sheets that gave items, by their part; `ItemSheet.drawn` counts them. */
  readonly sheets: readonly { readonly part: string; readonly cells: readonly DrawnCell[] }[];
}

/** A workbook as read: plain data about its items, beside the package that patches are made from. */
export interface OpenedWorkbook {
  readonly plan: Plan;
  readonly items: readonly ItemSheet[];
  readonly warnings: readonly Warning[];
  readonly package: WorkbookPackage;
  /** The description that it was read by; none for the first form. */
  readonly byForm?: ByForm;
}

/** One field to change. `item` is `ItemSheet.key`; `text` uses `\n` for line ends. */
export interface FieldEdit {
  readonly item: string;
  readonly path: FieldPath;
  readonly text: string;
  /** What to store for the text: a number as it was stored elsewhere, a text with its runs. */
  readonly stored?: StoredValue;
  /** The field's step or indicator row is to go (src-shared/rows). */
  readonly gone?: true;
}

export interface PatchOptions {
  /** Write cells that sheet protection locks or that hold a formula. */
  readonly unlock?: boolean;
  /** Change a package with a digital signature, which makes the signature invalid. */
  readonly breakSignature?: boolean;
}

export interface PatchedWorkbook {
  readonly bytes: Uint8Array;
  /** Cells written, in the workbook's order. */
  readonly written: readonly { readonly sheet: string; readonly cell: string; readonly path: FieldPath }[];
  readonly warnings: readonly Warning[];
}

export type { Failure };
