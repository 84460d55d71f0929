import { chooseAndOpen } from '../workspace/documents.ts';
import { command, type Action } from './action.ts';

export const open: Action = {
  ...command('open'),
  enabled: () => true,
  run: chooseAndOpen,
};
