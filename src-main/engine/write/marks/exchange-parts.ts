import { packText } from './payload.ts';
import { marks as ourMarks } from '../../book/marks.ts';
import { PackageError } from '../../package/package-error.ts';
import type { WorkbookPackage } from '../../types.ts';
import { XmlError } from '../../xml/xml-error.ts';
import {
  base,
  form,
  isCarried,
  readCarrierPart,
  readCarrierSheet,
  writeCarrierPart,
  writeCarrierSheet,
  type Carried,
} from './base-carriers.ts';
import { draftProperties, readCustomProperties, writeCustomProperties } from './custom-properties.ts';
import { writeAuthorship } from './authorship.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { workbookPart } from '../../package/open-package.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import { readItemIds, writeItemIds } from './workbook-editing.ts';

const names = ourMarks.properties;
/** Excel keeps 255 characters of a property: three SHA-256 in hex with blanks between them. */
const hashesPerProperty = 3;
/** A plan of 60 sections over ten rounds; of more, the old ones matter least. */
const maxHashes = 600;

/** What the exchange puts into a workbook beside its items. */
export interface ExchangeMarks {
  readonly planId?: string;
  readonly exportId?: string;
  /** SHA-256 of the returned files that this file was made from. */
  readonly descends: readonly string[];
  /** Item ids by sheet name. */
  readonly itemIds: ReadonlyMap<string, string>;
  /** Something that carries a base is there; whether it arrived whole shows when it is read. */
  readonly hasBase: boolean;
}

/**
 * Reads the marks of a workbook from anywhere; parts that cannot be read count as taken out.
 *
 * @param hasBaseSheet what is known of the sheet that carries a base, where all sheets have been read anyway.
 */
export function readExchangeMarks(pkg: WorkbookPackage, hasBaseSheet?: boolean): ExchangeMarks {
  const properties = tolerant<ReadonlyMap<string, string>>(() => readCustomProperties(pkg), new Map());
  const planId = properties.get(names.plan);
  const exportId = properties.get(names.export);
  return {
    ...(planId === undefined ? {} : { planId }),
    ...(exportId === undefined ? {} : { exportId }),
    descends: descentOf(properties),
    // Reading the items gives their ids too; this one is for the rest.
    get itemIds() {
      return tolerant<ReadonlyMap<string, string>>(() => readItemIds(pkg), new Map());
    },
    hasBase: hasBaseSheet === true || tolerant(() => isCarried(pkg, base), false),
  };
}

/** The base as it was put in; `undefined` when it was taken out or damaged on the way. */
export const readCarriedBase = (pkg: WorkbookPackage): string | undefined => readCarried(pkg, base);

/**
 * The description of its form that a sent workbook carries, as text; `undefined` where it has none, or lost it on the way. It came
 * with a file: nothing says yet that it may be used.
 */
export const readCarriedForm = (pkg: WorkbookPackage): string | undefined => readCarried(pkg, form);

const readCarried = (pkg: WorkbookPackage, carried: Carried): string | undefined =>
  tolerant(() => readCarrierSheet(pkg, carried), undefined) ?? tolerant(() => readCarrierPart(pkg, carried), undefined);

function tolerant<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlError || error instanceof PackageError) return otherwise;
    throw error;
  }
}

function descentOf(properties: ReadonlyMap<string, string>): readonly string[] {
  const found: string[] = [];
  for (let n = 1; properties.has(`${names.descent}${n}`); n++) {
    found.push(
      ...(properties.get(`${names.descent}${n}`) ?? '').split(/\s+/).filter((hash) => /^[0-9a-f]{64}$/.test(hash)),
    );
  }
  return found;
}

function descentProperties(draft: PackageDraft, hashes: readonly string[]): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  for (const name of draftProperties(draft).keys()) if (name.startsWith(names.descent)) values.set(name, undefined);
  const kept = [...new Set(hashes)].slice(-maxHashes);
  for (let n = 0; n * hashesPerProperty < kept.length; n++) {
    values.set(`${names.descent}${n + 1}`, kept.slice(n * hashesPerProperty, (n + 1) * hashesPerProperty).join(' '));
  }
  return values;
}

