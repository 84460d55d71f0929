import { basename } from 'node:path';
import type { DistributedView } from '../../../src-shared/domain/exchange.ts';
import type { SendingChoice } from '../../../src-shared/contract/sending.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { hashOf } from '../core/open-exchanged.ts';
import { asBefore, sendingOf } from '../core/send-back.ts';
import type { Watching } from '../core/watching.ts';
import type { PlanFile } from '../folder/plan-note.ts';
import { OutFolder, type PutOut } from '../folder/put-out.ts';
import type { ExchangedDocument, ExchangeDeskOptions, OpenedExchange } from './opened-exchange.ts';

/** An open workbook's file as the plan folder notes it, so that the folder is found when the file is renamed. */
export const planFileOf = ({ path, bytes }: ExchangedDocument): PlanFile => ({
  name: basename(path),
  sha256: hashOf(bytes),
});

const stoppedByPerson: Failure = { kind: 'stopped', reason: 'sending' };

/**
 * Makes the workbooks to send and puts them into a folder as they are made. A stop leaves what is out, which the log
 * knows; only where nothing went out is it a failure.
 */
export async function sendWorkbooks(
  options: Pick<ExchangeDeskOptions, 'person' | 'now' | 'partWork' | 'years' | 'keepForm'>,
  { document, master, memory, folder }: OpenedExchange,
  choice: SendingChoice,
  target: string,
  { progress, signal = new AbortController().signal }: Watching = {},
): Promise<Result<DistributedView, Failure>> {
  const { parcels, whole, ...chosen } = choice;
  const first = choice.sentBack === undefined ? undefined : sendingOf(memory.records, choice.sentBack);
  if (choice.sentBack !== undefined && first === undefined)
    return err({ kind: 'unknown-sending', reason: 'none', values: { id: choice.sentBack } });
  const rest = first === undefined ? chosen : { ...asBefore(first), ...chosen };
  if (document.structureLocked === true && whole !== true) return err({ kind: 'structure', reason: 'whole' });
  const out = new OutFolder(target, folder, memory.records);
  const done: PutOut[] = [];
  let total = parcels.length;
  let failure: Failure | undefined;
  const person = options.person();
  const answer = await options.partWork(
    'sendings',
    {
      bytes: master.bytes,
      form: document.form,
      edits: document.drafts,
      memory,
      parcels,
      ...rest,
      at: options.now().toISOString(),
      ...(options.years === undefined ? {} : { years: options.years() }),
      ...(person === '' ? {} : { person, sender: rest.sender ?? person }),
    },
    async (part) => {
      if ('total' in part) total = part.total;
      else {
        const put = await out.put(part.sending);
        if (!put.ok) {
          failure = put.failure;
          // Ends the work: nobody waits for more files.
          throw new Error('not put out');
        }
        done.push(put.value);
      }
      progress?.(done.length, total);
    },
    signal,
  );
  if (done.length > 0) await folder.notePlan([planFileOf(document)]);
  if (done.length > 0 && document.form !== undefined) await options.keepForm?.(folder.path, document.form);
  const stopped = failure ?? (answer.ok ? undefined : signal.aborted ? stoppedByPerson : answer.failure);
  if (stopped !== undefined && done.length === 0) return err(stopped);
  return ok({
    folder: target,
    files: done.map(({ record }) => record.file),
    warnings: done.flatMap(({ warnings }) => warnings),
    renamed: done.flatMap(({ record, instead }) => (instead === undefined ? [] : [{ file: record.file, instead }])),
    ...(stopped === undefined ? {} : { stopped, total }),
  });
}
