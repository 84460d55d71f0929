import { openSample as openSampleDocument } from '../workspace/documents.ts';
import { command, type Action } from './action.ts';

export const openSample: Action = {
  ...command('openSample'),
  enabled: () => true,
  run: openSampleDocument,
};
