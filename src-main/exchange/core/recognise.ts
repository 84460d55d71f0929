import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { ItemFacts } from '../../../src-shared/merge/items.ts';
import { matchItems } from '../../../src-shared/merge/items.ts';
import { compareItems, compareWorkbooks, type Comparison, type ItemReading } from './compare.ts';
import { readCarriedBase } from '../../engine/write/marks/exchange-parts.ts';
import { factsOf, parseSnapshot, type Snapshot, type SnapshotItem } from './snapshot.ts';
import { notesOf, type ExchangedWorkbook } from './open-exchanged.ts';
import type { FileRecord } from './records.ts';
import { answersIn } from './request-notes.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

/** A base that returned files can be compared with, by the id under which it is archived. */
export interface KnownBase {
  readonly id: string;
  readonly snapshot: Snapshot;
}

/** What `recognise` may choose from. */
export interface RecognitionSources {
  readonly master: KnownBase;
  /** The base that a person named for files that carry none. */
  readonly given?: KnownBase | undefined;
  readonly archived: ReadonlyMap<string, Snapshot>;
}

export type RecognitionWarning = 'base-removed' | 'other-plan' | 'other-period' | 'no-base' | 'outside-items';

export interface RecognisedFile {
  readonly record: FileRecord;
  readonly base: KnownBase;
  readonly comparison: Comparison;
  readonly warnings: readonly RecognitionWarning[];
}

/**
 * Finds the base that a returned workbook was made from: by its export id in the archive, else the base that it carries,
 * else the one given, else by likeness with the master, which proves nothing and makes every difference a conflict.
 */
export function recognise(name: string, workbook: ExchangedWorkbook, sources: RecognitionSources): RecognisedFile {
  const { marks } = workbook;
  // Reading the carried base costs as much as reading the items: only where the archive does not have it.
  const archived = marks.exportId === undefined ? undefined : sources.archived.get(marks.exportId);
  const carried = archived === undefined && marks.hasBase ? carriedBase(workbook) : archived;
  const exportId = marks.exportId ?? carried?.exportId;
  const planId = marks.planId ?? carried?.planId;
  const strange = {
    plan: isOfOtherPlan(planId, sources),
    period: isOfOtherPeriod(workbook.snapshot, sources.master.snapshot),
  };
  const foreign = strange.plan || strange.period;
  const { base, by } = chooseBase(marks.exportId, carried, foreign ? { ...sources, given: undefined } : sources);
  // What was made from another plan or for other years says nothing about this one by itself.
  const comparison = compareWorkbooks(
    base.snapshot,
    workbook.snapshot,
    by !== 'likeness' && !foreign,
    planFacts(sources.master),
  );
  const section = base.snapshot.section;
  const doubt = doubtAbout({ strange, by, comparison, base, sources, workbook });
  const record: FileRecord = {
    hash: workbook.hash,
    name,
    base: base.id,
    recognisedBy: by,
    ...(exportId === undefined ? {} : { exportId }),
    ...(section === undefined ? {} : { section }),
    ...(workbook.who === undefined ? {} : { who: workbook.who }),
    ...(workbook.when === undefined ? {} : { when: workbook.when }),
    // What its base was made from, a copy of the base names too: that is no earlier file of the sender's.
    descends: workbook.marks.descends.filter((hash) => !(base.snapshot.descends ?? []).includes(hash)),
    items: tiedToOthers(comparison, by, sources) as FileRecord['items'],
    ...doubt,
    ...answersOf(workbook, base.snapshot, comparison),
  };
  return { record, base, comparison, warnings: warningsOf(workbook, carried, by, base, comparison, strange) };
}

interface Doubt {
  readonly strange: { readonly plan: boolean; readonly period: boolean };
  readonly by: FileRecord['recognisedBy'];
  readonly comparison: Comparison;
  readonly base: KnownBase;
  readonly sources: RecognitionSources;
  readonly workbook: ExchangedWorkbook;
}

