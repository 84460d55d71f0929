import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { learnFromFiles } from '../../../src-main/engine/learn/learn-files.ts';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';
import { openAny } from '../../../src-main/engine/read/any/open-any.ts';
import type { AnyField, AnyItem } from '../../../src-main/engine/read/any/any-item.ts';
import { setAny } from '../../../src-main/engine/write/set-any.ts';
import { collect } from '../../../src-main/exchange/core/collect.ts';
import { distribute, type Sending } from '../../../src-main/exchange/core/distribute.ts';
import { openExchanged, type ExchangedWorkbook } from '../../../src-main/exchange/core/open-exchanged.ts';
import { planForm } from '../../../src-main/exchange/core/plan-form.ts';
import { masterFrom } from '../../../src-main/exchange/core/read-returned.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';
import { takeIn } from '../../../src-main/exchange/core/take-in.ts';
import { takeOutItems } from '../../../src-main/exchange/core/take-out-items.ts';
import { value } from '../engine/make/open.ts';

/** An exchange by a description: forms of other cities are sent, edited by another program, and taken in. */
const shared = process.env['KOHYO_SHARED'];
const root = join(shared ?? '', 'forms');
const plans = [
  ['01-list', 'list.xlsx'],
  ['02-list-and-details', 'kikaku.xlsx'],
  ['03-budget-table', 'sheets.xlsx'],
  ['08-stages', 'stage1.xlsx'],
  ['10-editions', 'R6.xlsx'],
] as const;
const stamp = { id: 'c1', at: '2026-10-01T00:00:00.000Z' };

function learned(family: string): FormDescription {
  const folder = join(root, family);
  const names = readdirSync(folder).filter((name) => name.endsWith('.xlsx') && name !== 'drifted.xlsx');
  return value(learnFromFiles(names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })))).form;
}

function sentFrom(family: string, file: string) {
  const form = planForm(learned(family));
  const master = value(openExchanged(readFileSync(join(root, family, file)), false, undefined, form));
  const memory = { records: [], bases: new Map() };
  const sent = value(distribute({ master, memory, takeOut: takeOutItems, by: 'lead' }, { at: stamp.at }));
  return { form, master, sent };
}

type Sent = ReturnType<typeof sentFrom>;

/** Everything that a package says, entities resolved and white space taken away. */
const saidBy = (bytes: Uint8Array): string => {
  const pkg = value(openPackage(bytes));
  return pkg.entryNames
    .map((name) => Buffer.from(pkg.read(name)).toString('utf8'))
    .join('\n')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/_x000D_|&#1[03];|\s/g, '');
};

const telling = ['line', 'text', 'person', 'code', 'number', 'blanks'];
const textsOf = (items: readonly AnyItem[]): readonly string[] =>
  items.flatMap(({ fields }) =>
    [...fields.values()]
      .filter(({ traits }) => telling.includes(traits.kind ?? ''))
      .flatMap(({ text }) => text.split('\n'))
      .map((text) => text.replaceAll(/\s/g, ''))
      .filter((text) => text.length >= 6),
  );

const keyOf = ({ no, title }: Pick<AnyItem, 'no' | 'title'>): string => `${no.trim()} ${title.trim()}`;
const openedBy = ({ any }: ExchangedWorkbook) => any!.opened;

function itemsOfSending({ base }: Sending, master: ExchangedWorkbook): readonly AnyItem[] {
  const titles = new Set(base.items.map((item) => keyOf({ no: item.no, title: titleIn(item) })));
  return openedBy(master).items.filter((item) =>
    titles.has(`${item.no} ${item.fields.get('title')?.text ?? item.title}`),
  );
}

/** A field that a person may fill in, and what is written there. */
const isOpen = ({ traits, formula, raw }: AnyField): boolean =>
  formula === undefined &&
  (traits.kind === 'text' || traits.kind === 'line') &&
  traits.role === undefined &&
  raw.kind !== 'number';

