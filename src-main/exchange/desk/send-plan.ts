import type { SendingChoice } from '../../../src-shared/contract/sending.ts';
import type { DistributedView } from '../../../src-shared/domain/exchange.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Watching } from '../core/watching.ts';
import type { ExchangeDesk } from './exchange-desk.ts';

/** What of one workbook of a plan goes out. */
export interface SentOfDocument {
  readonly document: string;
  readonly parcels: SendingChoice['parcels'];
}

/** Sends of each workbook of a plan that is a folder, into one folder. What is out before a failure stays, and is told with it. */
export async function sendPlan(
  desk: Pick<ExchangeDesk, 'distribute'>,
  all: readonly SentOfDocument[],
  choice: Omit<SendingChoice, 'parcels'>,
  target: string,
  watching: Watching = {},
): Promise<Result<DistributedView, Failure>> {
  let sum: DistributedView = { folder: target, files: [], warnings: [], renamed: [] };
  const total = all.reduce((count, { parcels }) => count + parcels.length, 0);
  for (const { document, parcels } of all) {
    const before = sum.files.length;
    const progress = (done: number): void => watching.progress?.(before + done, total);
    const sent = await desk.distribute(document, { ...choice, parcels }, target, { ...watching, progress });
    if (!sent.ok) return before === 0 ? sent : ok({ ...sum, stopped: sent.failure, total });
    const { files, warnings, renamed, stopped } = sent.value;
    sum = {
      folder: target,
      files: [...sum.files, ...files],
      warnings: [...sum.warnings, ...warnings],
      renamed: [...sum.renamed, ...renamed],
      ...(stopped === undefined ? {} : { stopped, total }),
    };
    if (stopped !== undefined) break;
  }
  return ok(sum);
}
