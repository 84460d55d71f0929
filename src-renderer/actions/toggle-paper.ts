import { togglePaperView } from '../workspace/paper-view.ts';
import { activeItem } from '../state/session.ts';
import { command, type Action } from './action.ts';

export const togglePaper: Action = {
  ...command('togglePaper'),
  enabled: () => activeItem() !== undefined,
  run: togglePaperView,
};
