import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import type { Errno } from '../../helpers/below/below.ts';
import { runCli } from './run-cli.ts';

/** Every command of the command line with what it is called with; words that name files of the inputs stand for their paths. */
export type Command = readonly [name: string, ...args: string[]];

/** What the commands find: a plan that was sent, one answer that came back changed, and a second place where two answers wait for a person. */
export function makeInputs(place: string): readonly Command[] {
  mkdirSync(place);
  const at = (name: string): string => join(place, name);
  const cli = (...args: readonly string[]) => {
    const answer = runCli(args, { env: { KOHYO_DATA_DIR: at('data') } });
    expect([0, 4], answer.err).toContain(answer.status);
    return JSON.parse(answer.out === '' ? '{}' : (answer.out.split('\n')[0] ?? '')) as Record<string, unknown>;
  };
  writeFileSync(at('plan.xlsx'), fixtureWorkbook({ items: 2 }).bytes);
  writeFileSync(at('other.xlsx'), fixtureWorkbook({ items: 4 }).bytes);
  writeFileSync(at('text.txt'), '題');
  const items = [{ no: '1', title: '見直し' }];
  writeFileSync(at('settings.json'), JSON.stringify({ title: '計画', years: [2026, 2027], items }));
  cli('distribute', at('plan.xlsx'), '--out', at('back'), '--plan-folder', at('folder'));
  // A plan that is a folder of workbooks.
  mkdirSync(at('plans'));
  for (const nos of [[1], [2]])
    writeFileSync(
      at(`plans/${nos[0]}.xlsx`),
      fixtureWorkbook({ items: nos.map((no) => filledItem(no, [2025, 2026])) }).bytes,
    );
  cli('distribute', at('plans'), '--out', at('backs'), '--plan-folder', at('folders'));
  cli('form', 'learn', at('plan.xlsx'), at('other.xlsx'), '--out', at('form.json'));
  const form = JSON.parse(readFileSync(at('form.json'), 'utf8')) as { id: string };
  writeFileSync(at('form.json'), JSON.stringify({ ...form, id: 'known-form' }));
  cli('form', 'import', at('form.json'));
  writeFileSync(at('form.json'), JSON.stringify({ ...form, id: 'new-form' }));
  // Two answers to one sending, changed in the same box.
  const [sent = ''] = (
    cli('distribute', at('plan.xlsx'), '--out', at('two'), '--plan-folder', at('asked'))['files'] as { file: string }[]
  ).map(({ file }) => file);
  for (const name of ['甲', '乙'])
    cli(
      'set',
      at(`two/${sent}`),
      '--item',
      '1',
      '--field',
      'title',
      '--value',
      `${name}の題`,
      '--out',
      at(`two-${name}.xlsx`),
    );
  const collected = ['collect', at('plan.xlsx'), at('two-甲.xlsx'), at('two-乙.xlsx'), '--plan-folder', at('asked')];
  const { collecting } = cli(...collected, '--out', at('merged.xlsx'), '--report', at('merged.json')) as {
    collecting: string;
  };
  const { open } = cli('answer', at('merged.xlsx'), '--plan-folder', at('asked'), '--list') as {
    open: { id: string; kind: string }[];
  };
  const question = open.find(({ kind }) => kind === 'conflict') ?? open[0];
  const box = ['--item', '1', '--field', 'title'];
  return [
    ['set', 'plan.xlsx', ...box, '--value', '題'],
    ['set', 'plan.xlsx', ...box, '--value-file', 'text.txt', '--out', 'out.xlsx'],
    ['print', 'plan.xlsx', '--paper', 'list', '--out', 'out.xlsx'],
    ['fix', 'plan.xlsx', '--name', '第1回', '--plan-folder', 'folder'],
    ['roll-over', 'plan.xlsx', '--title', '次期', '--years', '2030,2031', '--out', 'out.xlsx'],
    ['new', 'settings.json', '--out', 'out.xlsx'],
    ['extract', 'plan.xlsx', '--items', '1', '--out', 'out.xlsx'],
    ['insert', 'plan.xlsx', '--from', 'other.xlsx', '--items', '3', '--out', 'out.xlsx'],
    ['publish', 'plan.xlsx', '--out', 'out.xlsx'],
    ['publish', 'plan.xlsx', '--out', 'other.xlsx', '--overwrite'],
    ['distribute', 'plan.xlsx', '--out', 'sent', '--plan-folder', 'folder'],
    ['collect', 'plan.xlsx', 'back', '--plan-folder', 'folder', '--out', 'out.xlsx', '--report', 'report.json'],
    ['distribute', 'plans', '--out', 'sent', '--plan-folder', 'folders'],
    ['collect', 'plans', 'backs', '--plan-folder', 'folders', '--out', 'out', '--report', 'report.json'],
    ['answer', 'merged.xlsx', '--plan-folder', 'asked', '--list', '--xlsx', 'out.xlsx'],
    ['answer', 'merged.xlsx', '--plan-folder', 'asked', '--id', question?.id ?? '', '--mine', '--out', 'out.xlsx'],
    [
      'undo',
      'merged.xlsx',
      '--plan-folder',
      'asked',
      '--collecting',
      collecting,
      '--out',
      'out.xlsx',
      '--report',
      'report.json',
    ],
    ['export', 'plan.xlsx', '--format', 'csv', '--rows', 'field', '--out', 'out.csv'],
    ['form', 'learn', 'plan.xlsx', 'other.xlsx', '--out', 'out.json'],
    ['form', 'import', 'form.json'],
    ['form', 'list', '--json'],
    ['form', 'check', 'form.json', 'plan.xlsx'],
    ['form', 'export', 'known-form', '--out', 'out.json'],
    ['form', 'remove', 'known-form'],
    ['read', 'plan.xlsx', '--json'],
  ];
}

/** What the system may answer to each call: refusals that it really gives, and a write or read that takes half. */
const faultsOf: Readonly<Record<string, readonly (Errno | 'short')[]>> = {
  openr: ['EACCES', 'EIO', 'EMFILE', 'ESTALE'],
  openw: ['EACCES', 'ENOSPC', 'EROFS', 'EMFILE', 'EBUSY'],
  write: ['ENOSPC', 'EIO', 'short'],
  read: ['EIO', 'short'],
  fsync: ['EIO', 'ENOSPC'],
  rename: ['EBUSY', 'EACCES', 'EIO'],
  mkdir: ['EACCES', 'ENOSPC', 'EROFS'],
  unlink: ['EBUSY', 'EACCES'],
};
export const faultsAt = (call: string): readonly (Errno | 'short')[] => faultsOf[call] ?? ['EACCES', 'EIO'];
