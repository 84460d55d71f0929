import type {
  BesideView,
  CandidateView,
  CollectionView,
  ConflictView,
  ExchangeView,
  OpenSheetView,
  ParcelView,
  QuestionView,
  ReviewView,
  SourceView,
} from '../../../src-shared/domain/exchange.ts';
import type { YearStyle } from '../../../src-shared/domain/file-name-pattern.ts';
import type { Origin } from '../../../src-shared/merge/candidates.ts';
import type { Collection } from '../core/collect.ts';
import type { ExchangeState } from '../core/exchange-state.ts';
import { openQuestions } from '../core/questions.ts';
import type { FileRecord, RecordOf } from '../core/records.ts';
import { sectionViews } from './reminders.ts';
import { warningsOfFile } from '../core/report.ts';
import { undecided } from '../core/undecided.ts';
import { parcelsOf, type AssignBy } from '../core/sections.ts';
import type { FieldEntry } from '../core/field-entry.ts';
import { latestFirst } from '../core/sendings-in-order.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

/** What the windows show of an exchange; `keys` are `ItemSheet.key`s by place. */
export function exchangeParts(
  state: ExchangeState,
  keys: readonly string[],
  years: YearStyle = 'western',
): Pick<
  ExchangeView,
  'parcels' | 'sections' | 'pattern' | 'conflicts' | 'sheets' | 'questions' | 'collections' | 'besides'
> {
  const parcels = (by: AssignBy): readonly ParcelView[] =>
    parcelsOf(state.master.items, by).map(({ section, items }) => ({
      section,
      items: items.map((index) => keys[index]!),
    }));
  const pattern = lastPattern(state);
  return {
    ...(pattern === undefined ? {} : { pattern }),
    parcels: { lead: parcels('lead'), any: parcels('any') },
    sections: sectionViews(state, years),
    conflicts: state
      .fields()
      .filter((entry) => entry.resolution.kind === 'conflict')
      .map((entry) => conflictView(state, keys, entry)),
    sheets: sheetViews(state, keys),
    questions: openQuestions(state).map(({ file, earlier }): QuestionView => ({
      file,
      fileName: nameOf(state, file),
      earlier,
      earlierName: nameOf(state, earlier),
    })),
    collections: collectionViews(state),
    besides: besideViews(state, keys),
  };
}

/** Sheets of which nobody has said whose they are; files and rows that are asked about are answered in the same way. */
function sheetViews(state: ExchangeState, keys: readonly string[]): readonly OpenSheetView[] {
  return undecided(state).flatMap(({ subject }): OpenSheetView[] => {
    switch (subject.kind) {
      case 'item': {
        const { file, reading } = subject.open;
        const item = state.itemOf(file, reading);
        const { sheet, returnedNo, status } = reading;
        const seems = item === undefined ? {} : { item: keys[item]! };
        return [{ file: file.hash, fileName: file.name, sheet, returnedNo, status, ...seems }];
      }
      case 'row': {
        const { file, sheet, row, item, cells } = subject.row;
        const texts = cells.map(({ text }) => text);
        const seen = { returnedNo: state.master.items[item]!.no, status: 'new' as const, item: keys[item]!, texts };
        return [{ file: file.hash, fileName: file.name, sheet: `${sheet}/${row}`, about: 'row', ...seen }];
      }
      case 'file': {
        const { hash, name } = subject.file;
        return [{ file: hash, fileName: name, sheet: '', returnedNo: '', status: 'new', about: 'file' }];
      }
      default:
        return [];
    }
  });
}

function besideViews(state: ExchangeState, keys: readonly string[]): readonly BesideView[] {
  const kept = new Set(
    state.memory.records.flatMap((record) => (record.kind === 'kept' ? [`${record.file}\n${record.sheet}`] : [])),
  );
  return [...state.files.values()]
    .filter((file) => !state.replaced.has(file.hash))
    .flatMap((file) => {
      const sheets = [...new Set((file.other ?? []).map(({ sheet }) => sheet))].filter(
        (sheet) => !kept.has(`${file.hash}\n${sheet}`),
      );
      return sheets.map((sheet): BesideView => {
        const reading = file.items.find((one) => one.status !== 'missing' && one.sheet === sheet);
        const item = reading === undefined ? undefined : state.itemOf(file, reading);
        const list = (file.other ?? []).filter((one) => one.sheet === sheet).map(({ sheet: _sheet, ...one }) => one);
        return {
          file: file.hash,
          fileName: file.name,
          sheet,
          ...(item === undefined ? {} : { item: keys[item]! }),
          list,
        };
      });
    });
}

