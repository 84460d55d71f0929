import { openSample as openSampleDocument } from '../workspace/documents.ts';
import type { Action } from './action.ts';

export const openSample: Action = {
  id: 'openSample',
  group: 'file',
  label: 'action.openSample',
  keys: [],
  enabled: () => true,
  run: openSampleDocument,
};
