import { expect, test } from 'vitest';
import { stoppable } from '../../../src-main/jobs/stoppable.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';

/** A thread that never ends by itself: it answers when it is stopped, as `answerOf` does. */
const endless = () =>
  stoppable(
    (_name, _args, signal) =>
      new Promise((resolve) => {
        const stopped = { ok: false as const, failure: { kind: 'print-failed' as const, reason: 'stopped' as const } };
        signal.addEventListener('abort', () => resolve(stopped as never), { once: true });
      }),
  );

test('opening and saving are stopped at once, each by itself, and say so', async () => {
  const { work, stop } = endless();
  const opening = work('open', { bytes: new Uint8Array() });
  const saving = work('patch', {
    bytes: new Uint8Array(),
    edits: [{ item: 'a', path: 'title' as FieldPath, text: 'x' }],
    options: { unlock: false },
  });
  stop('opening');
  expect(await opening).toEqual({ ok: false, failure: { kind: 'stopped', reason: 'opening' } });
  const still = Symbol('still');
  expect(await Promise.race([saving, new Promise((resolve) => setTimeout(() => resolve(still), 30))])).toBe(still);
  stop('saving');
  expect(await saving).toEqual({ ok: false, failure: { kind: 'stopped', reason: 'saving' } });
});

test('what is done is no failure of being stopped, and what cannot be stopped runs on', async () => {
  const answers = stoppable(async () => ({ ok: true, value: undefined }) as never);
  const opened = answers.work('open', { bytes: new Uint8Array() });
  expect(await opened).toEqual({ ok: true, value: undefined });
  answers.stop('opening');
  const { work, stop } = endless();
  const still = Symbol('still');
  const other = work('newRow', { bytes: new Uint8Array(), item: 'a', block: 'steps' });
  stop('opening');
  stop('saving');
  expect(await Promise.race([other, new Promise((resolve) => setTimeout(() => resolve(still), 30))])).toBe(still);
});
