import { Script } from 'node:vm';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, type Result } from '../../src-shared/domain/result.ts';

/** Milliseconds that opening or laying out may take for each MB of the file (one at least): four times what the window's thread may compute, since this is the clock's time, on a busy machine too. */
const eachMegabyte = 20_000;
const megabyte = 2 ** 20;

const place = Symbol.for('kohyo-desk.job');
const script = new Script('globalThis[Symbol.for("kohyo-desk.job")]()');

/**
 * Runs a job that answers at once, and ends it when it takes too long: for commands that work in the process itself, since a thread
 * would take longer to start than they take. What a hostile file makes endless ends in a sentence.
 */
export function withinTime<T>(bytes: number, job: () => Result<T, Failure>): Result<T, Failure> {
  const timeout = Math.round(eachMegabyte * Math.max(1, bytes / megabyte));
  const room = globalThis as { [place]?: () => unknown };
  const outer = room[place];
  room[place] = job;
  try {
    return script.runInThisContext({ timeout }) as Result<T, Failure>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    return err({ kind: 'too-large', reason: 'package', values: { what: `${Math.round(timeout / 1000)} s` } });
  } finally {
    if (outer === undefined) delete room[place];
    else room[place] = outer;
  }
}
