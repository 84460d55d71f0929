import type { Failure } from '../../src-shared/failures/failures.ts';
import type { CallArgs } from '../../src-shared/contract/ipc-contract.ts';
import type { PrintOrder } from '../../src-shared/contract/print-order.ts';
import { desk, onDesk } from '../desk.ts';
import { allStored } from '../editing/accept.ts';
import { flushTyping } from '../editing/pending.ts';
import { createStore } from '../state/store.ts';
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
  const stopListening = onDesk('printProgress', (progress) =>
    printing.update((now) => (now.kind === 'busy' ? { kind: 'busy', ...progress } : now)),
  );
  try {
    if (!(await allStored())) {
      printing.set({ kind: 'idle' });
      return;
    }
    const result = await desk('print', order, to, printer);
    if (!result.ok) printing.set({ kind: 'failed', failure: result.failure });
    else if (result.value.outcome === 'done')
      printing.set({ kind: 'done', name: result.value.name, output: result.value.output });
    else printing.set({ kind: 'stopped' });
  } finally {
    stopListening();
    if (printing.get().kind === 'busy') printing.set({ kind: 'idle' });
  }
}

export const stopPrinting = (): Promise<void> => desk('stopPrinting');
