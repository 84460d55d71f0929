import fs from 'node:fs';
import { app } from 'electron';
import { nodeIo } from '../cli/node-io.ts';
import { runCli } from '../cli/run.ts';
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
  const io = nodeIo();
  const lines: string[] = [];
  const status = await runCli(
    args,
    report === undefined
      ? io
      : { ...io, out: (text) => lines.push(text), outPieces: (pieces) => lines.push([...pieces].join('')) },
  );
  if (report !== undefined) {
    fs.writeFileSync(`${report}.part`, lines.join(''));
    fs.renameSync(`${report}.part`, report);
  }
  app.exit(status);
}
