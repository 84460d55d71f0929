import { app } from 'electron';
import type { CommandIo } from '../cli/command.ts';
import { nodeIo } from '../cli/node-io.ts';
import { refuse } from '../cli/refuse.ts';
import { runToItsEnd } from '../cli/run-to-its-end.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import type { DrawSides } from '../printing/electron/pdf-report.ts';
import { registerAppScheme } from './app-protocol.ts';
import { lockDownCommandLine, lockDownContents } from './lock-down.ts';

/**
 * `--cli COMMAND …` in the installed program: the same commands without Node, for offices that have none. A program
 * with windows has no standard output on Windows: `--report FILE` gets what would go there, whole or not at all.
 */
export async function startCli(args: readonly string[], report: string | undefined): Promise<void> {
  // No window is shown, and no display is needed. `print` draws in a hidden one, locked down like the desk's.
  registerAppScheme();
  lockDownCommandLine();
  lockDownContents();
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('window-all-closed', () => undefined);
  app.commandLine.appendSwitch('ozone-platform', 'headless');
  app.disableHardwareAcceleration();
  app.dock?.hide();
  // Chromium answers a request to end (SIGTERM, a session that closes) with status 0; a command cut off is not done.
  app.on('will-quit', (event) => {
    event.preventDefault();
    app.exit(3);
  });
  const io: CommandIo = { ...nodeIo(), drawSides: drawer(args[0] === 'print') };
  const lines: string[] = [];
  const kept: CommandIo =
    report === undefined
      ? io
      : { ...io, out: (text) => lines.push(text), outPieces: (pieces) => lines.push([...pieces].join('')) };
  const status = await runToItsEnd(args, kept);
  if (report === undefined) return app.exit(status);
  const written = await writeFileAtomically(report, Buffer.from(lines.join('')));
  app.exit(written.ok ? status : refuse(io, written.failure));
}

/** What draws a command's pages. The command whose work they are has its window opened at once. */
function drawer(soon: boolean): DrawSides {
  const begin = async () => {
    const printing = await import('./cli-print.ts');
    const place = printing.warmPrinting();
    place.catch(() => undefined);
    return printing.drawSidesIn(place);
  };
  const begun = soon ? begin() : undefined;
  return async (...job) => (await (begun ?? begin()))(...job);
}
