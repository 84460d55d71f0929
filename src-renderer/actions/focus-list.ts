import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const focusList: Action = {
  ...command('focusList'),
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('list'),
};
