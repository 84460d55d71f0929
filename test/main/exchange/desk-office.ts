import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import type { ExchangedDocument } from '../../../src-main/exchange/desk/opened-exchange.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { edited, exchanged } from './returned.ts';

/** The window's exchange of one plan in a folder of its own, made anew for each test by `useOffice`. */
export const office: {
  home: string;
  clock: number;
  /** The texts typed in the window and not saved, by item key and path. */
  drafts: { item: string; path: FieldPath; text: string }[];
  /** The texts that were put into the workbook's journal, with what the log had by then. */
  journalled: { readonly after: string; readonly logged: string }[];
} = { home: '', clock: 0, drafts: [], journalled: [] };

export function useOffice(): void {
  beforeEach(() => {
    office.home = mkdtempSync(join(tmpdir(), 'kohyo-desk-'));
    writeFileSync(join(office.home, '台帳.xlsx'), plan);
    office.drafts = [];
    office.journalled = [];
  });
  afterEach(() => rmSync(office.home, { recursive: true, force: true }));
}

export const plan = fixtureWorkbook({ items: 3 }).bytes;
export const path: FieldPath = 'annual.2026.assessment';
export const key = (no: string): string => exchanged(plan).opened.items.find((item) => item.no === no)!.key;

// The real jobs, run in place, over a copy as a thread would get it.
export const work: Work = async (name, args) =>
  structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args)));

export const document = (): ExchangedDocument => ({
  path: join(office.home, '台帳.xlsx'),
  bytes: plan,
  items: exchanged(plan).opened.items,
  drafts: office.drafts,
});
export const log = (): string =>
  readdirSync(join(office.home, '台帳.個票交換'))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(join(office.home, '台帳.個票交換', name), 'utf8'))
    .join('');
export async function journal(
  _id: string,
  edits: readonly ExchangeEdit[],
): Promise<Result<readonly number[], Failure>> {
  for (const { after } of edits) office.journalled.push({ after, logged: log() });
  return { ok: true, value: edits.map((_, index) => office.journalled.length - edits.length + index + 1) };
}
export const desk = (who = '取りまとめ'): ExchangeDesk =>
  new ExchangeDesk({
    document: (id) => (id === 'doc' ? document() : undefined),
    work,
    partWork: partWorkInPlace,
    journal,
    person: () => who,
    now: () => new Date(Date.UTC(2026, 9, 1, 0, 0, office.clock++)),
  });

export async function must<T>(result: Promise<Result<T, Failure>>): Promise<T> {
  const done = await result;
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
}

export function type(edits: readonly ExchangeEdit[]): void {
  for (const { item, path: field, after } of edits) {
    office.drafts = [
      ...office.drafts.filter((draft) => draft.item !== item || draft.path !== field),
      { item, path: field, text: after },
    ];
  }
}

export async function send(): Promise<readonly string[]> {
  mkdirSync(join(office.home, 'out'), { recursive: true });
  const parcels = ['1', '2', '3'].map((no) => ({ section: `企画第${no}課`, items: [key(no)] }));
  const sent = await must(
    desk().distribute(
      'doc',
      { by: 'lead', parcels, step: { kind: 'annual', year: 2026 }, due: '2026-10-31' },
      join(office.home, 'out'),
    ),
  );
  return sent.files.map((name) => join(office.home, 'out', name));
}

export function answer(file: string, name: string, no: string, text: string): string {
  const target = join(office.home, name);
  writeFileSync(target, edited(readFileSync(file), { [no]: { [path]: text } }));
  return target;
}
