import { openDialog } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const forms: Action = { ...command('forms'), enabled: () => true, run: () => openDialog({ kind: 'forms' }) };
