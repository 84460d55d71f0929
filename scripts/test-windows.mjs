import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensurePackages } from './lib/install.mjs';
import { dist, root } from './lib/paths.mjs';
import { nodePath, run } from './lib/run.mjs';
import { windowsNode } from './lib/windows-node.mjs';
import { windowsSuites } from './lib/windows-suites.mjs';

/**
 * `npm run test:windows [-- PART…]`: the nearest thing to Windows that a Linux machine has. Under Wine it installs a stand-in with
 * the installer's own macros, runs the command line on Node for Windows, whose answers and files must be those of Linux, and
 * the unit suites. With PART, only the unit suites whose path holds one. Skipped with a word without Wine.
 */
const only = process.argv.slice(2);
const wine = ['/usr/lib/wine/wine64', '/usr/bin/wine64'].find((file) => fs.existsSync(file)) ?? '';
const makensis = ['/usr/bin/makensis'].find((file) => fs.existsSync(file)) ?? '';
if (wine === '') {
  console.log('skipped: no Wine here (on Debian: apt-get install --no-install-recommends wine wine64 nsis)');
  process.exit(0);
}
await ensurePackages();
await build();
const node = await windowsNode();
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-windows-'));
const wineEnv = {
  ...process.env,
  WINEPREFIX: path.join(work, 'prefix'),
  WINEDEBUG: '-all',
  DISPLAY: '',
  KOHYO_DATA_DIR: `Z:${path.join(work, 'data').replaceAll('/', '\\')}`,
};
let passed = 0;
let failed = 0;
const check = (what, good, detail = '') => {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'ok' : 'FAILED'}  ${what}${good ? '' : `\n${detail}`}`);
};
const underWine = (args, options = {}) =>
  run(wine, args, { show: 'quiet', env: wineEnv, timeout: 180_000, cwd: work, ...options });

try {
  await underWine(['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f']);
  if (only.length === 0) {
    if (makensis === '') console.log('skipped: the installer (no makensis)');
    else await tryInstaller();
    await tryCommandLine();
  }
  await tryUnits();
} finally {
  await run('/usr/bin/env', ['wineserver', '-k'], { show: 'quiet', env: wineEnv });
  fs.rmSync(work, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The unit suites; development workbooks are left out, other programs are not there. */
async function tryUnits() {
  let skipped = 0;
  await windowsSuites({
    wine,
    node,
    env: { ...wineEnv, KOHYO_SHARED: undefined },
    work,
    only,
    told: (ran) => {
      passed += ran.passed;
      failed += ran.failed;
      skipped += ran.skipped;
      console.log(`${ran.failed === 0 ? 'ok' : 'FAILED'}  ${ran.file}: ${ran.passed} passed, ${ran.skipped} skipped`);
      if (ran.failed > 0) console.log(`${ran.names.join('\n')}\n${ran.why}`);
    },
  });
  console.log(`unit suites: ${skipped} skipped`);
}

/** What the installer's macros do to a machine on which .xlsx is Excel's, and what is left after removal. */
async function tryInstaller() {
  const setup = path.join(work, 'setup.exe');
  const script = path.join(root, 'test', 'windows', 'stand-in.nsi');
  const macros = path.join(root, 'assets', 'packaging', 'installer.nsh');
  const made = await run(makensis, ['-V2', `-DPROGRAM=${node}`, `-DOUT=${setup}`, `-DMACROS=${macros}`, script], {
    show: 'quiet',
  });
  check('the installer’s macros compile', made.status === 0, made.output);
  if (made.status !== 0) return;
  await underWine(['reg', 'add', 'HKLM\\Software\\Classes\\.xlsx', '/ve', '/d', 'Excel.Sheet.12', '/f']);
  const install = () => underWine(['setup.exe', '/S', '/D=C:\\Desk']);
  check('installs silently with 0', (await install()).status === 0);
  check('installs over itself with 0', (await install()).status === 0);
  const keys = await registry();
  console.log(keys.join('\n'));
  check('.xlsx stays Excel’s', keys.includes('HKEY_LOCAL_MACHINE\\Software\\Classes\\.xlsx | Excel.Sheet.12'));
  check(
    'the open command is quoted',
    keys.some((key) => key.endsWith('| "C:\\Desk\\KohyoDesk.exe" "%1"')),
  );
  const desk = path.join(work, 'prefix', 'drive_c', 'Desk');
  const running = underWine(
    ['KohyoDesk.exe', '-e', `setInterval(() => require('fs').existsSync('stop') && process.exit(), 200)`],
    { cwd: desk },
  );
  await new Promise((resolve) => setTimeout(resolve, 6000));
  // 1618 as far as a Unix exit status goes.
  check('answers 1618 while the program runs', (await install()).status === (1618 & 255));
  const uninstall = () => underWine(['Uninstall.exe', '/S', '_?=C:\\Desk'], { cwd: desk });
  check('does not uninstall while the program runs', (await uninstall()).status === (1618 & 255));
  fs.writeFileSync(path.join(desk, 'stop'), '');
  await running;
  fs.rmSync(path.join(desk, 'stop'));
  check('uninstalls with 0', (await uninstall()).status === 0);
  const left = (await registry()).filter((key) => key.includes('Kohyo'));
  check('leaves none of its keys', left.length === 0, left.join('\n'));
}

/** The keys that a program's association may stand under, one value a line. */
async function registry() {
  const found = [];
  for (const key of [
    'Classes\\.xlsx',
    'Classes\\KohyoDesk.Workbook',
    'Classes\\Applications\\KohyoDesk.exe',
    'KohyoDesk',
    'RegisteredApplications',
  ]) {
    const { output } = await underWine(['reg', 'query', `HKLM\\Software\\${key}`, '/s']);
    let at = '';
    for (const line of output.replaceAll('\r', '').split('\n')) {
      if (line.startsWith('HKEY')) at = line.trim();
      const value = /^ {4}(.+?) {4}REG_\w+ {4}(.*)$/u.exec(line);
      if (value !== null) found.push(`${at}${value[1] === '(Default)' ? '' : ` : ${value[1]}`} | ${value[2].trim()}`);
    }
  }
  return found;
}

/** Each command on both systems: the same answer, and files of the same bytes where no id or time is in them. */
async function tryCommandLine() {
  const folders = { windows: path.join(work, '職員の机'), linux: path.join(work, 'linux', '職員の机') };
  for (const folder of Object.values(folders)) {
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(path.join(root, 'assets', 'sample', 'sample-plan.xlsx'), path.join(folder, '台帳.xlsx'));
  }
  const cli = path.join(dist, 'cli.js');
  const linuxEnv = { ...process.env, KOHYO_DATA_DIR: path.join(work, 'linux-data') };
  const commands = [
    { args: ['read', '台帳.xlsx', '--json'] },
    {
      args: ['set', '台帳.xlsx', '--item', '1', '--field', 'title', '--value', '窓口𠮷', '--out', '書.xlsx'],
      same: ['書.xlsx'],
    },
    {
      args: ['set', '書.xlsx', '--item', '2', '--field', 'title', '--value', '上書き'],
      loose: true,
      same: ['書.xlsx'],
    },
    { args: ['set', '台帳.xlsx', '--item', '999', '--field', 'title', '--value', 'x'] },
    { args: ['export', '台帳.xlsx', '--format', 'csv', '--out', '一覧.csv'], same: ['一覧.csv'] },
    { args: ['extract', '台帳.xlsx', '--items', '1,2', '--out', '抜.xlsx'], same: ['抜.xlsx'] },
    { args: ['publish', '台帳.xlsx', '--out', '公開.xlsx'], same: ['公開.xlsx'] },
    { args: ['distribute', '台帳.xlsx', '--out', '配布'], loose: true, count: '配布' },
    {
      args: [
        'collect',
        '台帳.xlsx',
        '配布',
        '--plan-folder',
        '台帳.個票交換',
        '--out',
        '統合.xlsx',
        '--report',
        '報.json',
      ],
      loose: true,
    },
    { args: ['read', '統合.xlsx', '--json'] },
    { args: ['nonsense'] },
  ];
  for (const { args, same = [], loose = false, count } of commands) {
    const windows = await underWine([node, `Z:${cli.replaceAll('/', '\\')}`, ...args], { cwd: folders.windows });
    const linux = await run(nodePath(), [cli, ...args], { show: 'quiet', cwd: folders.linux, env: linuxEnv });
    const said = ({ output }) => output.replaceAll('\r\n', '\n');
    check(
      `${args.slice(0, 2).join(' ')}: status ${linux.status}${loose ? '' : ' and the same answer'}`,
      windows.status === linux.status && (loose || said(windows) === said(linux)),
      `Windows ${windows.status}: ${said(windows).slice(0, 600)}\nLinux ${linux.status}: ${said(linux).slice(0, 600)}`,
    );
    for (const name of same) {
      const [one, other] = Object.values(folders).map((folder) => digest(path.join(folder, name)));
      check(`${args[0]}: ${name} has the same bytes`, one === other && one !== '', `${one} ${other}`);
    }
    if (count !== undefined) {
      const [one, other] = Object.values(folders).map((folder) =>
        fs.readdirSync(path.join(folder, count)).sort().join(),
      );
      check(`${args[0]}: the same files in ${count}`, one === other && one !== '', `${one}\n${other}`);
    }
  }
}

function digest(file) {
  return fs.existsSync(file) ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : '';
}
