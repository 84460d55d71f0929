import type { Draft } from '../contract/documents.ts';
import type { Warning } from '../failures/failures.ts';
import { unreachable } from '../domain/result.ts';
import type { NumberRange } from '../contract/number-range.ts';

/**
 * What to believe when the journal and the working database disagree about a document's drafts. The journal leads: an
 * edit is in it before it is in the database. Only what the journal cannot know is taken from the database: edits with
 * numbers above its last one (it lost its end, or an older copy was put back) or with one that it has no record of (it was
 * damaged inside), or numbered by another journal (it was lost altogether). A draft with a number that the journal has
 * seen and does not list any more was saved or given up; taking it from the database would put an old text over the file.
 */

/** What main tells: the journal's identity, the number of the last edit it holds, and a document's drafts in it. */
export interface JournalSide {
  readonly journal: string;
  readonly lastEdit: number;
  /** Numbers below its last one that it has no records of. */
  readonly unseen: readonly NumberRange[];
  readonly drafts: readonly Draft[];
}

/** What the database holds; `undefined` stands for a document that it does not know. */
export interface DatabaseSide {
  /** The journal whose numbers it holds; `undefined` in a database from before it noted this. */
  readonly journal: string | undefined;
  readonly lastEdit: number;
  readonly drafts: readonly Draft[];
}

export type DraftStanding =
  /** Both say the same. */
  | 'agree'
  /** Nothing on either side. */
  | 'fresh'
  /** The database has no trace of what the journal holds: lost, emptied or new. */
  | 'database-lost'
  /** The database is older: the last edits did not reach it, or an older copy was put back. */
  | 'database-behind'
  /** Same numbers, other contents: damaged, or left by a program that did not finish. */
  | 'database-differs'
  /** The database knows edits that the journal does not. */
  | 'journal-lost';

export interface Recovery {
  readonly standing: DraftStanding;
  /** What the document's drafts are: put into the database in place of what is there. */
  readonly drafts: readonly Draft[];
  /** Those of them that the journal has to be told again, oldest first. */
  readonly readopt: readonly Draft[];
  /** The number that the journal must go on above, so that no number means two edits. */
  readonly raiseTo: number;
  /** What to say; nothing for ordinary starts. */
  readonly warning: Warning | undefined;
}

/** Compares both sides for one document. Pure: what it answers has still to be done. */
export function compareDrafts(journal: JournalSide, database: DatabaseSide | undefined): Recovery {
  const readopt = database === undefined ? [] : onlyInDatabase(journal, database);
  const drafts = readopt.length === 0 ? journal.drafts : united(journal.drafts, readopt);
  const standing = standingOf(journal, database, readopt.length);
  return {
    standing,
    drafts,
    readopt,
    raiseTo: Math.max(journal.lastEdit, database?.lastEdit ?? 0, ...readopt.map(({ seq }) => seq)),
    warning: warningFor(standing, drafts, readopt, database),
  };
}

const keyOf = ({ item, path }: Draft): string => `${item}\n${path}`;
const bySeq = (a: Draft, b: Draft): number => a.seq - b.seq;

function onlyInDatabase(journal: JournalSide, database: DatabaseSide): readonly Draft[] {
  const known = new Map(journal.drafts.map((draft) => [keyOf(draft), draft]));
  const sameNumbers = database.journal === undefined || database.journal === journal.journal;
  return database.drafts
    .filter((draft) => {
      const other = known.get(keyOf(draft));
      if (other?.text === draft.text) return false;
      // Numbers of two journals do not compare; the clock is all there is.
      if (!sameNumbers) return other === undefined || other.at < draft.at;
      if (draft.seq > journal.lastEdit) return true;
      return (
        journal.unseen.some(([first, last]) => first <= draft.seq && draft.seq <= last) &&
        !(other && other.seq > draft.seq)
      );
    })
    .toSorted(bySeq);
}

function united(own: readonly Draft[], others: readonly Draft[]): readonly Draft[] {
  const byKey = new Map(own.map((draft) => [keyOf(draft), draft]));
  for (const draft of others) byKey.set(keyOf(draft), draft);
  return [...byKey.values()].toSorted(bySeq);
}

function standingOf(journal: JournalSide, database: DatabaseSide | undefined, readopted: number): DraftStanding {
  if (readopted > 0) return 'journal-lost';
  if (database === undefined) return journal.drafts.length === 0 ? 'fresh' : 'database-lost';
  if (sameDrafts(journal.drafts, database.drafts)) return 'agree';
  const missing = journal.drafts.some(({ seq }) => seq > database.lastEdit);
  return missing ? 'database-behind' : 'database-differs';
}

function sameDrafts(a: readonly Draft[], b: readonly Draft[]): boolean {
  const texts = new Map(b.map((draft) => [keyOf(draft), draft.text]));
  return a.length === b.length && a.every((draft) => texts.get(keyOf(draft)) === draft.text);
}

function warningFor(
  standing: DraftStanding,
  drafts: readonly Draft[],
  readopt: readonly Draft[],
  database: DatabaseSide | undefined,
): Warning | undefined {
  switch (standing) {
    case 'agree':
    case 'fresh':
      return undefined;
    case 'database-lost':
      return { kind: 'recovered', reason: 'database-rebuilt', values: { count: drafts.length } };
    case 'database-behind':
      return {
        kind: 'recovered',
        reason: 'database-behind',
        values: { count: drafts.filter(({ seq }) => seq > (database?.lastEdit ?? 0)).length },
      };
    case 'database-differs':
      return saidOnlyWithDrafts(drafts, database);
    case 'journal-lost':
      return { kind: 'recovered', reason: 'journal-lost', values: { count: readopt.length } };
    default:
      return unreachable(standing);
  }
}

/** A draft that the database still lists after its save is an ordinary crash between two writes: nothing was lost. */
function saidOnlyWithDrafts(drafts: readonly Draft[], database: DatabaseSide | undefined): Warning | undefined {
  const listed = new Map((database?.drafts ?? []).map((draft) => [keyOf(draft), draft.text]));
  const restored = drafts.filter((draft) => listed.get(keyOf(draft)) !== draft.text);
  if (restored.length === 0) return undefined;
  return { kind: 'recovered', reason: 'database-differs', values: { count: restored.length } };
}
