import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a start of the program was asked for. */
export type StartMode =
  | { readonly mode: 'desk'; readonly files: readonly string[]; readonly sample: boolean }
  | { readonly mode: 'cli'; readonly args: readonly string[]; readonly report: string | undefined }
  | { readonly mode: 'self-test'; readonly report: string };

/** File managers of Linux hand files over as `file://` addresses (desktop entry specification, `%U`). */
function pathOf(argument: string): string {
  if (!/^file:\/\//iu.test(argument)) return argument;
  try {
    return fileURLToPath(argument);
  } catch {
    return argument;
  }
}

/** Switches that give another program a way in: to debug it, to change how it runs, or to lead its requests elsewhere. */
const waysIn =
  /^--?(remote-debugging-\w+|remote-allow-origins|inspect(-\w+)*|debug(-\w+)*|js-flags|load-extension|disable-extensions-except|renderer-cmd-prefix|utility-cmd-prefix|gpu-launcher|browser-subprocess-path|disable-web-security|allow-file-access-from-files|allow-running-insecure-content|ignore-certificate-errors|unsafely-treat-insecure-origin-as-secure|host-rules|host-resolver-rules|proxy-\w+(-\w+)*|single-process|in-process-gpu|no-zygote|enable-automation|auto-open-devtools-for-tabs|log-net-log|net-log-\w+|user-data-dir|require|import|r|experimental-loader|loader)(=|$)/iu;

/** The first switch of a packaged program's start that is refused; what stands behind `--cli` are a command's own. */
export function refusedSwitch(argv: readonly string[]): string | undefined {
  const own = argv.slice(1);
  const cli = own.indexOf('--cli');
  return (cli === -1 ? own : own.slice(0, cli)).find((argument) => waysIn.test(argument));
}

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
  const files = own
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => path.resolve(cwd, pathOf(argument)));
  return { mode: 'desk', files, sample: own.includes('--sample') };
}
