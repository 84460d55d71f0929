import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanRoot } from '../../../scripts/lib/clean-root.mjs';
import { lastingFolder, removeFolders } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

/** The packaged program: made from the Electron at hand, tested from outside and by itself. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const release = path.join(root, 'release');
const unpacked = path.join(release, 'linux-unpacked');
const program = path.join(unpacked, 'kohyo-desk');
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? ['--no-sandbox'] : [];
/** dist/ is the one that this run has built. */
const packageScript = (args: readonly string[]) =>
  spawnSync(process.execPath, [path.join(root, 'scripts', 'package.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, KOHYO_NO_BUILD: '1' },
  });

describe.runIf(process.platform === 'linux')('the packaged program', () => {
  beforeAll(() => {
    fs.rmSync(release, { recursive: true, force: true });
    const made = packageScript(['--linux', 'deb', 'tar.gz']);
    expect(made.status, `${made.stdout}\n${made.stderr}`).toBe(0);
  }, 480_000);
  afterAll(removeFolders);

  it('holds its own code in one archive, no packages, no sources', () => {
    // The profile lets Ubuntu's AppArmor allow the sandbox its user namespaces.
    expect(fs.readdirSync(path.join(unpacked, 'resources')).sort()).toEqual(['app.asar', 'apparmor-profile']);
    const archive = fs
      .readFileSync(path.join(unpacked, 'resources', 'app.asar'))
      .subarray(0, 200_000)
      .toString('latin1');
    expect(archive).toContain('"dist"');
    expect(archive).not.toContain('"node_modules"');
    expect(archive).not.toContain('"src-main"');
  });

  it('19. has its fuses set, read back from the program', async () => {
    const wire = (await getCurrentFuseWire(program)) as unknown as Record<number, number>;
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspectArguments: on(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: false,
      nodeOptions: false,
      inspectArguments: false,
      asarIntegrity: true,
      onlyAsar: true,
      ownSnapshot: false,
      filePrivileges: false,
    });
  });

  it('tests itself: opens, edits, saves, reads back, prints, reads its fuses, quits', () => {
    const report = path.join(lastingFolder('report'), 'report.json');
    const ran = spawnSync(program, [...asRoot, '--self-test', report], { timeout: 60_000 });
    const said = JSON.parse(fs.readFileSync(report, 'utf8')) as { steps: readonly { step: string; ok: boolean }[] };
    expect(said).toMatchObject({ ok: true, packaged: true });
    expect(said.steps.map(({ step }) => step)).toEqual([
      'start',
      'open',
      'form',
      'edit',
      'save',
      'read back',
      'print',
      'fuses',
    ]);
    expect(ran.status).toBe(0);
  });

  it('takes the commands of the command line without Node', () => {
    const { file } = putPlan();
    const report = path.join(path.dirname(file), 'report.json');
    const set = spawnSync(
      program,
      [...asRoot, '--cli', 'set', file, '--item', '2', '--field', 'title', '--value', 'ノード無し', '--report', report],
      { timeout: 60_000 },
    );
    expect(set.status).toBe(0);
    expect(JSON.parse(fs.readFileSync(report, 'utf8'))).toMatchObject({ written: [{ sheet: 'No.2', path: 'title' }] });
    expect(cellsHolding(file, 'ノード無し')).toHaveLength(1);
    const refused = spawnSync(program, [...asRoot, '--cli', 'read', path.join(root, 'package.json'), '--json'], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain('"kind":"not-a-workbook"');
    expect(spawnSync(program, [...asRoot, '--cli', 'nonsense'], { timeout: 60_000 }).status).toBe(2);
  });

  it.each([
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '-remote-debugging-port=0',
    '--remote-allow-origins=*',
    '--inspect=0',
    '--js-flags=--allow-natives-syntax',
    '--load-extension=/tmp',
    '--renderer-cmd-prefix=true',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--user-data-dir=/tmp/elsewhere',
    '--proxy-server=127.0.0.1:1',
    '--single-process',
  ])('refuses %s, which gives a way in, before anything listens', (way) => {
    for (const rest of [[], ['--cli', 'read', 'x.xlsx', '--json']]) {
      const data = lastingFolder('refused');
      const ran = spawnSync(program, [...asRoot, way, ...rest], {
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, KOHYO_DATA_DIR: data },
      });
      expect([ran.status, ran.signal], ran.stderr).toEqual([3, null]);
      expect(ran.stderr).toContain(way.replace(/^-+|=.*$/gu, ''));
      expect(ran.stderr).not.toMatch(/listening on/iu);
      expect(fs.readdirSync(data), 'nothing was begun').toEqual([]);
    }
  });

  it('does not run as Node', () => {
    const ran = spawnSync(program, ['-e', 'process.stdout.write("ran as node")', '--cli', 'nonsense', ...asRoot], {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    expect(ran.stdout).not.toContain('ran as node');
  });

  it('is marked and refused for a release when it stands on the development runtime', () => {
    if (process.env['KOHYO_DEVELOPMENT_RUNTIME'] !== '1') {
      expect(fs.existsSync(path.join(unpacked, 'NOT-FOR-RELEASE.txt'))).toBe(false);
      return;
    }
    expect(fs.readFileSync(path.join(unpacked, 'NOT-FOR-RELEASE.txt'), 'utf8')).toContain('never be handed out');
    expect(handedOut()).toEqual([
      expect.stringMatching(/^kohyo-desk-[\d.]+-linux-amd64-NOT-FOR-RELEASE\.deb$/),
      expect.stringMatching(/^kohyo-desk-[\d.]+-linux-x64-NOT-FOR-RELEASE\.tar\.gz$/),
    ]);
    const refused = packageScript(['--win']);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Refused');
  });

  it('comes with check sums, licences and a bill of materials', () => {
    const checked = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: release, encoding: 'utf8' });
    expect(checked.status, checked.stderr).toBe(0);
    for (const name of handedOut()) expect(checked.stdout).toContain(`${name}: OK`);
    expect(fs.readFileSync(path.join(unpacked, 'licences.txt'), 'utf8')).toContain('react ');
    const bill = JSON.parse(fs.readFileSync(path.join(unpacked, 'bill-of-materials.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: readonly { name: string; version: string }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    // Each package whose licence the build found in its bundles is in the bill, by the same version.
    const licences = fs.readFileSync(path.join(unpacked, 'licences.txt'), 'utf8');
    const bundled = [...licences.matchAll(/^-{72}\n\n(\S+) (\S+) \(/gmu)].map(
      ([, name, version]) => `${name}@${version}`,
    );
    expect(bundled.length).toBeGreaterThan(10);
    expect(bill.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
      [...bundled, `electron@${fs.readFileSync(path.join(unpacked, 'version'), 'utf8').trim()}`].sort(),
    );
  });

  it('holds nothing that docs/releasing.md does not explain', () => {
    const table = fs.readFileSync(path.join(root, 'docs', 'releasing.md'), 'utf8').split('\n');
    const explained = table
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name));
    const isExplained = (name: string): boolean => explained.some((pattern) => path.matchesGlob(name, pattern));
    const inDeb = debian('--contents')
      .split('\n')
      .filter((line) => line.startsWith('-'))
      .map((line) => line.replace(/^.* \.\//u, '/').replace('/opt/KohyoDesk/', ''));
    const tarball = path.join(release, handedOut().find((name) => name.endsWith('.tar.gz')) ?? '');
    const inTar = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
      .split('\n')
      .map((name) => name.slice(name.indexOf('/') + 1))
      .filter((name) => name !== '' && !name.endsWith('/'));
    expect([...inDeb, ...inTar].filter((name) => !isExplained(name))).toEqual([]);
    expect(inTar.length).toBeGreaterThan(20);
    // What is explained is there.
    const gone = explained.filter((pattern) => !inDeb.some((name) => path.matchesGlob(name, pattern)));
    expect(gone.filter((name) => name !== 'NOT-FOR-RELEASE.txt')).toEqual([]);
  });

  it('leaves .xlsx to the office suite and opens what it is given by path', () => {
    const listed = debian('--contents').split('\n');
    expect(listed.filter((line) => line.includes('/usr/share/mime/'))).toEqual([]);
    expect(listed.filter((line) => / \.\/(etc|var|bin|lib|home)\//u.test(line))).toEqual([]);
    const entry = execFileSync(
      'sh',
      ['-c', 'dpkg-deb --fsys-tarfile "$0" | tar -xO ./usr/share/applications/kohyo-desk.desktop', deb()],
      {
        encoding: 'utf8',
      },
    );
    expect(entry).toMatch(/^Exec=\/opt\/KohyoDesk\/kohyo-desk %F$/mu);
    expect(entry).toMatch(/^Name\[ja\]=個票デスク$/mu);
    expect(debian('--field')).toMatch(/^Depends: .*libgbm1.*$/mu);
  });

  it.runIf(isRoot)(
    'installs, tests itself as an ordinary user with the sandbox on, and leaves nothing when removed',
    async () => {
      const system = await cleanRoot();
      const inSystem = system === undefined ? {} : { CLEAN_ROOT: system };
      const clean = installTrial(inSystem);
      expect(clean).toContain('left after removal: nothing');
      expect(JSON.parse(/^self-test: (.*)$/mu.exec(clean)?.[1] ?? '{}')).toMatchObject({ ok: true, packaged: true });
      // Each user has a place of its own that nobody else reads, whatever the home folder is called.
      const starts = [...clean.matchAll(/^first start of (\S+): (.*)$/gmu)].map((m) => [m[1], m[2]]);
      expect(starts).toEqual([
        ['games', 'sample open, data 700, journal 600'],
        ['nobody', 'sample open, data 700, journal 600'],
      ]);
      expect(clean).toContain('program folder changed by them: no');
      console.log(clean.replace(/^self-test: .*$/mu, 'self-test: ok'));
      // What a package would leave is seen.
      expect(installTrial({ ...inSystem, LITTER: '1' })).toContain('left after removal: ./opt/KohyoDesk');
    },
    900_000,
  );

  it.runIf(fs.existsSync('/usr/bin/lintian'))(
    'has no error by lintian but those overridden with a reason',
    () => {
      const ran = spawnSync('lintian', ['--allow-root', '--fail-on', 'error', deb()], { encoding: 'utf8' });
      expect(ran.status, ran.stdout).toBe(0);
    },
    240_000,
  );
});

const handedOut = (): readonly string[] =>
  fs
    .readdirSync(release)
    .filter((name) => /\.(deb|tar\.gz)$/u.test(name))
    .sort();
const deb = (): string => path.join(release, handedOut().find((name) => name.endsWith('.deb')) ?? '');
const debian = (what: string): string => execFileSync('dpkg-deb', [what, deb()], { encoding: 'utf8' });

/** Installs and removes the package in a copy of this system, or of a clean one, that lasts as long as the command. */
function installTrial(env: NodeJS.ProcessEnv): string {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-install-'));
  const script = path.join(root, 'scripts', 'lib', 'install-trial.sh');
  const ran = spawnSync('unshare', ['--mount', '--propagation', 'private', 'sh', script, deb(), work], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 240_000,
  });
  fs.rmdirSync(work);
  expect(ran.status, `${ran.stdout}\n${ran.stderr}`).toBe(0);
  return ran.stdout;
}
