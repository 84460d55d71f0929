import { describe, expect, test } from 'vitest';
import {
  chooseDataFolder,
  dataFolderWarnings,
  policyFile,
  type Surroundings,
} from '../../../src-main/files/data-folder.ts';
import { isTemporaryPlace, placeKind } from '../../../src-main/files/file-place.ts';

const windows: Surroundings = {
  platform: 'win32',
  env: {
    LOCALAPPDATA: 'C:\\Users\\minato\\AppData\\Local',
    APPDATA: '\\\\server\\roaming\\minato',
    USERNAME: 'minato',
  },
  home: 'C:\\Users\\minato',
  readText: () => undefined,
};
const linux: Surroundings = { platform: 'linux', env: {}, home: '/home/minato', readText: () => undefined };

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
    expect(await dataFolderWarnings('/dev/shm')).toMatchObject([{ kind: 'place', reason: 'data-volatile' }]);
    expect(await dataFolderWarnings('/etc')).toEqual([]);
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
