import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CapturedRun } from '../captured-cli.ts';
import { callsIn, orderBytes, type Below, type CountedCall } from './below.ts';

export interface WarmOrder {
  readonly argv: readonly string[];
  readonly data: string;
  /** What is to go wrong, and what says that nothing is; in base64. */
  readonly bytes: string;
  readonly none: string;
}

/**
 * Commands with the library below them in one process, told anew before each: a hundredth of a second where a process of its own
 * takes a third.
 */
export class WarmBelow {
  readonly #folder = mkdtempSync(join(tmpdir(), 'kohyo-warm-'));
  readonly #child: ChildProcess;

  constructor(library: string) {
    const order = join(this.#folder, 'order');
    writeFileSync(order, orderBytes({ prefix: '' }));
    this.#child = fork(join(import.meta.dirname, 'warm-child.ts'), {
      execArgv: ['--no-warnings'],
      env: { ...process.env, KOHYO_LANG: 'ja', LD_PRELOAD: library, BELOW_ORDER: order, BELOW_LOG: this.#log },
    });
  }

  get #log(): string {
    return join(this.#folder, 'log');
  }

  async run(argv: readonly string[], data: string, below: Below): Promise<CapturedRun> {
    const order: WarmOrder = {
      argv,
      data,
      bytes: orderBytes(below).toString('base64'),
      none: orderBytes({ prefix: '' }).toString('base64'),
    };
    return new Promise((resolve, reject) => {
      const gone = (code: number | null): void => reject(new Error(`the process ended: ${code}, at ${argv.join(' ')}`));
      this.#child.once('exit', gone);
      this.#child.once('message', (answer) => {
        this.#child.off('exit', gone);
        resolve(answer as CapturedRun);
      });
      this.#child.send(order);
    });
  }

  /** The calls of the command that ran last. */
  calls(): readonly CountedCall[] {
    return callsIn(this.#log);
  }

  stop(): void {
    this.#child.removeAllListeners('exit');
    this.#child.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
