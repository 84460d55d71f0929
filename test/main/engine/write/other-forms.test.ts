import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { learnFromFiles } from '../../../../src-main/engine/learn/learn-files.ts';
import type { AnyField, AnyItem } from '../../../../src-main/engine/read/any/any-item.ts';
import { openAny } from '../../../../src-main/engine/read/any/open-any.ts';
import { setAny } from '../../../../src-main/engine/write/set-any.ts';
import { value } from '../make/open.ts';

/** Every kind of box of every family set and saved: another reader finds that cell changed, and no other. */
const root = join(process.env['KOHYO_SHARED'] ?? '', 'forms');
const families = process.env['KOHYO_SHARED'] !== undefined && existsSync(root) ? readdirSync(root) : [];

/** Every cell that stores something, formulas by themselves: their results wait for the next calculation. */
function cellsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const book = XLSX.read(bytes, { cellFormula: true });
  const cells = new Map<string, string>();
  for (const name of book.SheetNames)
    for (const [at, cell] of Object.entries(book.Sheets[name] ?? {}))
      if (!at.startsWith('!')) {
        const { f, v } = cell as XLSX.CellObject;
        cells.set(`${name}!${at}`, f === undefined ? String(v ?? '') : `=${f}`);
      }
  return cells;
}

const canBeSet = ({ traits, formula, text }: AnyField): boolean =>
  formula === undefined && traits.kind !== 'computed' && traits.kind !== 'picture' && text.length < 2_000;

/** By kind and by how the box is found: its first field of each. */
function samplesOf(items: readonly AnyItem[]): readonly (readonly [AnyItem, AnyField])[] {
  const found = new Map<string, readonly [AnyItem, AnyField]>();
  for (const item of items)
    for (const field of item.fields.values()) {
      const place = field.area.includes(':') ? 'merged' : 'single';
      const key = `${field.traits.kind} ${place} ${field.raw.kind} ${item.row === undefined} ${field.sheet === item.sheet}`;
      if (canBeSet(field) && !found.has(key)) found.set(key, [item, field]);
    }
  return [...found.values()];
}

const ofForms = families.filter((name) => /^\d\d-/.test(name));
describe.skipIf(ofForms.length === 0).each(ofForms.length === 0 ? ['KOHYO_SHARED'] : ofForms)('%s', (family) => {
  test('one box set: that cell alone is changed', () => {
    const folder = join(root, family);
    const names = readdirSync(folder).filter((name) => name.endsWith('.xlsx') && name !== 'drifted.xlsx');
    const { form } = value(learnFromFiles(names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))));
    const bytes = readFileSync(join(folder, names.findLast((name) => !name.startsWith('blank')) ?? ''));
    const opened = value(openAny(bytes, form));
    const before = cellsOf(bytes);
    const samples = samplesOf(opened.items);
    expect(samples.length).toBeGreaterThan(2);
    for (const [item, field] of samples) {
      const isNumber = field.traits.kind === 'number' || field.traits.kind === 'percent';
      const text = isNumber ? '4711' : '書き換えた文';
      const set = value(setAny(opened, item, [{ path: field.path, kind: 'text', text }], { unlock: true }));
      const after = cellsOf(set.bytes);
      const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
        (cell) => before.get(cell) !== after.get(cell),
      );
      expect(changed, `${family} ${field.path}`).toEqual([`${field.sheet}!${field.cell}`]);
      // A box that is known by its own words, or joins sheets by its number, is not found again without them.
      const { kind, role, own } = field.traits;
      if (kind === 'blanks' || kind === 'marks' || own?.before !== undefined || role === 'no') continue;
      const again = value(openAny(set.bytes, form)).items.find(({ key }) => key === item.key);
      const shown = (again?.fields.get(field.path)?.text ?? '(gone)').replaceAll(/[,\s]/g, '');
      expect(shown, `${family} ${field.path}`).toContain(kind === 'percent' ? '' : text);
    }
  }, 120_000);
});
