import { chooseFolderAndOpen } from '../workspace/documents.ts';
import { command, type Action } from './action.ts';

export const openFolder: Action = { ...command('openFolder'), enabled: () => true, run: chooseFolderAndOpen };
