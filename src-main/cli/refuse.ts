import { sentence, type Failure } from '../../src-shared/failures.ts';
import type { Language } from '../../src-shared/language.ts';
import type { CommandIo, ExitStatus, RefusalLine } from './command.ts';

/** The language of messages: Japanese, or what `KOHYO_LANG` (`ja`, `en`) says. */
export const cliLanguage = (): Language => (process.env['KOHYO_LANG'] === 'en' ? 'en' : 'ja');

export function refusalLine(failure: Failure): RefusalLine {
  return {
    kind: failure.kind,
    message: sentence(failure, cliLanguage()),
    ...(failure.sheet === undefined ? {} : { sheet: failure.sheet }),
    ...(failure.cell === undefined ? {} : { cell: failure.cell }),
  };
}

/** Prints the failure as one JSON line on standard error: `return refuse(io, failure)`. */
export function refuse(io: CommandIo, failure: Failure): ExitStatus {
  io.err(`${JSON.stringify(refusalLine(failure))}\n`);
  return 3;
}
