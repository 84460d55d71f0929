import { createHash } from 'node:crypto';
import type { Failure, Warning } from '../../src-shared/failures.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { readAuthorship } from '../workbook/exchange-parts/authorship.ts';
import { readExchangeMarks, type ExchangeMarks } from '../workbook/exchange-parts/exchange-parts.ts';
import { formattingOf, notesOfSheet, takeInventory } from '../workbook/exchange-parts/inventory.ts';
import { listSheets } from '../workbook/exchange-parts/list-sheets.ts';
import { stringsOf } from '../workbook/exchange-parts/sheet-cells.ts';
import { openWorkbook } from '../workbook/open.ts';
import { PackageError } from '../workbook/package/package-error.ts';
import { unlessDamaged } from '../workbook/structure/attempt.ts';
import type { OpenedWorkbook } from '../workbook/types.ts';
import { XmlError } from '../workbook/xml/xml-error.ts';
import { snapshotItem, type SheetContents, type Snapshot } from './snapshot.ts';

/** A workbook opened for an exchange: its items as a snapshot, and what earlier sendings put into it. */
export interface ExchangedWorkbook {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  readonly marks: ExchangeMarks;
  readonly snapshot: Snapshot;
  readonly who?: string;
  readonly when?: string;
  readonly warnings: readonly Warning[];
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Opens a workbook of the exchange: a master, a base or a returned file. */
export function openExchanged(bytes: Uint8Array): Result<ExchangedWorkbook, Failure> {
  const opened = openWorkbook(bytes);
  if (!opened.ok) return err(opened.failure);
  return ok(exchangedFrom(bytes, opened.value));
}

export function exchangedFrom(bytes: Uint8Array, opened: OpenedWorkbook): ExchangedWorkbook {
  const marks = readExchangeMarks(opened.package);
  const planId = marks.planId ?? opened.plan.planId;
  const items = opened.items.map((item) => {
    const formats = Object.values(item.fields).flatMap((field) => {
      const format = field?.raw.kind === 'text' ? formattingOf(field.raw.runs) : undefined;
      return field === undefined || format === undefined ? [] : [[field.path, format] as const];
    });
    return snapshotItem(item, marks.itemIds.get(item.sheet), Object.fromEntries(formats));
  });
  return {
    hash: hashOf(bytes),
    bytes,
    opened,
    marks,
    snapshot: {
      version: 1,
      ...(planId === undefined ? {} : { planId }),
      ...(marks.descends.length === 0 ? {} : { descends: marks.descends }),
      items,
    },
    ...readAuthorship(opened.package),
    warnings: opened.warnings,
  };
}

/** The texts of the notes of every sheet that has some; sheets that cannot be read are left out. */
export function notesOf({ opened: { package: pkg } }: ExchangedWorkbook): readonly { readonly sheet: string; readonly texts: readonly string[] }[] {
  return listSheets(pkg).flatMap(({ name, part }) => {
    const notes = unlessDamaged(() => notesOfSheet(pkg, part), {});
    return Object.keys(notes).length === 0 ? [] : [{ sheet: name, texts: Object.values(notes) }];
  });
}

/** Takes stock of every sheet beside its fields; sheets that cannot be read are left out. */
export function contentsOf(workbook: ExchangedWorkbook): readonly SheetContents[] {
  const pkg = workbook.opened.package;
  const strings = stringsOf(pkg);
  const fields = new Map(
    workbook.opened.items.map((item) => [item.sheet, new Set(Object.values(item.fields).map((field) => field!.cell))]),
  );
  return listSheets(pkg).flatMap(({ name, part }): SheetContents[] => {
    try {
      return [{ sheet: name, ...takeInventory(pkg, part, strings, fields.get(name) ?? new Set()) }];
    } catch (error) {
      if (error instanceof XmlError || error instanceof PackageError) return [];
      throw error;
    }
  });
}
