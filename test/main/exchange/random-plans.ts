import fc from 'fast-check';
import { compareWorkbooks } from '../../../src-main/exchange/core/compare.ts';
import type { MasterNow, ReadFile } from '../../../src-main/exchange/core/read-returned.ts';
import type { FileRecord } from '../../../src-main/exchange/core/records.ts';
import type { Snapshot, SnapshotItem } from '../../../src-main/exchange/core/snapshot.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { editText, text, textEdit, type TextEdit } from '../../shared/merge/texts.ts';

/** Random plans and what sections do to copies of them, without workbooks: a thousand times as fast. */

const names = ['待ち時間（分）', '電子申請の割合', '満足と答えた人の割合', '処理件数', ''] as const;
interface Row {
  readonly name: string;
  readonly current: string;
  readonly actual: string;
}
interface Item {
  readonly no: string;
  readonly title: string;
  readonly assessment: string;
  readonly grade: string;
  readonly step: string;
  readonly rows: readonly Row[];
}

const row: fc.Arbitrary<Row> = fc.record({
  name: fc.constantFrom(...names),
  current: fc.constantFrom('', '42', '10%'),
  actual: fc.constantFrom('', '36'),
});
const titles = ['総合窓口の設置', '電子申請の拡大', '公用車の共同利用', '遊休地の売却'] as const;
export const plan: fc.Arbitrary<readonly Item[]> = fc
  .array(
    fc.record({
      assessment: text,
      grade: fc.constantFrom('', 'A', 'B'),
      step: text,
      rows: fc.array(row, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((items) =>
    items.map((item, i): Item => ({
      ...item,
      assessment: plainLineEnds(item.assessment),
      step: plainLineEnds(item.step),
      no: String(i + 1),
      title: titles[i]!,
    })),
  );

export type Deed =
  | { readonly kind: 'assessment' | 'step' | 'title'; readonly item: number; readonly edit: TextEdit }
  | { readonly kind: 'grade'; readonly item: number; readonly value: string }
  | {
      readonly kind: 'row';
      readonly item: number;
      readonly at: number;
      readonly part: keyof Row;
      readonly value: string;
    }
  | {
      readonly kind: 'exchange-rows' | 'add-row' | 'drop-row';
      readonly item: number;
      readonly at: number;
      readonly name: string;
    }
  | { readonly kind: 'number'; readonly item: number; readonly no: string }
  | { readonly kind: 'drop'; readonly item: number }
  | { readonly kind: 'copy'; readonly item: number };

const item = fc.nat(3);
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('assessment' as const, 'assessment' as const, 'step' as const, 'title' as const),
      item,
      edit: textEdit,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('grade' as const), item, value: fc.constantFrom('', 'A', 'B', 'C') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('row' as const),
      item,
      at: fc.nat(2),
      part: fc.constantFrom('name' as const, 'current' as const, 'actual' as const),
      value: fc.constantFrom('', '36', '25%', '処理件数'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('exchange-rows' as const, 'add-row' as const, 'drop-row' as const),
      item,
      at: fc.nat(2),
      name: fc.constantFrom(...names),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('number' as const), item, no: fc.constantFrom('1', '2', '9') }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ kind: fc.constant('drop' as const), item }),
      fc.record({ kind: fc.constant('copy' as const), item }),
    ),
  },
);

/** A section's file: what was done, by which of four files it comes after, whether its sending is known by an id. */
export interface Sent {
  readonly deeds: readonly Deed[];
  readonly exported: boolean;
  readonly earlier: number | undefined;
}
export const sent = (deeds: fc.Arbitrary<Deed>): fc.Arbitrary<Sent> =>
  fc.record({
    deeds: fc.array(deeds, { maxLength: 4 }),
    exported: fc.boolean(),
    earlier: fc.option(fc.nat(3), { nil: undefined, freq: 4 }),
  });

export function act(items: readonly Item[], deeds: readonly Deed[]): readonly Item[] {
  let now = [...items];
  for (const one of deeds) {
    if (now.length === 0) break;
    const at = one.item % now.length;
    const old = now[at]!;
    if (one.kind === 'drop') now = now.filter((_, index) => index !== at);
    else if (one.kind === 'copy') now = [...now, old];
    else now[at] = change(old, one);
  }
  return now;
}

