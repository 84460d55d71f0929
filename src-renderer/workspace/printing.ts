import type { Failure } from '../../src-shared/failures/failures.ts';
import type { CallArgs, CallResult } from '../../src-shared/contract/ipc-contract.ts';
import type { PrintOrder } from '../../src-shared/contract/print-order.ts';
import { desk, onDesk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { translate } from '../i18n/translate.ts';
import { notify, session } from '../state/session.ts';
import { createStore } from '../state/store.ts';
import { atWork } from '../state/works.ts';
import type { OutputRef } from '../../src-shared/domain/output-ref.ts';

/** What is being printed now, and what became of the last job. */
export type Printing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly name: string | undefined; readonly output: OutputRef | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export const printing = createStore<Printing>({ kind: 'idle' });
export const forgetPrinting = (): void => printing.set({ kind: 'idle' });

/** Prints an order with everything that was typed; `printing` tells how far it is. */
export async function printOrder(
  order: PrintOrder,
  to: CallArgs<'print'>[1],
  printer: CallArgs<'print'>[2],
): Promise<void> {
  if (printing.get().kind === 'busy') return;
  flushTyping();
  printing.set({ kind: 'busy', done: 0, total: 0 });
  const { language } = session.get().settings;
  try {
    if (!(await allStored())) {
      printing.set({ kind: 'idle' });
      return;
    }
    await atWork(
      translate(language, 'work.print'),
      async (report) => {
        const stopListening = onDesk('printProgress', ({ done, total }) => {
          report(done, total);
          printing.update((now) => (now.kind === 'busy' ? { kind: 'busy', done, total } : now));
        });
        try {
          printing.set(outcomeOf(await desk('print', order, to, printer)));
        } finally {
          stopListening();
        }
      },
      () => void stopPrinting(),
    );
    tellOutside();
  } finally {
    if (printing.get().kind === 'busy') printing.set({ kind: 'idle' });
  }
}

const outcomeOf = (result: CallResult<'print'>): Printing =>
  !result.ok
    ? { kind: 'failed', failure: result.failure }
    : result.value.outcome === 'done'
      ? { kind: 'done', name: result.value.name, output: result.value.output }
      : { kind: 'stopped' };

/** The work goes on when its dialog is left; then a notice tells what came of it. */
function tellOutside(): void {
  const now = printing.get();
  const { dialog, settings } = session.get();
  if (dialog?.kind === 'print') return;
  if (now.kind === 'failed') notify({ tone: 'error', content: { kind: 'failure', failure: now.failure } });
  if (now.kind !== 'done') return;
  const text =
    now.name === undefined
      ? translate(settings.language, 'print.sent')
      : translate(settings.language, 'print.done', { name: now.name });
  notify({
    tone: 'info',
    content: { kind: 'done', text, ...(now.output === undefined ? {} : { output: now.output }) },
  });
}

export const stopPrinting = (): Promise<void> => desk('stopPrinting');
