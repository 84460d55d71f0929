import { Dexie, type EntityTable, type Table, type Transaction } from 'dexie';
import type { EditSource } from '../../src-shared/domain/edit-source.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { StoredNumber } from '../../src-shared/domain/stored-value.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';

export interface DocumentRow {
  readonly id: DocumentId;
  readonly name: string;
  readonly folder: string;
  /** ISO 8601. */
  readonly openedAt: string;
  /** The journal's last number that this database knows. */
  readonly lastSeq: number;
  /** The identity of the journal that gave the numbers; missing in rows from before it was noted. */
  readonly journal?: string;
}

export interface DraftRow {
  readonly document: DocumentId;
  readonly item: string;
  readonly path: FieldPath;
  readonly base: string;
  readonly text: string;
  readonly gone?: true;
  readonly seq: number;
  readonly at: string;
}

/** One change of one field, kept for good. */
export interface HistoryRow {
  readonly id: number;
  readonly document: DocumentId;
  readonly item: string;
  readonly path: FieldPath;
  readonly before: string;
  readonly after: string;
  readonly at: string;
  readonly by: string;
  readonly source: EditSource;
  /** The file's name at that time. */
  readonly file: string;
  /** The journal's number; missing in rows from before it was noted and for what is no edit. */
  readonly seq?: number;
}

export interface FieldChange {
  readonly item: string;
  readonly path: FieldPath;
  readonly before: string;
  readonly after: string;
  /** The box's row goes with this change, or comes back with it. */
  readonly row?: 'gone' | 'back';
  /** The number that was taken in for the text `after`: it goes in again with it. */
  readonly stored?: StoredNumber;
}

/** One step of undo: a pause, a paste or a replacement over many boxes. */
export interface UndoRow {
  readonly id: number;
  readonly document: DocumentId;
  readonly changes: readonly FieldChange[];
  readonly source: EditSource;
  readonly at: string;
  readonly undone: 0 | 1;
}

export interface SettingsRow {
  readonly key: 'settings';
  readonly value: Settings;
}

/**
 * The database of this laptop. Main's journal leads and this follows: whatever is lost here, opening a workbook
 * brings its drafts back. `strict` makes Chromium flush each transaction to the disk before it reports it done;
 * the default may lose the last ones when the power goes.
 */
export type DeskDatabase = Dexie & {
  readonly documents: EntityTable<DocumentRow, 'id'>;
  readonly drafts: Table<DraftRow, [DocumentId, string, FieldPath]>;
  readonly history: EntityTable<HistoryRow, 'id'>;
  readonly undo: EntityTable<UndoRow, 'id'>;
  readonly settings: EntityTable<SettingsRow, 'key'>;
};

/** One version of the database: its tables' keys and indices, and what brings the rows of the version before up to it. */
export interface DatabaseVersion {
  readonly stores: Readonly<Record<string, string | null>>;
  readonly upgrade?: (transaction: Transaction) => Promise<void>;
}

/**
 * Every version that a program ever had, the first one first. A change of the tables is a new entry at the end, with its
 * upgrade; the ones before stay as they are, and a database of each is kept as data under test/e2e/safety/old-databases.
 */
export const versions: readonly DatabaseVersion[] = [
  {
    stores: {
      documents: 'id',
      drafts: '[document+item+path], document',
      history: '++id, [document+item+path], document',
      undo: 'id, document',
      settings: 'key',
    },
  },
];

/** What of Dexie declaring versions needs. */
export interface Declares {
  version(number: number): {
    stores(stores: Record<string, string | null>): {
      upgrade(work: (transaction: Transaction) => Promise<void>): unknown;
    };
  };
}

/** Declares versions by their place in the list: whatever version a laptop has, Dexie runs the upgrades that it lacks in turn. */
export function declareVersions(db: Declares, list: readonly DatabaseVersion[]): void {
  for (const [index, { stores, upgrade }] of list.entries()) {
    const version = db.version(index + 1).stores({ ...stores });
    if (upgrade !== undefined) version.upgrade(upgrade);
  }
}

function openDatabase(name = 'kohyo-desk'): DeskDatabase {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' }) as DeskDatabase;
  declareVersions(db, versions);
  return db;
}

export let database = openDatabase();

/** What became of the database at the start: in use, made anew after damage, beside a newer program's, or not to be had. */
export type DatabaseStart = 'open' | 'made-anew' | 'beside-newer' | 'unusable';

/** Dexie's version 1 is IndexedDB's version 10. */
const nativeVersion = (db: Dexie): number => db.verno * 10;

/**
 * Opens the database before anything asks for it. One that a later version of the program has upgraded is left
 * untouched, and another is kept beside it; one that does not open is deleted and made anew. Neither loses a draft, since
 * main's journal has them all.
 */
export async function startDatabase(): Promise<DatabaseStart> {
  try {
    const present = (await indexedDB.databases()).find(({ name }) => name === database.name);
    if ((present?.version ?? 0) > nativeVersion(database)) {
      database = openDatabase(`${database.name}-v${database.verno}`);
      await database.open();
      return 'beside-newer';
    }
    try {
      await database.open();
      return 'open';
    } catch {
      await database.delete();
      await database.open();
      return 'made-anew';
    }
  } catch {
    return 'unusable';
  }
}