/**
 * Why a person has to say first whether a file is of this plan: it says that it is another plan's, no year of it is the
 * plan's, most of its sheets are none of the plan's, or it has lost what it was sent with and looks like one sending.
 */
function doubtAbout(given: Doubt): Pick<FileRecord, 'strange' | 'proposed'> {
  const { strange, by, comparison, base, sources, workbook } = given;
  if (strange.plan) return { strange: 'plan' };
  if (strange.period) return { strange: 'period' };
  // A base of the archive is as good a proof as its id: whatever was copied or added beside its sheets is asked about by sheet.
  const isArchived = by === 'base' && sources.archived.has(base.id);
  if (by === 'export' || isArchived) return {};
  // A copy of a sheet is nothing foreign: it is left out of the reckoning.
  const sheets = comparison.items.filter(
    (item) => item.status !== 'missing' && !(item.status === 'new' && item.like !== undefined),
  );
  const known = sheets.filter((item) => item.status === 'matched' || item.status === 'renumbered');
  if (known.length * 2 < sheets.length) return { strange: 'unlike' };
  if (by === 'base' && !belongs(base.snapshot, sources.master)) return { strange: 'plan' };
  if (by !== 'likeness') return {};
  const proposed = lostSending(workbook.snapshot, sources);
  return proposed === undefined ? {} : { strange: 'lost', proposed };
}

/** Whether most of a base's items are the plan's. */
function belongs(base: Snapshot, master: KnownBase): boolean {
  const matches = matchItems(planFacts(master), base.items.map(factsOf), { strict: true });
  const known = matches.filter(({ status }) => status === 'matched' || status === 'renumbered');
  return known.length * 2 >= base.items.length;
}

const nameOf = (item: SnapshotItem): string =>
  [groupingKey(item.no), item.sheet, groupingKey(titleIn(item))].join('\0');

/** The sending whose items are a file's, by number, sheet name and title: of several the one whose texts it is nearest to. */
function lostSending(workbook: Snapshot, { archived }: RecognitionSources): string | undefined {
  const names = new Set(workbook.items.map(nameOf));
  const sendings = [...archived].filter(
    ([, base]) =>
      base.exportId !== undefined &&
      base.items.length === names.size &&
      base.items.every((item) => names.has(nameOf(item))),
  );
  const distance = (base: Snapshot): number =>
    compareWorkbooks(base, workbook, true).items.reduce(
      (sum, item) => sum + ('changes' in item ? item.changes.length : 0),
      0,
    );
  const ranked = sendings.map(([id, base]) => ({ id, far: distance(base) }));
  return ranked.sort((a, b) => a.far - b.far || (a.id < b.id ? -1 : 1))[0]?.id;
}

/** Sheets of other sections that were put into the file, tied to the sendings that those were made from. */
function tiedToOthers(
  { items }: Comparison,
  by: FileRecord['recognisedBy'],
  { archived }: RecognitionSources,
): readonly ItemReading[] {
  if (by !== 'export' && by !== 'base') return items;
  return items.map((reading) => {
    if (reading.status !== 'new' || reading.seen === undefined || reading.like !== undefined) return reading;
    const { seen } = reading;
    const name = nameOf(seen);
    const found = [...archived].flatMap(([base, snapshot]) =>
      snapshot.exportId === undefined
        ? []
        : snapshot.items.flatMap((item, index) =>
            (seen.id !== undefined && item.id === seen.id) || nameOf(item) === name
              ? [{ base, item: index, far: compareItems(item, seen, true).changes.length }]
              : [],
          ),
    );
    const [nearest] = found.sort((a, b) => a.far - b.far || (a.base < b.base ? -1 : 1));
    return nearest === undefined ? reading : { ...reading, tied: { base: nearest.base, item: nearest.item } };
  });
}

const facts = new WeakMap<Snapshot, readonly ItemFacts[]>();

