import { chmodSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseDataFolder, dataFolderWarnings } from '../../../src-main/files/data-folder.ts';
import { policyFile, type Machine } from '../../../src-main/files/data-folder-places.ts';
import { isTemporaryPlace, placeKind } from '../../../src-main/files/file-place.ts';

const windows: Machine = {
  platform: 'win32',
  env: {
    LOCALAPPDATA: 'C:\\Users\\minato\\AppData\\Local',
    APPDATA: '\\\\server\\roaming\\minato',
    USERNAME: 'minato',
  },
  home: 'C:\\Users\\minato',
  readText: () => undefined,
};
const linux: Machine = { platform: 'linux', env: {}, home: '/home/minato', readText: () => undefined };

describe('the data folder', () => {
  test('is local by default, never roaming', () => {
    expect(chooseDataFolder(windows)).toEqual({ ok: true, value: 'C:\\Users\\minato\\AppData\\Local\\KohyoDesk' });
    expect(chooseDataFolder(linux)).toEqual({ ok: true, value: '/home/minato/.local/share/kohyo-desk' });
    expect(chooseDataFolder({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toEqual(chooseDataFolder(linux));
    expect(chooseDataFolder({ ...linux, platform: 'darwin' })).toEqual({
      ok: true,
      value: '/home/minato/Library/Application Support/KohyoDesk',
    });
  });

  test('the environment variable comes first, then the policy with its variables filled in', () => {
    const readText = (path: string): string | undefined =>
      path === policyFile(windows) ? '\uFEFF{"dataFolder":"D:\\\\kohyo\\\\%USERNAME%"}' : undefined;
    expect(chooseDataFolder({ ...windows, readText })).toEqual({ ok: true, value: 'D:\\kohyo\\minato' });
    const env = { ...windows.env, KOHYO_DATA_DIR: 'E:\\data' };
    expect(chooseDataFolder({ ...windows, env, readText })).toEqual({ ok: true, value: 'E:\\data' });
  });

  test.each([
    ['not JSON', 'dataFolder = D:\\'],
    ['a relative folder', '{"dataFolder":"data"}'],
    ['an unknown variable', '{"dataFolder":"/data/${NOBODY}"}'],
    ['another type', '{"dataFolder":5}'],
  ])('a policy with %s is refused, not passed over', (_, text) => {
    expect(chooseDataFolder({ ...linux, readText: () => text })).toMatchObject({
      ok: false,
      failure: { kind: 'journal', reason: 'policy' },
    });
  });

  test('a relative KOHYO_DATA_DIR and an unreadable policy are refused', () => {
    expect(chooseDataFolder({ ...linux, env: { KOHYO_DATA_DIR: 'here' } }).ok).toBe(false);
    const readText = (): never => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    expect(chooseDataFolder({ ...linux, readText }).ok).toBe(false);
  });

  test('a folder in memory is warned about', async () => {
    if (process.platform !== 'linux') return;
    const inMemory = mkdtempSync('/dev/shm/kohyo-place-');
    expect(await dataFolderWarnings(inMemory)).toMatchObject([{ kind: 'place', reason: 'data-volatile' }]);
    rmdirSync(inMemory);
  });
});

describe('who may write and read', () => {
  test.skipIf(process.platform === 'win32')('a folder that others may read is left as it is and told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kohyo-place-'));
    const reasons = async () => (await dataFolderWarnings(folder)).map(({ reason }) => reason);
    expect(await reasons()).not.toContain('data-shared');
    chmodSync(folder, 0o755);
    expect(await reasons()).toContain('data-shared');
    expect(statSync(folder).mode & 0o777).toBe(0o755);
    rmdirSync(folder);
  });

  const policy = (): string => '{"dataFolder":"/data/kohyo"}';
  const refused = (around: Machine) => {
    const chosen = chooseDataFolder(around);
    return chosen.ok ? chosen.value : chosen.failure.values;
  };
  test('Windows: a policy where any user can put one is refused, and the place for it named', () => {
    const old = 'C:\\ProgramData\\KohyoDesk\\policy.json';
    const readText = (path: string): string | undefined =>
      path.toLowerCase() === old.toLowerCase() ? '{}' : undefined;
    expect(refused({ ...windows, readText })).toEqual({ found: old, place: policyFile(windows) });
    expect(policyFile(windows)).toMatch(/Program Files\\KohyoDesk\\policy\.json$/u);
    // Unreadable is there too.
    const closed = (path: string): string | undefined => {
      if (path.toLowerCase() === old.toLowerCase()) throw new Error('denied');
      return undefined;
    };
    expect(refused({ ...windows, readText: closed })).toMatchObject({ found: old });
  });

  test.each([
    ['the administrator’s', 0, 0o644, '/data/kohyo'],
    ['a person’s', 1000, 0o644, { found: '/etc/kohyo-desk/policy.json', place: '/etc/kohyo-desk/policy.json' }],
    ['for a group to write', 0, 0o664, { found: '/etc/kohyo-desk/policy.json', place: '/etc/kohyo-desk/policy.json' }],
  ])('elsewhere: a policy file that is %s', (_, owner, mode, expected) => {
    expect(refused({ ...linux, readText: policy, rights: () => ({ owner, mode }) })).toEqual(expected);
  });
});

test.each([
  ['\\\\server\\share\\home', undefined, 'network'],
  ['\\\\?\\UNC\\server\\share', undefined, 'network'],
  ['\\\\?\\C:\\Users\\minato', undefined, 'local'],
  ['C:\\Users\\minato', undefined, 'local'],
  ['C:\\Users\\TEMP\\AppData\\Local', undefined, 'volatile'],
  ['C:\\Users\\TEMP.MINATO.001', undefined, 'volatile'],
  ['C:\\Users\\temple', undefined, 'local'],
  ['/home/minato', 0xef53, 'local'],
  ['/home/minato', 0x6969, 'network'],
  ['/home/minato', -11317950, 'network'],
  ['/run/user/1000', 0x01021994, 'volatile'],
] as const)('%s (type %s) is %s', (path, type, kind) => {
  expect(placeKind(path, type)).toBe(kind);
});

test.each([
  ['C:\\Users\\minato\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\AB12\\台帳.xlsx', true],
  ['C:\\Users\\minato\\AppData\\Local\\Temp\\Temp1_送付.zip\\台帳.xlsx', true],
  ['/var/folders/xy/T/com.apple.mail/台帳.xlsx', true],
  ['/tmp/台帳.xlsx', true],
  ['C:\\Users\\minato\\Documents\\Temperature\\台帳.xlsx', false],
  ['/home/minato/tmp/台帳.xlsx', false],
  ['/scratch/台帳.xlsx', true],
  ['/scratchy/台帳.xlsx', false],
] as const)('%s lies in a temporary place: %s', (path, expected) => {
  expect(isTemporaryPlace(path, '/scratch')).toBe(expected);
});
