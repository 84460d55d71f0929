import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atWork, works } from '../../src-renderer/state/works.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a work tells of itself at least every second, however long it is silent, and is gone when it ends', async () => {
  const told: (readonly [done: number, total: number, seconds: number])[] = [];
  const stop = works.subscribe(() => {
    const [work] = works.get();
    if (work !== undefined) told.push([work.done, work.total, work.seconds]);
  });
  let stopped = 0;
  let end = (): void => undefined;
  const done = atWork(
    '読み込み',
    async (report) => {
      report(1, 3);
      await new Promise<void>((resolve) => void (end = resolve));
      report(3, 3, '終わり');
      return 'ok';
    },
    () => void (stopped += 1),
  );
  await vi.advanceTimersByTimeAsync(4000);
  expect(told).toEqual([
    [0, 0, 0],
    [1, 3, 0],
    [1, 3, 1],
    [1, 3, 2],
    [1, 3, 3],
    [1, 3, 4],
  ]);
  works.get()[0]?.stop?.();
  expect(stopped).toBe(1);
  end();
  expect(await done).toBe('ok');
  expect(works.get()).toEqual([]);
  await vi.advanceTimersByTimeAsync(3000);
  expect(told.at(-1)).toEqual([3, 3, 4]);
  stop();
});

it('one that fails is gone too', async () => {
  await expect(atWork('保存', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(works.get()).toEqual([]);
});
