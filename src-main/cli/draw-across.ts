import type { Worker } from 'node:worker_threads';
import { err } from '../../src-shared/domain/result.ts';
import type { SideToDraw } from '../../src-shared/paper/side-to-draw.ts';
import type { Drawn, DrawOrder, DrawSides } from '../printing/electron/pdf-report.ts';

/** What a command's thread asks of the process that draws; each is answered once, by `next` or by what came of the drawing. */
export type DrawRequest =
  | { readonly draw: DrawOrder }
  | { readonly sides: readonly SideToDraw[] }
  | { readonly sidesEnd: true };
export type DrawAnswer = 'next' | Drawn;

/** In the thread: hands the sides over, one part after the other, and waits for the PDF. */
export const drawThere =
  (ask: (request: DrawRequest) => Promise<DrawAnswer>): DrawSides =>
  async (order, sides) => {
    let answer = await ask({ draw: order });
    for await (const part of sides) {
      if (answer !== 'next') break;
      answer = await ask({ sides: part });
    }
    if (answer === 'next') answer = await ask({ sidesEnd: true });
    return answer === 'next' ? err({ kind: 'print-failed', reason: 'window', values: { code: 'unanswered' } }) : answer;
  };

/** In the process: draws what a thread lays out. The next part is laid out while the window draws. */
export function drawHere(worker: Pick<Worker, 'postMessage'>, draw: DrawSides): (request: DrawRequest) => void {
  let waiting: Exclude<DrawRequest, { readonly draw: DrawOrder }> | undefined;
  let drawn: Drawn | undefined;
  let wake: () => void = () => undefined;
  const answer = (what: DrawAnswer): void => {
    waiting = undefined;
    worker.postMessage(what);
  };
  async function* sides(): AsyncGenerator<readonly SideToDraw[]> {
    for (;;) {
      if (waiting === undefined) await new Promise<void>((resolve) => (wake = resolve));
      if (waiting === undefined || 'sidesEnd' in waiting) return;
      const { sides: part } = waiting;
      answer('next');
      yield part;
    }
  }
  const begin = (order: DrawOrder): void => {
    worker.postMessage('next' satisfies DrawAnswer);
    const failed = (error: unknown): Drawn =>
      err({
        kind: 'print-failed',
        reason: 'window',
        values: { code: error instanceof Error ? error.message : String(error) },
      });
    void draw(order, sides())
      .catch(failed)
      .then((result) => {
        drawn = result;
        if (waiting !== undefined) answer(result);
      });
  };
  return (request) => {
    if ('draw' in request) begin(request.draw);
    else if (drawn === undefined) {
      waiting = request;
      wake();
    } else worker.postMessage(drawn);
  };
}
