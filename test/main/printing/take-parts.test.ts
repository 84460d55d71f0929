import { expect, test } from 'vitest';
import { takeParts } from '../../../src-main/printing/take-parts.ts';

test('parts come in order, the work goes on only when the next one is asked for, the answer comes last', async () => {
  const made: number[] = [];
  const parts = takeParts(async (give: (part: number) => Promise<void>) => {
    for (const part of [1, 2, 3]) {
      made.push(part);
      await give(part);
    }
    return 'done';
  });
  expect(await parts.next()).toEqual({ done: false, value: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toEqual([1]);
  expect(await parts.next()).toEqual({ done: false, value: 2 });
  expect(await parts.next()).toEqual({ done: false, value: 3 });
  expect(made).toEqual([1, 2, 3]);
  expect(await parts.next()).toEqual({ done: true, value: 'done' });
});

test('work without parts answers at once; what it throws is thrown to the taker', async () => {
  expect(await takeParts(async () => 7).next()).toEqual({ done: true, value: 7 });
  const failing = takeParts(async (give: (part: number) => Promise<void>) => {
    await give(1);
    throw new Error('broken');
  });
  await failing.next();
  await expect(failing.next()).rejects.toThrow('broken');
});
