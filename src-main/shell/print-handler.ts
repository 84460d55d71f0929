import type { Handlers } from '../ipc.ts';
import type { DeskServices } from './handlers.ts';

export const printHandler = (_services: DeskServices): Handlers['print'] => () => ({
  ok: false,
  failure: { kind: 'write-failed', reason: 'other', values: { code: 'PRINT' } },
});
