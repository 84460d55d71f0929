import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStart, refusedSwitch } from '../../../src-main/desk/argv.ts';
import { pathToFileURL } from 'node:url';

const cwd = path.resolve('/office');
const at = (name: string): string => path.resolve(cwd, name);

describe('what a start was asked for', () => {
  it.each([
    ['packaged', ['/opt/kohyo-desk', '計画.xlsx'], true, { mode: 'desk', files: [at('計画.xlsx')], sample: false }],
    ['nothing', ['/opt/kohyo-desk'], true, { mode: 'desk', files: [], sample: false }],
    [
      'unpackaged: the folder is no file',
      ['electron', '--no-sandbox', '/checkout', 'a.xlsx', 'b.xlsx'],
      false,
      { mode: 'desk', files: [at('a.xlsx'), at('b.xlsx')], sample: false },
    ],
    [
      "Chromium's switches",
      ['electron', '--inspect=0', '--remote-debugging-port=0', '/checkout', '--sample'],
      false,
      { mode: 'desk', files: [], sample: true },
    ],
    [
      'a command',
      ['/opt/kohyo-desk', '--no-sandbox', '--cli', 'read', 'a.xlsx', '--json'],
      true,
      { mode: 'cli', args: ['read', 'a.xlsx', '--json'], report: undefined },
    ],
    [
      'a command with a report',
      ['/opt/kohyo-desk', '--cli', 'read', 'a.xlsx', '--report', 'out.json', '--json'],
      true,
      { mode: 'cli', args: ['read', 'a.xlsx', '--json'], report: at('out.json') },
    ],
    [
      'its own test',
      ['/opt/kohyo-desk', '--self-test', 'report.json'],
      true,
      { mode: 'self-test', report: at('report.json') },
    ],
  ] as const)('%s', (_what, argv, packaged, expected) => {
    expect(readStart(argv, packaged, cwd)).toEqual(expected);
  });
});

describe('what file managers and strangers add', () => {
  it('takes file addresses as paths, other addresses as they are', () => {
    const files = (argument: string) => {
      const start = readStart(['/opt/kohyo-desk', argument], true, cwd);
      return start.mode === 'desk' ? start.files : [];
    };
    const file = path.resolve('/tmp/個票 a.xlsx');
    expect(files(pathToFileURL(file).href)).toEqual([file]);
    expect(pathToFileURL(file).href).toContain('%E5%80%8B%E7%A5%A8%20a.xlsx');
    expect(files('file://%zz')).toHaveLength(1);
  });

  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--Remote-Debugging-Pipe',
    '--js-flags=--expose-gc',
    '--inspect',
    '--inspect-brk=0',
    '-js-flags=x',
    '--renderer-cmd-prefix=sh',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--proxy-server=http://10.0.0.1',
    '--load-extension=/tmp/x',
    '--user-data-dir=/tmp/x',
  ])('refuses %s in the packaged program', (argument) => {
    expect(refusedSwitch(['/opt/kohyo-desk', argument, 'a.xlsx'])).toBe(argument);
  });

  it('lets the others be, and what stands behind a command', () => {
    expect(
      refusedSwitch(['/opt/kohyo-desk', '--no-sandbox', '--ozone-platform=headless', '--sample', 'a.xlsx']),
    ).toBeUndefined();
    expect(refusedSwitch(['/opt/kohyo-desk', '--cli', 'set', 'a.xlsx', '--value', '--inspect'])).toBeUndefined();
    expect(refusedSwitch(['/opt/kohyo-desk', '--self-test', 'report.json'])).toBeUndefined();
  });
});
