import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStart } from '../../../src-main/desk/argv.ts';

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
