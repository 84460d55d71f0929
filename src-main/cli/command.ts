import type { Failure } from '../../src-shared/failures/failures.ts';
import type { DrawSides } from '../printing/electron/pdf-report.ts';

/**
 * What a command answers to the shell: 0 done; 2 wrong usage; 3 refused (one JSON line on standard error);
 * 4 done, but something is left for a person (`collect` with conflicts).
 */
export type ExitStatus = 0 | 2 | 3 | 4;

/** What a command has from where it runs: its streams, and what draws. The installed program gives a file in place of standard output (`--report FILE`). */
export interface CommandIo {
  /** Standard output: text as it stands, line ends are the caller's. */
  out(text: string): void;
  /** The same for a long text that is made piece by piece. */
  outPieces(pieces: Iterable<string>): void;
  /** Standard error. Refusals go through `refuse` (refuse.ts), so that they are one JSON line. */
  err(text: string): void;
  /** All of standard input, for `--value-file -` and the like. */
  stdin(): Promise<Uint8Array>;
  /** Draws sides of paper; where Electron runs only. */
  readonly drawSides?: DrawSides;
}

/**
 * One command of the command line. A file `commands/NAME.ts` exports it as `command` and has a row in `commands.ts`.
 * Its module is loaded only when called, with what reads workbooks; heavier modules (structure, ExcelJS) are imported inside `run`.
 */
export interface Command {
  readonly name: string;
  /** The line after `kohyo-desk `: `read FILE --json`. */
  readonly usage: string;
  /** Arguments come without the command's own name. Throw `UsageError` for wrong usage (exit status 2). */
  run(args: readonly string[], io: CommandIo): Promise<ExitStatus>;
}

/** Wrong usage: the runner prints the message and the command's usage on standard error and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure (the one JSON line on standard error) or warning as scripts read it; kinds are those of failures.ts. */
export interface RefusalLine<K extends string = Failure['kind']> {
  readonly kind: K;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
}
