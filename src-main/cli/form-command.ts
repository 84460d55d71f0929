import type { CommandIo, ExitStatus } from './command.ts';

/** A part of `form`: `form learn …`. Its module is loaded only when called. */
export interface FormCommand {
  readonly usage: string;
  run(args: readonly string[], io: CommandIo): Promise<ExitStatus>;
}
