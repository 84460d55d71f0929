import { useMemo } from 'react';
import { groupingKey, searchKey } from '../../src-shared/domain/normal.ts';
import { hasSection } from '../../src-shared/domain/sections.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { createStore } from '../state/store.ts';
import { useLater } from '../state/use-later.ts';
import { useStore } from '../state/use-store.ts';
import { firstHit, summaryOf, type Answer, type ItemSummary } from './list-rows.ts';
import { activeDocument, patchSession, session, type OpenDocument } from '../state/session.ts';
import { revision } from '../state/texts.ts';

export type ListSort = 'sheet' | 'no' | 'section' | 'missing';
export type ListState = 'all' | 'incomplete' | 'changed' | 'conflicts';

/** What the list shows. Sections, pillars, statuses and grades are grouping keys, any of which will do; none means all. */
export interface ListFilter {
  readonly query: string;
  readonly section: readonly string[];
  readonly pillar: readonly string[];
  readonly status: readonly string[];
  readonly grade: readonly string[];
  /** The fiscal year that status and grade are to be of; any when empty. */
  readonly year: string;
  readonly state: ListState;
  readonly mine: boolean;
  /** What was chosen in «計画の見取図». */
  readonly only?: OnlyItems | undefined;
  readonly scope: 'this' | 'all';
  readonly sort: ListSort;
}

/** Sheets that a chart or a count stands for, with its words. */
export interface OnlyItems {
  readonly document: string;
  readonly label: string;
  readonly items: ReadonlySet<string>;
}

export const everything: ListFilter = {
  query: '',
  section: [],
  pillar: [],
  status: [],
  grade: [],
  year: '',
  state: 'all',
  mine: false,
  only: undefined,
  scope: 'this',
  sort: 'sheet',
};

export const listFilter = createStore<ListFilter>(everything);
export const changeFilter = (patch: Partial<ListFilter>): void => listFilter.update((now) => ({ ...now, ...patch }));

interface Narrowing {
  readonly filter: ListFilter;
  readonly dueOnly: boolean;
}

let shown: string | undefined;
const kept = new Map<string, Narrowing>();

/**
 * A person of a responsible section sees that section's sheets and the boxes due now first; everything else is one key
 * away. A section without a sheet in a workbook, such as the one that collects them, sees everything.
 */
function firstSight({ items }: OpenDocument, section: string): Narrowing {
  const own = section.trim() !== '' && items.some(({ sections }) => hasSection(sections, section));
  return { filter: { ...everything, mine: own }, dueOnly: own };
}

/** What is narrowed and how it is sorted belongs to the workbook in front; a list over all of them is one for all. */
export function followActiveWorkbook(): void {
  session.subscribe(() => {
    const { active, documents, dueOnly, settings } = session.get();
    if (active === shown) return;
    const filter = listFilter.get();
    if (shown !== undefined) kept.set(shown, { filter, dueOnly });
    for (const id of kept.keys()) if (!documents.some((document) => document.id === id)) kept.delete(id);
    shown = active;
    const document = documents.find(({ id }) => id === active);
    if (document === undefined) return;
    const next = kept.get(document.id) ?? firstSight(document, settings.personSection);
    if (filter.scope !== 'all') listFilter.set(next.filter);
    patchSession({ dueOnly: next.dueOnly });
  });
}

/** The person's section is another one: what is seen first goes by it in every workbook. */
export function showOwnSection(section: string): void {
  kept.clear();
  const document = activeDocument();
  if (document === undefined) return;
  const { filter, dueOnly } = firstSight(document, section);
  changeFilter({ mine: filter.mine });
  patchSession({ dueOnly });
}

/** Whether anything but sort order and scope is narrowed. */
export const isNarrowed = (filter: ListFilter): boolean =>
  filter.query !== '' ||
  filter.section.length > 0 ||
  filter.pillar.length > 0 ||
  filter.status.length > 0 ||
  filter.grade.length > 0 ||
  filter.year !== '' ||
  filter.state !== 'all' ||
  filter.only !== undefined ||
  filter.mine;

export interface ListRow {
  readonly summary: ItemSummary;
  /** Where the search found its text. */
  readonly hit: FieldPath | undefined;
}