function change(old: Item, one: Exclude<Deed, { readonly kind: 'drop' } | { readonly kind: 'copy' }>): Item {
  const rows = [...old.rows];
  switch (one.kind) {
    case 'assessment':
    case 'step':
    case 'title':
      return { ...old, [one.kind]: plainLineEnds(editText(old[one.kind], one.edit)) };
    case 'grade':
      return { ...old, grade: one.value };
    case 'number':
      return { ...old, no: one.no };
    case 'add-row':
      rows.splice(one.at % (rows.length + 1), 0, { name: one.name, current: '', actual: '' });
      return { ...old, rows };
    default: {
      if (rows.length === 0) return old;
      const at = one.at % rows.length;
      if (one.kind === 'drop-row') rows.splice(at, 1);
      else if (one.kind === 'row') rows[at] = { ...rows[at]!, [one.part]: one.value };
      else rows.push(...rows.splice(at, 1));
      return { ...old, rows };
    }
  }
}

export function snapshotOf(items: readonly Item[]): Snapshot {
  return {
    version: 1,
    items: items.map(({ no, title, assessment, grade, step, rows }, index): SnapshotItem => {
      const texts: Record<string, string> = {
        no,
        title,
        'annual.2025.assessment': assessment,
        'annual.2025.grade': grade,
        'steps.0.current': step,
      };
      for (const [at, one] of rows.entries()) {
        texts[`indicators.${at}.name`] = one.name;
        texts[`indicators.${at}.current`] = one.current;
        texts[`indicators.${at}.2025.actual`] = one.actual;
      }
      return {
        no,
        sheet: `s${index}`,
        years: [2025],
        sections: [],
        stepRows: 1,
        indicatorRows: rows.length,
        texts,
        cells: {},
      };
    }),
  };
}

export const masterOf = (snapshot: Snapshot, descends: readonly string[] = []): MasterNow => ({
  hash: 'master',
  bytes: new Uint8Array(),
  snapshot,
  keys: snapshot.items.map((_, index) => String(index)),
  descends,
});

/** The files of some sections over one base, as reading them gives them. */
export function readFiles(
  base: Snapshot,
  sections: readonly Sent[],
  items: readonly Item[],
): readonly (ReadFile & { readonly kind: 'read' })[] {
  const known = { id: 'base', snapshot: base };
  const hash = (index: number): string => `file${index}`;
  return sections.map(({ deeds, exported, earlier }, index) => {
    const { items: readings } = compareWorkbooks(base, snapshotOf(act(items, deeds)), true);
    const record: FileRecord = {
      hash: hash(index),
      name: `${hash(index)}.xlsx`,
      base: known.id,
      recognisedBy: exported ? 'export' : 'given',
      ...(exported ? { exportId: `export${index % 2}` } : {}),
      descends: earlier === undefined || earlier === index ? [] : [hash(earlier)],
      items: readings as FileRecord['items'],
    };
    return { kind: 'read', name: record.name, record, base: known, other: [], warnings: [], problems: [] };
  });
}

/** The master with texts written into it, and the rows of indicators that they need. */
export function written(
  snapshot: Snapshot,
  edits: readonly { readonly item: string; readonly path: string; readonly text: string }[],
): Snapshot {
  return {
    ...snapshot,
    items: snapshot.items.map((one, index) => {
      const own = edits.filter((edit) => Number(edit.item) === index);
      if (own.length === 0) return one;
      const rows = Math.max(
        Number(one['indicatorRows']),
        ...own.map(({ path }) => 1 + Number(/^indicators\.(\d+)\./.exec(path)?.[1] ?? -1)),
      );
      return withRowCount(
        { ...one, texts: { ...one.texts, ...Object.fromEntries(own.map(({ path, text: value }) => [path, value])) } },
        rows,
      );
    }),
  };
}

const rowParts = ['name', 'current', '2025.actual'] as const;

/** An item with so many rows of indicators: new ones are empty, those beyond are left out. */
function withRowCount(one: SnapshotItem, rows: number): SnapshotItem {
  const texts = Object.fromEntries(
    Object.entries(one.texts).filter(([path]) => Number(/^indicators\.(\d+)\./.exec(path)?.[1] ?? -1) < rows),
  );
  for (let at = 0; at < rows; at += 1) for (const part of rowParts) texts[`indicators.${at}.${part}`] ??= '';
  return { ...one, indicatorRows: rows, texts };
}

/** What an undo leaves: the rows that came in are gone again where nothing stands in them. */
export const withoutAddedRows = (snapshot: Snapshot, before: Snapshot): Snapshot => ({
  ...snapshot,
  items: snapshot.items.map((one, index) => {
    let rows = Number(one['indicatorRows']);
    while (
      rows > Number(before.items[index]!['indicatorRows']) &&
      rowParts.every((part) => one.texts[`indicators.${rows - 1}.${part}`] === '')
    )
      rows -= 1;
    return withRowCount(one, rows);
  }),
});
