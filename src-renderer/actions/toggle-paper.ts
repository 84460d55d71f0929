import { togglePaperView } from '../workspace/paper-view.ts';
import { activeItem } from '../state/session.ts';
import type { Action } from './action.ts';

export const togglePaper: Action = {
  id: 'togglePaper',
  group: 'view',
  label: 'action.togglePaper',
  keys: ['F4'],
  enabled: () => activeItem() !== undefined,
  run: togglePaperView,
};
