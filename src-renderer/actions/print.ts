import { activeItem, openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const print: Action = {
  ...command('print'),
  enabled: () => activeItem() !== undefined,
  run: () => openDialog({ kind: 'print', changesOnly: false }),
};
