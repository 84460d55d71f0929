import { focusRegion } from '../state/regions.ts';
import { activeDocument } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const search: Action = {
  ...command('search'),
  enabled: () => activeDocument() !== undefined,
  run: () => focusRegion('search'),
};