/** The plan's items, made ready once for all the files of a collecting. */
function planFacts({ snapshot }: KnownBase): readonly ItemFacts[] {
  const known = facts.get(snapshot) ?? snapshot.items.map(factsOf);
  facts.set(snapshot, known);
  return known;
}

/** What the notes of a returned workbook answer to the requests that it was sent with. */
function answersOf(
  workbook: ExchangedWorkbook,
  { requests = [], items }: Snapshot,
  comparison: Comparison,
): Pick<FileRecord, 'answers'> {
  if (requests.length === 0) return {};
  const notes = new Map(notesOf(workbook).map(({ sheet, texts }) => [sheet, texts]));
  const answers = comparison.items.flatMap((reading) => {
    if (reading.status === 'missing' || reading.status === 'new') return [];
    const own = requests.filter((request) => request.item === items[reading.base]?.id);
    return (notes.get(reading.sheet) ?? []).flatMap((note) =>
      [...answersIn(note, own)].map(([request, text]) => ({ request, text })),
    );
  });
  return answers.length === 0 ? {} : { answers };
}

function isOfOtherPlan(planId: string | undefined, { master, archived }: RecognitionSources): boolean {
  if (planId === undefined) return false;
  const own = new Set([master.snapshot, ...archived.values()].map((snapshot) => snapshot.planId));
  own.delete(undefined);
  return own.size > 0 && !own.has(planId);
}

const yearsOf = ({ items }: Snapshot): ReadonlySet<number> => new Set(items.flatMap((item) => item.years));

/** No year in common: last year's sheet of a plan has some. */
function isOfOtherPeriod(workbook: Snapshot, master: Snapshot): boolean {
  const own = yearsOf(master);
  const years = yearsOf(workbook);
  return own.size > 0 && years.size > 0 && ![...years].some((year) => own.has(year));
}

function carriedBase(workbook: ExchangedWorkbook): Snapshot | undefined {
  const payload = readCarriedBase(workbook.opened.package);
  return payload === undefined ? undefined : parseSnapshot(payload);
}

function chooseBase(
  exportId: string | undefined,
  carried: Snapshot | undefined,
  sources: RecognitionSources,
): { readonly base: KnownBase; readonly by: FileRecord['recognisedBy'] } {
  const archived = exportId === undefined ? undefined : sources.archived.get(exportId);
  if (exportId !== undefined && archived !== undefined)
    return { base: { id: exportId, snapshot: archived }, by: 'export' };
  if (carried?.exportId !== undefined) {
    // Where the property was dropped on the way, the archived base is still the one to trust.
    const known = sources.archived.get(carried.exportId) ?? carried;
    return { base: { id: carried.exportId, snapshot: known }, by: 'base' };
  }
  if (sources.given !== undefined) return { base: sources.given, by: 'given' };
  return { base: sources.master, by: 'likeness' };
}

function warningsOf(
  workbook: ExchangedWorkbook,
  carried: Snapshot | undefined,
  by: FileRecord['recognisedBy'],
  base: KnownBase,
  comparison: Comparison,
  strange: { readonly plan: boolean; readonly period: boolean },
): readonly RecognitionWarning[] {
  const found: RecognitionWarning[] = [];
  const { marks } = workbook;
  const wasSent = marks.exportId !== undefined || marks.planId !== undefined || marks.itemIds.size > 0;
  if (wasSent && (carried === undefined || !marks.hasBase)) found.push('base-removed');
  if (by === 'likeness') found.push('no-base');
  const isUnlike =
    comparison.items.length > 0 && comparison.items.every((item) => item.status === 'new' || item.status === 'missing');
  if (strange.plan || isUnlike) found.push('other-plan');
  const isSamePeriod = [...yearsOf(workbook.snapshot)].sort().join() === [...yearsOf(base.snapshot)].sort().join();
  if (!isSamePeriod || strange.period) found.push('other-period');
  if (
    by !== 'likeness' &&
    base.snapshot.section !== undefined &&
    comparison.items.some((item) => item.status === 'new')
  )
    found.push('outside-items');
  return found;
}
