import { expect, test } from 'vitest';
import { drawHere, drawThere, type DrawAnswer, type DrawRequest } from '../../../src-main/cli/draw-across.ts';
import type { DrawSides } from '../../../src-main/printing/electron/pdf-report.ts';
import { err, ok } from '../../../src-shared/domain/result.ts';
import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';

const side = (page: string): SideToDraw => ({ page });
const order = { title: '台帳', measure: false, grey: false, total: 3 };
const report = { pages: 3, unprintable: [], peakMemory: 0, processorTime: 0 };

/** A thread and a process that talk as through a port: an answer comes later, and one that nobody waits for is lost. */
function across(draw: DrawSides): { readonly draws: DrawSides; readonly lost: () => number } {
  let waiting: ((answer: DrawAnswer) => void) | undefined;
  let lost = 0;
  const postMessage = (answer: DrawAnswer): void => {
    setImmediate(() => {
      const taker = waiting;
      waiting = undefined;
      if (taker === undefined) lost += 1;
      else taker(answer);
    });
  };
  const hear = drawHere({ postMessage }, draw);
  const ask = (request: DrawRequest): Promise<DrawAnswer> =>
    new Promise((resolve) => {
      waiting = resolve;
      setImmediate(() => hear(request));
    });
  return { draws: drawThere(ask), lost: () => lost };
}

async function* parts(count: number, made: { count: number } = { count: 0 }) {
  for (let n = 1; n <= count; n += 1) {
    made.count = n;
    yield [side(`${n}a`), side(`${n}b`)];
  }
}

test('sides arrive in order, and the PDF goes back', async () => {
  const seen: string[] = [];
  const { draws, lost } = across(async (_, sides) => {
    for await (const part of sides) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(...part.map(({ page }) => page));
    }
    return ok({ pdf: Buffer.from('%PDF'), report });
  });
  expect(await draws(order, parts(3))).toMatchObject({ ok: true, value: { report } });
  expect(seen).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
  expect(lost()).toBe(0);
});

test.each(['at once', 'after a part', 'by throwing'])(
  'drawing that ends early (%s) ends the laying out',
  async (how) => {
    const made = { count: 0 };
    const failure = { kind: 'print-failed', reason: 'window', values: { code: 'gone' } } as const;
    const { draws, lost } = across(async (_, sides) => {
      if (how === 'by throwing') throw new Error('gone');
      if (how === 'after a part') for await (const __ of sides) break;
      return err(failure);
    });
    expect(await draws(order, parts(1000, made))).toEqual({ ok: false, failure });
    expect(made.count).toBeLessThan(5);
    expect(lost()).toBe(0);
  },
);

test('nothing to draw is an empty PDF, not a wait for ever', async () => {
  const { draws } = across(async (_, sides) => {
    for await (const __ of sides) throw new Error('a part came');
    return ok({ pdf: Buffer.alloc(0), report });
  });
  expect((await draws(order, parts(0))).ok).toBe(true);
});
