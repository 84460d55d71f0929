import { runCli } from '../../src-main/cli/run.ts';

export interface CapturedRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, without standard input, and keeps what it prints. */
export async function captureCli(...args: readonly string[]): Promise<CapturedRun> {
  let out = '';
  let err = '';
  const status = await runCli(args, {
    out: (text) => void (out += text),
    outPieces: (pieces) => void (out += [...pieces].join('')),
    err: (text) => void (err += text),
    stdin: async () => new Uint8Array(),
  });
  return { status, out, err };
}
