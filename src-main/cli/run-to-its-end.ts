import type { CommandIo, ExitStatus } from './command.ts';
import { runCli } from './run.ts';

/** What the process answers until a command has proven that it is done. */
const notDone: ExitStatus = 3;

/**
 * Runs a command as a process's whole work and answers its status. A command that ends without a result must not look like one that
 * is done: the process counts as refused from its first line on, and an error that nobody expected, or an event loop that
 * runs empty in the middle, is told in one JSON line like every refusal.
 */
export async function runToItsEnd(argv: readonly string[], io: CommandIo): Promise<ExitStatus> {
  process.exitCode = notDone;
  process.on('uncaughtException', (error) => void tell(io, 'bug', error).then((status) => process.exit(status)));
  const ended = (): void => void tell(io, 'ended');
  process.once('beforeExit', ended);
  const status = await run(argv, io).catch((error: unknown) => tell(io, 'bug', error));
  process.off('beforeExit', ended);
  process.exitCode = status;
  return status;
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitStatus> {
  if (isQuick(argv)) return runCli(argv, io);
  const { needsThread, runInThread } = await import('./supervise.ts');
  return needsThread(argv, io.drawSides !== undefined) ? runInThread(argv, io) : runCli(argv, io);
}

/** Reading is what scripts do most: it loads nothing that it does not need. */
const isQuick = ([name]: readonly string[]): boolean => name === 'read' || name === 'set';

async function tell(io: CommandIo, reason: 'bug' | 'ended', error?: unknown): Promise<ExitStatus> {
  const { refuse } = await import('./refuse.ts');
  if (process.env['KOHYO_STACK'] === '1' && error instanceof Error) io.err(`${error.stack ?? ''}\n`);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return refuse(io, { kind: 'unfinished', reason, values: { what: what.split('\n', 1)[0]?.slice(0, 300) ?? '' } });
}
