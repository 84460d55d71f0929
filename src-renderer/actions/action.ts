import type { Sentence } from '../../src-shared/failures/language.ts';
import { commandNeeds, needs } from '../../src-shared/contract/command-needs.ts';
import { commands, type Command, type CommandId } from '../../src-shared/contract/commands.ts';
import { activeDocument, session } from '../state/session.ts';

/** Something that a person can do: by key, button, menu or the list of keys. One action a file. */
export interface Action {
  readonly id: CommandId;
  readonly menu: Command['menu'];
  readonly label: `action.${CommandId}`;
  readonly onBar: Sentence | undefined;
  readonly keys: readonly string[];
  readonly parted: boolean;
  /** Whether it can be done now; asked when it is to be done. */
  readonly enabled: () => boolean;
  readonly run: () => void | Promise<void>;
}

const byId = new Map<CommandId, Command>(commands.map((entry) => [entry.id, entry]));

/** What the table of commands says of an action. */
export function command(id: CommandId): Omit<Action, 'enabled' | 'run'> {
  const { menu, keys, onBar, parted = false } = byId.get(id) as Command;
  return { id, menu, keys, onBar, parted, label: `action.${id}` };
}

/** Why an action cannot be done now, as a sentence; `undefined` when it can be. */
export function whyNot(action: Action): string | undefined {
  if (action.enabled()) return undefined;
  const [first, ...more] = commandNeeds.get(action.id) ?? [];
  const need = activeDocument() === undefined ? first : (more[0] ?? first);
  return need === undefined ? undefined : needs[need][session.get().settings.language];
}
