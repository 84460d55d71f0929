import { session } from 'electron';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { PrinterSettings } from '../../../src-shared/contract/print-order.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';
import type { WithWorkbook } from '../../engine/jobs/requests.ts';
import type { Emit, PagesRequest, PartRequests, PartWork } from '../../jobs/requests.ts';
import { drawPdf, drawToPrinter, type DrawJob } from '../../printing/electron/print-service.ts';
import { takeParts } from '../../printing/take-parts.ts';
import { appUrl } from '../app-protocol.ts';

type SidesPart = PartRequests['sides']['part'];

/** What drawing came to: a PDF, paper, or nothing because the person stopped it. */
export type DrawnOrder =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array }
  | { readonly kind: 'printed' | 'cancelled' };

/** A job that could not be laid out to its end. */
class JobFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Where the pages go; without `printer` into a PDF. */
export interface OrderDrawing {
  readonly title: string;
  readonly printer?: PrinterSettings;
  readonly progress: (done: number, total: number) => void;
  readonly stop: AbortController;
}

/** Lays the pages of an order out in the thread and draws them as they come. Afterwards `stop` is aborted: whatever is still being laid out is not wanted. */
export async function drawOrder(
  partWork: PartWork,
  request: PagesRequest & WithWorkbook,
  { title, printer, progress, stop }: OrderDrawing,
): Promise<Result<DrawnOrder, Failure>> {
  const { signal } = stop;
  const parts = takeParts((give: Emit<SidesPart>) => partWork('sides', request, give, signal));
  const nothing: Result<never, Failure> = err({ kind: 'print-failed', reason: 'nothing' });
  try {
    const first = await parts.next();
    if (first.done === true) {
      if (first.value.ok) return nothing;
      return signal.aborted ? ok({ kind: 'cancelled' }) : first.value;
    }
    const total = 'total' in first.value ? first.value.total : 0;
    if (total === 0) return nothing;
    progress(0, total);
    const job: DrawJob = {
      title,
      language: 'ja',
      settings: { grey: request.grey === true },
      pages: pagesOf(parts),
      total,
      progress: (done) => progress(done, total),
      signal,
    };
    const environment = { url: appUrl('print.html'), session: session.defaultSession };
    if (printer === undefined) return ok({ kind: 'pdf', pdf: (await drawPdf(environment, job)).pdf });
    const done = await drawToPrinter(environment, job, {
      copies: printer.copies,
      duplexMode: printer.bothSides ? 'longEdge' : 'simplex',
      color: request.grey !== true,
    });
    return ok({ kind: done ? 'printed' : 'cancelled' });
  } catch (error) {
    if (signal.aborted) return ok({ kind: 'cancelled' });
    if (error instanceof JobFailed) return err(error.failure);
    return err({
      kind: 'print-failed',
      reason: printer === undefined ? 'window' : 'printer',
      values: { code: error instanceof Error ? error.message : String(error) },
    });
  } finally {
    stop.abort();
  }
}

/** The pages among the parts; what ends the laying out early ends the drawing. */
async function* pagesOf(
  parts: AsyncGenerator<SidesPart, Result<unknown, Failure>>,
): AsyncGenerator<readonly SideToDraw[]> {
  for (;;) {
    const next = await parts.next();
    if (next.done === true) {
      if (!next.value.ok) throw new JobFailed(next.value.failure);
      return;
    }
    if ('sides' in next.value) yield next.value.sides;
  }
}
