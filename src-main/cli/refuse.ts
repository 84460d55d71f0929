import { sentence, type Failure, type Warning } from '../../src-shared/failures/failures.ts';
import type { Language } from '../../src-shared/failures/language.ts';
import type { CommandIo, ExitStatus, RefusalLine } from './command.ts';

/** The language of messages: Japanese, or what `KOHYO_LANG` (`ja`, `en`) says. */
export const cliLanguage = (): Language => (process.env['KOHYO_LANG'] === 'en' ? 'en' : 'ja');

/** The window keeps what was typed, a command does not: it must not say so. */
const withoutDesk = (message: string): string =>
  message
    .replace(/、?入力した内容はこの端末に残っています。/u, (all) => (all.startsWith('、') ? '。' : ''))
    .replace(/,? (?:and )?[Yy]our text is kept on this machine\./u, (all) => (all.startsWith(',') ? '.' : ''));

/** A failure or warning as scripts read it; the message has the place in front. */
export function plainProblem<P extends Failure | Warning>(problem: P): RefusalLine<P['kind']> {
  return {
    kind: problem.kind,
    message: withoutDesk(sentence(problem, cliLanguage())),
    ...(problem.sheet === undefined ? {} : { sheet: problem.sheet }),
    ...(problem.cell === undefined ? {} : { cell: problem.cell }),
  };
}

/** Prints the failure as one JSON line on standard error: `return refuse(io, failure)`. `more` are keys that it adds. */
export function refuse(io: CommandIo, failure: Failure, more: object = {}): ExitStatus {
  io.err(`${JSON.stringify({ ...plainProblem(failure), ...more })}\n`);
  return 3;
}
