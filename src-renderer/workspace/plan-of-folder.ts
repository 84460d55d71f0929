import type { ExchangeView, ParcelView } from '../../src-shared/domain/exchange.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { documentOf, session, type OpenDocument } from '../state/session.ts';

/**
 * A plan may be a folder of workbooks, one item each: those that are open here, lie in one folder and go by one described form.
 * Each keeps its own exchange beside it, as on the command line.
 */
export function workbooksOfPlan(document: DocumentId): readonly OpenDocument[] {
  const own = documentOf(document);
  if (own === undefined) return [];
  const isOne = ({ items, form }: OpenDocument): boolean => form !== undefined && items.length === 1;
  const others = session
    .get()
    .documents.filter((one) => one !== own && isOne(one) && one.folder === own.folder && one.form?.id === own.form?.id);
  return isOne(own) ? [own, ...others] : [own];
}

const sign = '\n';
/** An item of one of the workbooks; sheets' keys are the same in all of them. */
export const keyInPlan = (document: DocumentId, item: string): string => `${document}${sign}${item}`;

/** The items of several workbooks, by keys that tell them apart. */
export const itemsOfPlan = (workbooks: readonly OpenDocument[]): readonly ItemSheet[] =>
  workbooks.flatMap(({ id, items }) => items.map((item) => ({ ...item, key: keyInPlan(id, item.key) })));

/** The sections of several workbooks, each with its items in all of them. */
export function parcelsOfPlan(
  views: ReadonlyMap<DocumentId, ExchangeView>,
  by: keyof ExchangeView['parcels'],
): readonly ParcelView[] {
  const items = new Map<string, string[]>();
  for (const [id, { parcels }] of views)
    for (const { section, items: own } of parcels[by])
      items.set(section, [...(items.get(section) ?? []), ...own.map((item) => keyInPlan(id, item))]);
  return [...items].map(([section, own]) => ({ section, items: own }));
}

/** What of chosen parcels each workbook sends. */
export function parcelsByDocument(
  chosen: readonly ParcelView[],
): ReadonlyMap<DocumentId, { readonly section: string; readonly items: string[] }[]> {
  const all = new Map<DocumentId, { readonly section: string; readonly items: string[] }[]>();
  for (const { section, items } of chosen)
    for (const key of items) {
      const [document = '', item = ''] = key.split(sign);
      const own = all.get(document) ?? [];
      const parcel = own.find((one) => one.section === section);
      if (parcel === undefined) own.push({ section, items: [item] });
      else parcel.items.push(item);
      all.set(document, own);
    }
  return all;
}
