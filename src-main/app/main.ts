import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { unreachable } from '../../src-shared/domain/result.ts';
import { sentence } from '../../src-shared/failures/failures.ts';
import { readStart, refusedSwitch } from '../desk/argv.ts';

/** The program's start: the desk with its window, one command of the command line, or the built program's own test. */
const dist = path.dirname(fileURLToPath(import.meta.url));
const start = readStart(process.argv, app.isPackaged, process.cwd());
const assets = path.join(dist, '..', 'assets');
/** Development and tests may run on a substitute of the pinned Electron: its launcher says so, and a build made with it. */
const developmentRuntime = process.env['KOHYO_DEVELOPMENT_RUNTIME'] === '1' || notForRelease();

const refused = app.isPackaged ? refusedSwitch(process.argv) : undefined;
if (refused === undefined) void begin();
else {
  // Before anything of Chromium's runs: what listens for a debugger has not begun to yet.
  const failure = { kind: 'refused', reason: 'switch', values: { what: refused } } as const;
  process.stderr.write(`${sentence(failure, 'ja')}\n${sentence(failure, 'en')}\n`);
  app.exit(3);
}

async function begin(): Promise<unknown> {
  switch (start.mode) {
    case 'desk': {
      const { startDesk } = await import('./start-desk.ts');
      return startDesk({ ...start, dist, assets, developmentRuntime });
    }
    case 'cli': {
      const { startCli } = await import('./start-cli.ts');
      return startCli(start.args, start.report);
    }
    case 'self-test': {
      const { runSelfTest } = await import('./self-test.ts');
      return runSelfTest({ dist, assets, developmentRuntime }, start.report);
    }
    default:
      return unreachable(start);
  }
}

/** scripts/package.mjs marks a build on the development runtime in its package.json. */
function notForRelease(): boolean {
  const manifest = JSON.parse(readFileSync(path.join(dist, '..', 'package.json'), 'utf8')) as {
    readonly notForRelease?: boolean;
  };
  return manifest.notForRelease === true;
}