function lastPattern(state: ExchangeState): string | undefined {
  // The names of what is sent back tell that it is; the next sending goes by those of the plan.
  return latestFirst(state.memory.records).find(({ sentBack }) => sentBack === undefined)?.pattern;
}

const nameOf = (state: ExchangeState, hash: string): string => state.files.get(hash)?.name ?? hash.slice(0, 8);

function conflictView(state: ExchangeState, keys: readonly string[], entry: FieldEntry): ConflictView {
  const item = state.master.items[entry.item]!;
  const { candidates } = entry.resolution;
  const bases = [...new Set(candidates.map((candidate) => candidate.base))];
  const byValue = new Map<string, SourceView[]>();
  for (const candidate of candidates) {
    const sources = candidate.origins.map((origin) => sourceView(state, entry, origin));
    byValue.set(candidate.value, [...(byValue.get(candidate.value) ?? []), ...sources]);
  }
  return {
    item: keys[entry.item]!,
    no: item.no,
    title: titleIn(item),
    path: entry.path,
    base: bases.length === 1 ? bases[0]! : null,
    mine: entry.mine ?? '',
    candidates: [...byValue].map(([value, from]): CandidateView => ({ value, from })),
    writable: entry.mine !== undefined && !(item.formulas?.includes(entry.path) ?? false),
  };
}

function sourceView(state: ExchangeState, entry: FieldEntry, origin: Origin): SourceView {
  if (origin.kind === 'master') return { kind: 'master', name: '' };
  if (origin.kind === 'decision') {
    const decision = entry.state.decisions.find(({ id }) => id === origin.id);
    return {
      kind: 'decision',
      name: decision?.who ?? '',
      ...(decision?.when === undefined ? {} : { when: decision.when }),
    };
  }
  const file = state.files.get(origin.file);
  return { kind: 'file', name: file?.name ?? '', ...authorship(file) };
}

const authorship = (file: FileRecord | undefined): Pick<SourceView, 'section' | 'who' | 'when'> => ({
  ...(file?.section === undefined ? {} : { section: file.section }),
  ...(file?.who === undefined ? {} : { who: file.who }),
  ...(file?.when === undefined ? {} : { when: file.when }),
});

function collectionViews(state: ExchangeState): readonly CollectionView[] {
  const undone = new Set(
    state.memory.records.flatMap((record) => (record.kind === 'undone' ? [record.collected] : [])),
  );
  return state.memory.records
    .filter((record): record is RecordOf<'collected'> => record.kind === 'collected' && !undone.has(record.id))
    .map(({ id, at, by, files, writes }) => ({
      id,
      at,
      ...(by === undefined ? {} : { by }),
      files: files.map((file) => file.name),
      fields: writes.length,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** A collecting as the review shows it. */
export function reviewView(id: string, collection: Collection, keys: readonly string[]): ReviewView {
  return {
    id,
    files: collection.files.map((file) => {
      if (file.kind === 'unreadable') return file;
      const { name, record, items, other } = file;
      return {
        kind: 'read',
        name,
        recognisedBy: record.recognisedBy,
        ...authorship(record),
        warnings: warningsOfFile(file, collection),
        hash: record.hash,
        items: items.map(({ index, no, returnedNo, title, sheet, status, fields }) => ({
          ...(index === undefined || keys[index] === undefined ? {} : { key: keys[index] }),
          no,
          returnedNo,
          ...(title === undefined ? {} : { title }),
          sheet,
          status,
          fields,
        })),
        other,
      };
    }),
    writes: collection.edits.length,
    undecided: collection.undecided,
  };
}
