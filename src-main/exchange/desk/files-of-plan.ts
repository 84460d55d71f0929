import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { ReturnedFile } from '../core/read-returned.ts';
import { workbookOf, type OfPlan } from '../core/whose.ts';
import { findMemory } from '../folder/keep-sendings.ts';
import { expandReturned } from '../folder/returned-files.ts';
import { identify, type ExchangeDeskOptions } from './opened-exchange.ts';

/** Returned files by the open workbook that each was made from; of a single workbook all of them, without a look. */
export async function filesOfPlan(
  options: Pick<ExchangeDeskOptions, 'document' | 'work'>,
  documents: readonly string[],
  paths: readonly string[],
): Promise<Result<ReadonlyMap<string, readonly ReturnedFile[]>, Failure>> {
  const [first] = documents;
  if (first === undefined) return err({ kind: 'not-found', reason: 'file' });
  const expanded = await expandReturned(paths, (archives) => options.work('unpack', { archives }));
  if (!expanded.ok) return expanded;
  const returned = expanded.value;
  if (documents.length === 1) return ok(new Map([[first, returned]]));
  const told = await options.work('whose', { returned, form: options.document(first)?.form });
  if (!told.ok) return told;
  const own = await Promise.all(documents.map((document) => ofPlan(options, document)));
  const groups = new Map<string, ReturnedFile[]>();
  for (const [i, file] of returned.entries()) {
    const document = documents[workbookOf(told.value[i] ?? { nos: [] }, own)] ?? first;
    groups.set(document, [...(groups.get(document) ?? []), file]);
  }
  return ok(groups);
}

async function ofPlan({ document: find }: Pick<ExchangeDeskOptions, 'document'>, document: string): Promise<OfPlan> {
  const found = find(document);
  if (found === undefined) return { planIds: new Set(), nos: new Set() };
  const kept = await findMemory(found.path, () => identify(found));
  const sent = kept.ok ? kept.value.memory.records.flatMap((one) => (one.kind === 'sent' ? [one.planId] : [])) : [];
  return {
    planIds: new Set([...sent, ...(found.planId === undefined ? [] : [found.planId])]),
    nos: new Set(found.items.map(({ no }) => groupingKey(no))),
  };
}
