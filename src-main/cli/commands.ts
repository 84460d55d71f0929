import type { Command } from './command.ts';

/** Every command by name, loaded when called. A new command is one file in `commands/` and one row here. */
export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  read: () => import('./commands/read.ts'),
  print: () => import('./commands/print.ts'),
  fix: () => import('./commands/fix.ts'),
  set: () => import('./commands/set.ts'),
  new: () => import('./commands/new.ts'),
  'roll-over': () => import('./commands/roll-over.ts'),
  extract: () => import('./commands/extract.ts'),
  insert: () => import('./commands/insert.ts'),
  publish: () => import('./commands/publish.ts'),
  distribute: () => import('./commands/distribute.ts'),
  collect: () => import('./commands/collect.ts'),
  export: () => import('./commands/export.ts'),
  form: () => import('./commands/form.ts'),
  answer: () => import('./commands/answer.ts'),
  undo: () => import('./commands/undo.ts'),
};
