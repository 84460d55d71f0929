import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { drawInParts, type PagesToDraw, type Share } from '../../../src-main/printing/electron/draw-in-parts.ts';
import type { PrintWindow } from '../../../src-main/printing/electron/print-window.ts';
import type { SideToDraw } from '../../../src-shared/paper/side-to-draw.ts';

/** Windows that take as long for a page as it says, and what has become of them. */
function windows() {
  const seen = { opened: 0, open: 0, drawing: 0, most: 0, left: 0 };
  const open = async (): Promise<PrintWindow> => {
    seen.opened += 1;
    seen.open += 1;
    await setTimeout(1);
    let closed = false;
    return {
      add: async (sides: readonly SideToDraw[]) => {
        seen.drawing += 1;
        seen.most = Math.max(seen.most, seen.drawing);
        for (const { page } of sides) await setTimeout(Number(page.split(':')[1] ?? 0));
        seen.drawing -= 1;
        if (closed) throw new Error('the printing window was closed');
        if (sides.some(({ page }) => page.startsWith('bad'))) throw new Error('bad page');
      },
      close: () => {
        if (!closed) seen.open -= 1;
        closed = true;
      },
    } as unknown as PrintWindow;
  };
  return { seen, open };
}

const side = (page: string): SideToDraw => ({ page });

async function run(pages: readonly string[], share: Share, more: Partial<PagesToDraw> = {}) {
  const { seen, open } = windows();
  const taken: string[] = [];
  const told: number[] = [];
  const job = {
    settings: {},
    pages: pages.map((page) => [side(page)]),
    total: pages.length,
    progress: (drawn: number) => told.push(drawn),
    ...more,
  };
  const done = await drawInParts(open, job, share, {
    part: (_, part) => Promise.resolve(part.map(({ page }) => page)),
    take: (made) => void taken.push(...made),
    leave: async () => {
      seen.left += 1;
    },
  }).then(
    () => 'done',
    (error: Error) => (error.name === 'PrintCancelled' ? 'cancelled' : error.message),
  );
  await setTimeout(5);
  return { seen, taken, told, done };
}

const named = (count: number, wait: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => `${at}:${wait(at)}`);

describe('pages drawn in parts', () => {
  test('in two windows at a time, taken in the order of the pages whichever is quicker', async () => {
    // Every other part takes long.
    const pages = named(24, (at) => (Math.floor(at / 4) % 2 === 0 ? 8 : 0));
    const { seen, taken, told, done } = await run(pages, { windows: 2, pagesOf: () => 4 });
    expect(done).toBe('done');
    expect(taken).toEqual(pages);
    expect(told).toEqual([4, 8, 12, 16, 20, 24]);
    expect(seen).toMatchObject({ opened: 2, open: 0, most: 2, left: 2 });
  });
  test('a window draws only so many parts, and each is taken leave of', async () => {
    const pages = named(21, () => 0);
    const { seen, taken } = await run(pages, { windows: 2, pagesOf: () => 2, partsPerWindow: 2 });
    expect(taken).toEqual(pages);
    // 11 parts: 6 and 5 of them, so three windows after one another on each side.
    expect(seen).toMatchObject({ opened: 6, open: 0, left: 6 });
  });
  test('what fails in one window ends the job, and no window stays', async () => {
    const pages = [...named(6, () => 1), 'bad:1', ...named(40, () => 1)];
    const { seen, done } = await run(pages, { windows: 2, pagesOf: () => 2 });
    expect(done).toBe('bad page');
    expect(seen.open).toBe(0);
  });
  test('a window that cannot be opened is an error of the job', async () => {
    const failing = (): Promise<PrintWindow> => Promise.reject(new Error('no window'));
    const job = { settings: {}, pages: [[side('1:0')]], total: 1 };
    const hands = { part: () => Promise.resolve(), take: () => undefined, leave: () => Promise.resolve() };
    await expect(drawInParts(failing, job, { windows: 2, pagesOf: () => 4 }, hands)).rejects.toThrow('no window');
  });
  test.each([0, 1, 2])('stopped after %i parts: windows go away, also one that is still opening', async (parts) => {
    const stop = new AbortController();
    if (parts === 0) queueMicrotask(() => stop.abort());
    const { seen, done } = await run(
      named(40, () => 1),
      { windows: 2, pagesOf: () => 4 },
      {
        signal: stop.signal,
        progress: (drawn) => {
          if (drawn === parts * 4) stop.abort();
        },
      },
    );
    expect(done).toBe('cancelled');
    expect(seen.open).toBe(0);
  });
});
