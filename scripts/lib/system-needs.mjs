import fs from 'node:fs';
import { run } from './run.mjs';

/**
 * Programs and libraries of the system that Electron and the tests need on Linux. As root on Debian and its kin they
 * are installed; elsewhere the one command to run is printed. On Windows and macOS nothing is needed to run the app.
 */
const electronPackages = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libcups2t64', 'libcups2'],
  ['libxkbcommon0'],
  ['libdrm2'],
  ['libxcomposite1'],
  ['libxdamage1'],
  ['libxrandr2'],
];

/** @typedef {{ what: string, packages: string[][], there: () => Promise<boolean> }} Need */

const has = (program) => async () =>
  (process.env.PATH ?? '').split(':').some((folder) => fs.existsSync(`${folder}/${program}`));
const succeeds = (command, args) => async () =>
  (await run(command, args, { show: 'quiet', env: process.env })).status === 0;

/** @type {(executable: string) => Need} */
const librariesOf = (executable) => ({
  what: 'libraries of Electron',
  packages: electronPackages,
  there: async () => !(await run('ldd', [executable], { show: 'quiet' })).output.includes('not found'),
});
/** @type {Need} */
const virtualDisplay = { what: 'a virtual display (Xvfb)', packages: [['xvfb']], there: has('Xvfb') };
/** @type {Need} */
const japaneseFonts = {
  what: 'a Japanese font',
  packages: [['fonts-noto-cjk'], ['fonts-ipafont']],
  there: async () => (await run('fc-list', [':lang=ja', 'family'], { show: 'quiet' })).output.trim() !== '',
};
/** @type {Need[]} */
const testPrograms = [
  { what: 'LibreOffice Calc', packages: [['libreoffice-calc-nogui', 'libreoffice-calc']], there: has('soffice') },
  {
    what: 'openpyxl',
    packages: [['python3-openpyxl']],
    there: succeeds('/usr/bin/python3', ['-c', 'import openpyxl']),
  },
  { what: 'poppler (pdftotext, pdftoppm)', packages: [['poppler-utils']], there: has('pdftoppm') },
];

/** @type {Need[]} */
const packagingPrograms = [
  { what: '7za', packages: [['p7zip-full']], there: has('7za') },
  { what: 'dpkg-deb', packages: [['dpkg']], there: has('dpkg-deb') },
];

/**
 * @param {{ executable?: string, display?: boolean, tests?: boolean, packaging?: boolean }} wanted
 */
export async function ensureSystem(wanted) {
  if (process.platform !== 'linux') return;
  const needs = [
    ...(wanted.executable === undefined ? [] : [librariesOf(wanted.executable), japaneseFonts]),
    ...(wanted.display === true ? [virtualDisplay] : []),
    ...(wanted.tests === true ? testPrograms : []),
    ...(wanted.packaging === true ? packagingPrograms : []),
  ];
  const missing = [];
  for (const need of needs) if (!(await need.there())) missing.push(need);
  if (missing.length === 0) return;
  const apt = fs.existsSync('/usr/bin/apt-get');
  const mayInstall = apt && process.getuid?.() === 0;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (mayInstall) await run('apt-get', ['update', '-qq'], { show: 'quiet', env });
  const packages = [];
  for (const alternatives of missing.flatMap((need) => need.packages))
    packages.push(apt ? await firstKnown(alternatives) : alternatives.at(-1));
  const what = missing.map((need) => need.what).join(', ');
  if (!mayInstall) {
    console.log(
      `Missing on this system: ${what}. Install with:\n  sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
    return;
  }
  console.log(`Installing ${what} with apt-get…`);
  const { status, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    show: 'quiet',
    env,
  });
  if (status !== 0) console.log(`apt-get could not install them:\n${output.trim().split('\n').slice(-5).join('\n')}`);
}

/** The first of the alternatives that apt knows (library packages were renamed to …t64 in newer releases). */
async function firstKnown(alternatives) {
  for (const name of alternatives) {
    if ((await run('apt-cache', ['show', name], { show: 'quiet' })).status === 0) return name;
  }
  return alternatives.at(-1);
}