describe.runIf(shared !== undefined && existsSync(root))('plans of other forms (KOHYO_SHARED)', () => {
  describe.each(plans)('%s', (family, file) => {
    let form: Sent['form'];
    let master: Sent['master'];
    let sent: Sent['sent'];
    beforeAll(() => {
      ({ form, master, sent } = sentFrom(family, file));
    });

    test('every item is sent once, with all its texts', () => {
      const all = openedBy(master).items.map(keyOf).toSorted();
      const read = sent.map(({ bytes }) => value(openAny(bytes, form.description)).items);
      expect(read.flat().map(keyOf).toSorted()).toEqual(all);
      const before = new Map(openedBy(master).items.map((item) => [keyOf(item), item]));
      for (const item of read.flat())
        for (const [path, { text, traits, formula }] of item.fields)
          if (traits.kind !== 'computed' && formula === undefined)
            expect(`${path} ${text}`).toBe(`${path} ${before.get(keyOf(item))?.fields.get(path)?.text}`);
    });

    test('nothing of the others leaves: no text in any part, no row for another reader', () => {
      for (const sending of sent) {
        const own = itemsOfSending(sending, master);
        const kept = textsOf(own).join('\n');
        const ownNos = new Set(own.map(keyOf));
        const others = openedBy(master).items.filter((item) => !ownNos.has(keyOf(item)));
        const form = JSON.stringify(sending.base.form ?? '');
        const choices = new Set(
          openedBy(master).items.flatMap(({ fields }) =>
            [...fields.values()].flatMap((field) => [...(field.choices ?? []), ...(field.traits.choices ?? [])]),
          ),
        );
        const said = saidBy(sending.bytes);
        const leaks = [...new Set(textsOf(others))].filter(
          (text) => !kept.includes(text) && !choices.has(text) && !form.includes(text) && said.includes(text),
        );
        expect(leaks).toEqual([]);
        // Rows that another reader finds filled are those of the own items.
        const book = XLSX.read(sending.bytes);
        for (const { name, list } of openedBy(master).sheets) {
          if (list === undefined) continue;
          const sheet = book.Sheets[name];
          const ownRows = new Set(
            own.flatMap(({ fields }) =>
              [...fields.values()].flatMap((one) => (one.sheet === name ? Number(/\d+$/.exec(one.cell)?.[0]) : [])),
            ),
          );
          const filled = list.rows.filter((row) =>
            Object.entries(sheet ?? {}).some(
              ([cell, one]) =>
                /\D/.exec(cell) &&
                Number(/\d+$/.exec(cell)?.[0]) === row &&
                String((one as XLSX.CellObject).v ?? '') !== '',
            ),
          );
          expect(filled.filter((row) => !ownRows.has(row))).toEqual([]);
        }
      }
    });

    test('what sections write comes into the plan, and nothing else changes', () => {
      const expected = new Map<string, string>();
      const returned = sent.map(({ name, bytes }, n) => {
        const opened = value(openAny(bytes, form.description));
        const item = opened.items[n % opened.items.length] as AnyItem;
        const field = [...item.fields.values()].find(isOpen) as AnyField;
        const text = `回答その${n}`;
        expected.set(`${keyOf(item)}\n${field.path}`, text);
        return {
          name,
          bytes: value(setAny(opened, item, [{ path: field.path, kind: 'text', text }], { unlock: true })).bytes,
        };
      });
      const bases = new Map(sent.map(({ base }) => [base.exportId ?? '', base]));
      const memory = { records: sent.map(({ record }) => record), bases };
      const collection = collect({ master: masterFrom(master), returned, memory }, stamp);
      expect({ undecided: collection.undecided, notTaken: collection.notTaken }).toEqual({ undecided: 0, notTaken: 0 });
      const taken = value(takeIn(master, collection.edits, []));
      expect(taken.refused).toEqual([]);
      const after = new Map(value(openAny(taken.bytes, form.description)).items.map((item) => [keyOf(item), item]));
      const changed = new Map<string, string>();
      for (const item of openedBy(master).items)
        for (const [path, { text, traits }] of item.fields) {
          const now = after.get(keyOf(item))?.fields.get(path)?.text ?? '(gone)';
          if (now !== text && traits.kind !== 'computed') changed.set(`${keyOf(item)}\n${path}`, now);
        }
      expect(changed).toEqual(expected);
    });

    test('two sections that changed one box differently are asked about', () => {
      const { name, bytes } = sent[0] as Sending;
      const opened = value(openAny(bytes, form.description));
      const item = opened.items[0] as AnyItem;
      const { path } = [...item.fields.values()].find(isOpen) as AnyField;
      const write = (text: string) =>
        value(setAny(opened, item, [{ path, kind: 'text', text }], { unlock: true })).bytes;
      const returned = [
        { name, bytes: write('甲の回答') },
        { name: `写し_${name}`, bytes: write('乙の回答') },
      ];
      const bases = new Map(sent.map(({ base }) => [base.exportId ?? '', base]));
      const memory = { records: sent.map(({ record }) => record), bases };
      const { conflicts, undecided } = collect({ master: masterFrom(master), returned, memory }, stamp);
      expect(conflicts.map((entry) => entry.path)).toEqual([path]);
      expect(undecided).toBeGreaterThan(0);
    });
  });
});
