import { commands, type CommandId } from '../../../src-shared/contract/commands.ts';
import type { Sentence } from '../../../src-shared/failures/language.ts';

/** The names of the actions, as buttons, menus and the list of keys show them: those of the one table of commands. */
export const actionMessages = Object.fromEntries(commands.map(({ id, label }) => [`action.${id}`, label])) as {
  readonly [I in CommandId as `action.${I}`]: Sentence;
};
