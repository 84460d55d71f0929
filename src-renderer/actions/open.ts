import { chooseAndOpen } from '../workspace/documents.ts';
import type { Action } from './action.ts';

export const open: Action = {
  id: 'open',
  group: 'file',
  label: 'action.open',
  keys: ['Mod+O'],
  enabled: () => true,
  run: chooseAndOpen,
};
