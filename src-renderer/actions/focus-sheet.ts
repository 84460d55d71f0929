import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const focusSheet: Action = {
  ...command('focusSheet'),
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('sheet'),
};
