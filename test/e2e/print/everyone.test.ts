import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { elements, faultsOf, readPdfFile, textOf } from '../../helpers/pdf-structure.ts';
import { lastingFolder, removeFolders } from '../helpers/launch.ts';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

afterEach(removeFolders);

function printed(...options: readonly string[]): Uint8Array {
  const folder = lastingFolder('print');
  const [file, old, pdf] = ['計画.xlsx', '前回.xlsx', '計画.pdf'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  fs.writeFileSync(file, fixtureWorkbook({ items: 4 }).bytes);
  fs.writeFileSync(old, fixtureWorkbook({ items: 3 }).bytes);
  const args = options.map((option) => (option === 'OLD' ? old : option));
  const run = spawnSync(process.execPath, [cli, 'print', file, '--out', pdf, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return fs.readFileSync(pdf);
}

test.each([
  ['the form', [], ['H1', 'Table', 'TH', 'TD']],
  ['a booklet', ['--booklet', '--meeting', '会議'], ['H1', 'H2', 'Table']],
  ['the meeting layout', ['--layout', 'meeting'], ['H1', 'Table', 'TH']],
  ['old and new', ['--layout', 'comparison', '--since', 'OLD'], ['Table', 'TH']],
  ['the list', ['--paper', 'list'], ['H1', 'Table', 'TH', 'TD']],
  ['the tally', ['--paper', 'tally'], ['H1', 'H2', 'Table', 'Figure']],
  ['the list of indicators', ['--paper', 'indicators'], ['H1', 'Table', 'Figure']],
  ['two pages a side', ['--per-sheet', '2'], ['P']],
])('%s keeps our list of checks for everyone', { timeout: 120_000 }, (_, options, types) => {
  const pdf = printed(...options, '--title', '港北市行政改革プラン & 実施計画');
  expect(faultsOf(pdf)).toEqual([]);
  const { root, info } = readPdfFile(pdf);
  const found = new Set(elements(root).map(({ type }) => type));
  for (const type of types) expect([...found]).toContain(type);
  expect(textOf(info, 'Title')).toBe('港北市行政改革プラン & 実施計画');
});

test(
  'the checks find what is wrong: a head without scope, a drawing without a mark, no words of its own',
  { timeout: 120_000 },
  () => {
    const good = Buffer.from(printed('--paper', 'list'));
    expect(faultsOf(good)).toEqual([]);
    const broken = Buffer.from(good.toString('latin1').replace('<pdfuaid:part>1<', '<pdfuaid:part>0<'), 'latin1');
    expect(faultsOf(broken)).toEqual(['no PDF/UA mark']);
  },
);
