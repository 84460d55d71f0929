import { performPrint } from '../../src-main/jobs/perform-print.ts';
import { performSendings } from '../../src-main/jobs/perform-sendings.ts';
import { performTeach } from '../../src-main/jobs/perform-teach.ts';
import type { Emit, PartWork } from '../../src-main/jobs/requests.ts';

const performers = { ...performPrint, ...performSendings, ...performTeach };

/** Work in parts as a thread does it, run in place over copies; a stop, or a part that nobody takes, ends it. */
export const partWorkInPlace: PartWork = async (name, args, take, signal) => {
  const stopped = { ok: false, failure: { kind: 'print-failed', reason: 'stopped' } } as const;
  const emit: Emit<never> = async (part) => {
    if (signal.aborted) throw new Error('stopped');
    await take(structuredClone(part));
    if (signal.aborted) throw new Error('stopped');
  };
  const perform = performers[name] as (given: unknown, emit: Emit<never>) => Promise<never>;
  return perform(structuredClone(args), emit).catch(() => stopped as never);
};
