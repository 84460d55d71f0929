import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { promises as fs } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { sha256 } from '../../files/read-file.ts';
import type { ExchangedWorkbook } from '../core/open-exchanged.ts';
import type { RecordOf } from '../core/records.ts';
import { parseLog } from '../core/log-lines.ts';
import { latestFirst } from '../core/sendings-in-order.ts';
import { readPlanNotes } from './plan-note.ts';
import { titleIn, titleOf } from '../../../src-shared/form/roles.ts';

/** What a plan's workbook says of itself, for telling whose exchange it is when its name does not. */
export interface PlanIdentity {
  readonly planId?: string;
  readonly sha256: string;
  readonly items: readonly { readonly no: string; readonly sheet: string; readonly title: string }[];
}

/** What an opened workbook says of itself; `title` is its text box. */
const identityOf = (
  sha256: string,
  planId: string | undefined,
  items: readonly { readonly no: string; readonly sheet: string; readonly title: string }[],
): PlanIdentity => ({ sha256, ...(planId === undefined ? {} : { planId }), items });

/** The identity of a workbook of the exchange. */
export const identityOfExchanged = ({ hash, snapshot }: ExchangedWorkbook): PlanIdentity =>
  identityOf(
    hash,
    snapshot.planId,
    snapshot.items.map((item) => ({ no: item.no, sheet: item.sheet, title: titleIn(item) })),
  );

/** The identity of a workbook that was read for something else. */
export const identityOfItems = (
  bytes: Uint8Array,
  planId: string | undefined,
  items: readonly Pick<ItemSheet, 'no' | 'sheet' | 'fields' | 'form'>[],
): PlanIdentity =>
  identityOf(
    sha256(bytes),
    planId,
    items.map((item) => ({ no: item.no, sheet: item.sheet, title: titleOf(item) })),
  );

/** By what a folder was found: only likeness is a guess, and told as one. */
export type FoundBy = 'id' | 'bytes' | 'name' | 'likeness';

export type FoundFolder =
  | { readonly kind: 'found'; readonly path: string; readonly by: FoundBy }
  | { readonly kind: 'several'; readonly paths: readonly string[] }
  | { readonly kind: 'none' };

const ending = '.個票交換';
/** So much of the last sending must be in the plan, number, sheet and title alike. */
const enough = 0.8;

interface Candidate {
  readonly path: string;
  readonly sent: readonly RecordOf<'sent'>[];
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  /** The workbook that the folder is named after is still beside it. */
  readonly hasOwnPlan: boolean;
}

/**
 * The plan folder of a workbook that has none by its name, among those beside it and those in `others`: by the plan's id, else
 * by the bytes of a file that was sent from or written, else by a name that a person has said, else by number, sheet and
 * title together of the last sending. A plan that stands beside its own folder is not renamed, so that a copy of
 * it is no heir by likeness.
 */
export async function findFolder(
  master: string,
  identity: PlanIdentity,
  others: readonly string[] = [],
): Promise<FoundFolder> {
  const candidates = await Promise.all([...(await neighbours(master)), ...others].map(candidateAt));
  const name = basename(master);
  const rules: readonly (readonly [FoundBy, (candidate: Candidate) => boolean])[] = [
    ['id', ({ sent }) => identity.planId !== undefined && sent.some(({ planId }) => planId === identity.planId)],
    ['bytes', ({ files }) => files.some((file) => file.sha256 === identity.sha256)],
    ['name', ({ files }) => files.some((file) => file.name === name)],
    ['likeness', (candidate) => !candidate.hasOwnPlan && isAlike(candidate.sent, identity)],
  ];
  for (const [by, fits] of rules) {
    const all = candidates.filter(fits);
    // Of several, the one of which a person has said that this file is its plan.
    const said = all.filter(({ files }) => files.some((file) => file.name === name));
    const [found, ...more] = said.length === 1 ? said : all;
    if (found === undefined) continue;
    return more.length === 0
      ? { kind: 'found', path: found.path, by }
      : { kind: 'several', paths: [found, ...more].map(({ path }) => path) };
  }
  return { kind: 'none' };
}

async function neighbours(master: string): Promise<readonly string[]> {
  const folder = dirname(resolve(master));
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((one) => one.isDirectory() && one.name.endsWith(ending)).map(({ name }) => join(folder, name));
}

async function candidateAt(path: string): Promise<Candidate> {
  const lines: string[] = [];
  for (const name of await fs.readdir(path).catch(() => []))
    if (name.endsWith('.jsonl'))
      // Only sendings: lines of what was taken in are long, and say nothing of whose folder it is.
      lines.push(
        ...(await fs.readFile(join(path, name), 'utf8')).split('\n').filter((line) => line.includes('"sent"')),
      );
  const sent = latestFirst(parseLog(lines.join('\n')).records);
  const files = [...(await readPlanNotes(path)).values()].flatMap((note) => note.files);
  const siblings = await fs.readdir(dirname(path)).catch(() => []);
  const stem = basename(path, ending).normalize('NFC');
  const hasOwnPlan = siblings.some(
    (name) => /^\.xls[xm]$/i.test(extname(name)) && basename(name, extname(name)).normalize('NFC') === stem,
  );
  return { path, sent, files, hasOwnPlan };
}

/** Whether the items that were sent last, each as it was then, are in the plan. */
function isAlike(sent: readonly RecordOf<'sent'>[], { items }: PlanIdentity): boolean {
  const keyOf = ({ no, sheet, title }: PlanIdentity['items'][number]): string =>
    [no, sheet, title].map(groupingKey).join('\n');
  const last = new Map<string, string>();
  for (const record of sent) for (const item of record.items) if (!last.has(item.id)) last.set(item.id, keyOf(item));
  const own = new Set(items.map(keyOf));
  const held = [...last.values()].filter((key) => own.has(key)).length;
  return last.size > 0 && held >= Math.max(1, last.size * enough);
}
