import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { toReadJson, type WorkbookJson } from '../../../../src-main/engine/read/read-json.ts';

const shared = process.env['KOHYO_SHARED'] ?? '';
const root = join(shared, 'workbooks');
const truths =
  shared !== '' && existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.truth.json'))
    : [];

const open = (path: string): WorkbookJson => {
  const opened = openWorkbook(readFileSync(path));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return toReadJson(basename(path), opened.value, 'ja');
};

describe.skipIf(truths.length === 0)('the development workbooks (KOHYO_SHARED)', () => {
  it.each(truths)('%s', (name) => {
    const truth = JSON.parse(readFileSync(join(root, name), 'utf8'));
    const read = open(join(root, name.replace('.truth.json', '.xlsx')));
    expect(read.plan).toEqual(truth.plan);
    expect(read.items.map((item) => item.sheet)).toEqual(truth.items.map((item: { sheet: string }) => item.sheet));
    read.items.forEach((item, i) => expect(item).toEqual(truth.items[i]));
    expect(Object.keys(read.items[0] ?? {})).toEqual(Object.keys(truth.items[0]));
    expect(read.warnings).toEqual([]);
  });
});

describe.skipIf(truths.length === 0)('the broken workbooks (KOHYO_SHARED)', () => {
  const cases: Record<string, { expected: string; wrong: string; detail?: string }> =
    truths.length === 0
      ? { none: { expected: '', wrong: '' } }
      : JSON.parse(readFileSync(join(root, 'broken/broken.json'), 'utf8'));
  it.each(Object.entries(cases))('%s', (name, { expected, detail }) => {
    const opened = openWorkbook(readFileSync(join(root, 'broken', name)));
    const kinds = opened.ok ? opened.value.warnings.map((warning) => warning.kind) : [opened.failure.kind];
    const also = /or (damaged)|(?:refusing or ignoring)/.exec(detail ?? '');
    if (expected === 'open-normally') expect(opened.ok).toBe(true);
    else if (expected === 'open-with-warning') expect(kinds.length).toBeGreaterThan(0);
    else if (also?.[1]) expect([expected, also[1]]).toContain(kinds[0]);
    else expect(kinds).toContain(expected);
  });
});
