import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { leadSections, type SnapshotItem } from './snapshot.ts';

/** One workbook to send: a section and the places of its items in the plan. */
export interface Parcel {
  readonly section: string;
  readonly items: readonly number[];
}

export type AssignBy = 'lead' | 'any';

/**
 * Which section gets which items: by the lead section (an item with two leads goes to both), or by every section named.
 * Sections come in the order in which the plan names them. Items that name no section come last, under `''`.
 */
export function parcelsOf(items: readonly Pick<SnapshotItem, 'sections'>[], by: AssignBy): readonly Parcel[] {
  const parcels = new Map<string, { section: string; items: number[] }>();
  const put = (section: string, index: number): void => {
    const key = groupingKey(section);
    const parcel = parcels.get(key) ?? { section, items: [] };
    if (!parcel.items.includes(index)) parcel.items.push(index);
    parcels.set(key, parcel);
  };
  const nobody: number[] = [];
  for (const [index, item] of items.entries()) {
    const names = (by === 'lead' ? leadSections(item) : item.sections.map((section) => section.name)).filter(
      (name) => groupingKey(name) !== '',
    );
    for (const name of names) put(name, index);
    if (names.length === 0) nobody.push(index);
  }
  return [...parcels.values(), ...(nobody.length === 0 ? [] : [{ section: '', items: nobody }])];
}

/** Only some items of each parcel; parcels that none is left of are gone. */
export const withItems = (parcels: readonly Parcel[], places: ReadonlySet<number> | undefined): readonly Parcel[] =>
  places === undefined
    ? parcels
    : parcels
        .map(({ section, items }) => ({ section, items: items.filter((index) => places.has(index)) }))
        .filter(({ items }) => items.length > 0);

/** The parcels of the sections named, and the names that no parcel answers to. */
export function chooseParcels(
  parcels: readonly Parcel[],
  names: readonly string[],
): { readonly chosen: readonly Parcel[]; readonly unknown: readonly string[] } {
  const wanted = new Set(names.map(groupingKey));
  const known = new Set(parcels.map((parcel) => groupingKey(parcel.section)));
  return {
    chosen: parcels.filter((parcel) => wanted.has(groupingKey(parcel.section))),
    unknown: names.filter((name) => !known.has(groupingKey(name))),
  };
}
