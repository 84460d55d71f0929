import path from 'node:path';

/** What a start of the program was asked for. */
export type StartMode =
  | { readonly mode: 'desk'; readonly files: readonly string[]; readonly sample: boolean }
  | { readonly mode: 'cli'; readonly args: readonly string[]; readonly report: string | undefined }
  | { readonly mode: 'self-test'; readonly report: string };

/**
 * Reads the command line of the program: `[switches] [FILE…]`, `--cli COMMAND … [--report FILE]` or
 * `--self-test REPORT.json`. Unpackaged, the first argument that is no switch is the app's own folder. Chromium's
 * switches stand among the arguments (`--no-sandbox`, `--remote-debugging-port=0`); they are not for us.
 */
export function readStart(argv: readonly string[], packaged: boolean, cwd: string): StartMode {
  const own = argv.slice(1);
  if (!packaged) {
    const folder = own.findIndex((argument) => !argument.startsWith('-'));
    if (folder !== -1) own.splice(folder, 1);
  }
  const cli = own.indexOf('--cli');
  if (cli !== -1) {
    const args = own.slice(cli + 1);
    const at = args.indexOf('--report');
    const report = at === -1 ? undefined : args[at + 1];
    if (at !== -1) args.splice(at, 2);
    return { mode: 'cli', args, report: report === undefined ? undefined : path.resolve(cwd, report) };
  }
  const selfTest = own.indexOf('--self-test');
  if (selfTest !== -1) return { mode: 'self-test', report: path.resolve(cwd, own[selfTest + 1] ?? 'self-test.json') };
  const files = own.filter((argument) => !argument.startsWith('-')).map((argument) => path.resolve(cwd, argument));
  return { mode: 'desk', files, sample: own.includes('--sample') };
}