export interface ListContents {
  readonly rows: readonly ListRow[];
  readonly all: readonly ItemSummary[];
}

const numeric = new Intl.Collator('ja', { numeric: true });

const inState = (summary: ItemSummary, state: ListState): boolean =>
  state === 'all' ||
  (state === 'incomplete' && summary.missing.length > 0) ||
  (state === 'changed' && summary.changed > 0) ||
  (state === 'conflicts' && summary.conflicts > 0);

function sorted(rows: readonly ListRow[], sort: ListSort): readonly ListRow[] {
  const no = (row: ListRow): string => row.summary.no.normalize('NFKC');
  switch (sort) {
    case 'sheet':
      return rows;
    case 'no':
      return rows.toSorted((a, b) => numeric.compare(no(a), no(b)));
    case 'section':
      return rows.toSorted(
        (a, b) =>
          numeric.compare(a.summary.lead ?? '\uffff', b.summary.lead ?? '\uffff') || numeric.compare(no(a), no(b)),
      );
    case 'missing':
      return rows.toSorted((a, b) => b.summary.missing.length - a.summary.missing.length);
  }
}

/** The summaries of the sheets in the list's scope. */
function summaries(
  documents: readonly OpenDocument[],
  active: string | undefined,
  scope: ListFilter['scope'],
): readonly ItemSummary[] {
  const shown = documents.filter(({ id }) => scope === 'all' || id === active);
  return shown.flatMap((document) => document.items.map((sheet) => summaryOf(document, sheet)));
}

const isChosen = ({ ref }: ItemSummary, only: OnlyItems | undefined): boolean =>
  only === undefined || (only.document === ref.document && only.items.has(ref.item));

const any = (keys: readonly string[], holds: (key: string) => boolean): boolean =>
  keys.length === 0 || keys.some(holds);

/** One of the answers is one of these, in the year that is asked for. */
const answered = (answers: readonly Answer[], keys: readonly string[], year: string): boolean =>
  any(keys, (key) => answers.some((one) => one.key === key && (year === '' || one.year === year)));

/** The rows that a filter leaves. */
function filtered(all: readonly ItemSummary[], filter: ListFilter, personSection: string): readonly ListRow[] {
  const query = searchKey(filter.query);
  const rows: ListRow[] = [];
  for (const summary of all) {
    if (!inState(summary, filter.state)) continue;
    if (!isChosen(summary, filter.only)) continue;
    if (filter.mine && !hasSection(summary.sections, personSection)) continue;
    if (!any(filter.section, (key) => hasSection(summary.sections, key))) continue;
    if (!any(filter.pillar, (key) => groupingKey(summary.pillar) === key)) continue;
    if (!answered(summary.statuses, filter.status, filter.year)) continue;
    if (!answered(summary.grades, filter.grade, filter.year)) continue;
    const hit = query === '' ? undefined : firstHit(summary, query);
    if (query !== '' && hit === undefined) continue;
    rows.push({ summary, hit });
  }
  return sorted(rows, filter.sort);
}

/** The rows that a filter leaves, pure but for the cached summaries. */
export function listContents(
  documents: readonly OpenDocument[],
  active: string | undefined,
  filter: ListFilter,
  personSection: string,
): ListContents {
  const all = summaries(documents, active, filter.scope);
  return { all, rows: filtered(all, filter, personSection) };
}

/** The contents of the list now, for actions. */
export function currentList(): ListContents {
  const { documents, active, settings } = session.get();
  return listContents(documents, active, listFilter.get(), settings.personSection);
}

/** The contents of the list for a component; recomputed when a filter or any text changes. */
export function useList(): ListContents {
  const documents = useStore(session, (now) => now.documents);
  const active = useStore(session, (now) => now.active);
  const personSection = useStore(session, (now) => now.settings.personSection);
  const filter = useStore(listFilter, (now) => now);
  const count = useLater(revision);
  const all = useMemo(
    () => summaries(documents, active, filter.scope),
    // `count` stands for the texts, which live outside of React.
    // oxlint-disable-next-line react/exhaustive-deps
    [documents, active, filter.scope, count],
  );
  return useMemo(() => ({ all, rows: filtered(all, filter, personSection) }), [all, filter, personSection]);
}