/** What a sending tells the section beside the base; all as text, dates in ISO 8601, the step as the log codes it. */
export interface SentFacts {
  readonly section?: string;
  readonly step?: string;
  readonly due?: string;
  readonly note?: string;
  readonly sender?: string;
  readonly sentAt?: string;
}

const factNames = {
  section: names.section,
  step: names.step,
  due: names.due,
  note: names.note,
  sender: names.sender,
  sentAt: names.sentAt,
} as const satisfies Record<keyof SentFacts, string>;

/** Excel keeps 255 characters of a property: longer texts go on in further ones. */
const propertyLength = 250;

function factProperties(draft: PackageDraft, facts: SentFacts): ReadonlyMap<string, string | undefined> {
  const values = new Map<string, string | undefined>();
  const ours = Object.values(factNames);
  for (const name of draftProperties(draft).keys())
    if (ours.some((one) => name === one || (name.startsWith(one) && /^\d+$/.test(name.slice(one.length)))))
      values.set(name, undefined);
  for (const [key, name] of Object.entries(factNames) as [keyof SentFacts, string][]) {
    const text = facts[key];
    if (text === undefined) continue;
    const characters = [...text];
    for (let n = 0; n === 0 || n * propertyLength < characters.length; n++)
      values.set(
        n === 0 ? name : `${name}${n + 1}`,
        characters.slice(n * propertyLength, (n + 1) * propertyLength).join(''),
      );
  }
  return values;
}

/** What the sending of a workbook told beside its base, from the properties alone; empty for one that was never sent. */
export function readSentFacts(pkg: WorkbookPackage): SentFacts & { readonly exportId?: string } {
  const properties = tolerant<ReadonlyMap<string, string>>(() => readCustomProperties(pkg), new Map());
  const found: Record<string, string> = {};
  const exportId = properties.get(names.export);
  if (exportId !== undefined) found['exportId'] = exportId;
  for (const [key, name] of Object.entries(factNames)) {
    let text = properties.get(name);
    for (let n = 2; text !== undefined && properties.has(`${name}${n}`); n++)
      text += properties.get(`${name}${n}`) ?? '';
    if (text !== undefined) found[key] = text;
  }
  return found;
}

/** What is put into a workbook that is sent. */
export interface SendingMarks {
  readonly facts?: SentFacts;
  readonly planId: string;
  readonly exportId: string;
  readonly itemIds: ReadonlyMap<string, string>;
  readonly payload: string;
  /** The description of its form, where it is not the first form. */
  readonly form?: string;
}

/**
 * Marks a workbook for sending, in place of marks of an earlier sending. Where the workbook's structure is locked no
 * sheet is added: the custom XML part alone carries the base. Throws `XmlError`.
 */
export function markForSending(draft: PackageDraft, marks: SendingMarks): void {
  const { structureLocked } = readWorkbookPart(draft.text(workbookPart(draft.original)));
  writeItemIds(draft, marks.itemIds);
  const carried = [[base, marks.payload] as const, ...(marks.form === undefined ? [] : [[form, marks.form] as const])];
  for (const [what, payload] of carried) {
    const packed = packText(payload);
    if (!structureLocked) writeCarrierSheet(draft, what, packed);
    writeCarrierPart(draft, what, packed);
  }
  const values = new Map([[names.plan, marks.planId] as const, [names.export, marks.exportId] as const]);
  writeCustomProperties(
    draft,
    new Map([...values, ...factProperties(draft, marks.facts ?? {}), ...descentProperties(draft, [])]),
  );
}

/** Notes in a workbook which returned files it was made from; every other mark stays. */
export function markDescent(
  draft: PackageDraft,
  hashes: readonly string[],
  saved?: { readonly who: string; readonly when: string },
): void {
  if (saved !== undefined) writeAuthorship(draft, saved);
  writeCustomProperties(draft, descentProperties(draft, hashes));
}
