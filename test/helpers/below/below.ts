import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** How one of a process's file calls goes wrong below the program (shim.c). */
export interface Below {
  /** Only calls about paths that begin so. */
  readonly prefix: string;
  /** The counted call, from 1. */
  readonly at?: number;
  readonly fault?: Errno | 'short' | 'kill';
  /** Every later call of the same name too. */
  readonly lasting?: boolean;
  /** Names of the calls that count. */
  readonly calls?: readonly string[];
  readonly log?: string;
  readonly record?: string;
}
export type Errno = 'EBUSY' | 'EPERM' | 'EACCES' | 'EIO' | 'ENOSPC' | 'EROFS' | 'EMFILE' | 'ESTALE';

/** The number that the system gives an errno's name. */
const numberOf = (name: Errno): number => constants.errno[name];

/**
 * Compiles the library between a process and the system; `undefined` where that cannot be done (no Linux, no compiler): tests
 * then say «skipped».
 */
export function compileShim(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kohyo-below-'));
  const library = join(folder, 'below.so');
  const source = join(import.meta.dirname, 'shim.c');
  const made = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-w', '-o', library, source], { encoding: 'utf8' });
  if (made.status !== 0 && made.error === undefined) throw new Error(made.stderr);
  if (made.status === 0) afterAll(() => rmSync(folder, { recursive: true, force: true }));
  else rmSync(folder, { recursive: true, force: true });
  return made.status === 0 ? library : undefined;
}

/** The environment in which a process has the library below it. */
export function belowEnvironment(library: string, below: Below): Record<string, string> {
  const { prefix, at, fault, lasting, calls, log, record } = below;
  return {
    LD_PRELOAD: library,
    BELOW_PREFIX: prefix,
    ...(at === undefined ? {} : { BELOW_AT: String(at) }),
    ...(fault === undefined
      ? {}
      : fault === 'short'
        ? { BELOW_SHORT: '1' }
        : fault === 'kill'
          ? { BELOW_KILL: '1' }
          : { BELOW_ERRNO: String(numberOf(fault)) }),
    ...(lasting === true ? { BELOW_LASTING: '1' } : {}),
    ...(calls === undefined ? {} : { BELOW_CALLS: calls.join(',') }),
    ...(log === undefined ? {} : { BELOW_LOG: log }),
    ...(record === undefined ? {} : { BELOW_RECORD: record }),
  };
}

const pathRoom = 4096;

/** What is to go wrong as shim.c has it in memory (`struct order`), for a process that is told again and again. */
export function orderBytes({ prefix, at = 0, fault, lasting = false }: Below): Buffer {
  const bytes = Buffer.alloc(64 + pathRoom);
  bytes.writeBigInt64LE(BigInt(at), 0);
  bytes.writeInt32LE(Number(lasting), 16);
  bytes.writeInt32LE(fault === undefined || fault === 'short' || fault === 'kill' ? 0 : numberOf(fault), 20);
  bytes.writeInt32LE(Number(fault === 'short'), 24);
  bytes.writeInt32LE(Number(fault === 'kill'), 28);
  bytes.write(prefix, 64, 'utf8');
  return bytes;
}

export interface CountedCall {
  readonly name: string;
  readonly path: string;
}

/** The calls that a process with `log` has made, in order. */
export const callsIn = (log: string): readonly CountedCall[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', ...path] = line.split(' ');
      return { name, path: path.join(' ') };
    });
