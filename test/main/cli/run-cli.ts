import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const script = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'dist', 'cli.js');

export interface CliAnswer {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs the built command line (dist/cli.js). KOHYO_CLI_NODE names the Node to run it on: scripts/test.mjs gives the one
 * that npm was started with, since the command line promises Node 20 and the tests run on a later one.
 */
export function runCli(
  args: readonly string[],
  {
    env = {},
    ...options
  }: {
    readonly input?: string | Uint8Array;
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): CliAnswer {
  if (!fs.existsSync(script)) throw new Error('dist/cli.js is missing; npm run build makes it');
  const answer = spawnSync(process.env['KOHYO_CLI_NODE'] ?? process.execPath, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, KOHYO_LANG: 'ja', ...env },
    ...options,
  });
  return { status: answer.status, out: answer.stdout, err: answer.stderr };
}

/** The one JSON line of a refusal; throws when standard error holds anything else. */
export function refusal(answer: CliAnswer): {
  readonly kind: string;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
} {
  const lines = answer.err.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line: ${answer.err}`);
  return JSON.parse(lines[0] as string) as ReturnType<typeof refusal>;
}
