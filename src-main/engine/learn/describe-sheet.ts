import type {
  Block,
  Column,
  Field,
  LabelLike,
  Line,
  Place,
  SheetForm,
  SheetRole,
  Table,
  Traits,
} from '../../../src-shared/form/description.ts';
import type { BoxSeen } from './evidence.ts';
import { cellsOf, factor, type Crossings } from './factor.ts';
import type { GridCell } from './grid.ts';
import { foldLabel } from '../../../src-shared/form/fold.ts';
import { keyOfLabel, type FormGroup, type SheetModel } from './group.ts';
import { entries, entryPath, needed, tableName, type Entry } from './entries.ts';
import { areaOf, labelText } from './label-words.ts';
import { otherWords } from './other-words.ts';
import { PathBook, segment } from './paths.ts';
import { blocksOf, isCounted, type BlockPlan, type TablePlan } from './structure.ts';
import { traitsOf, type Knowledge } from './traits.ts';
import { yearText } from './words.ts';

/** Where a box went in the description: its path template, and the places (`{year}`, `{row}` …) of this one box. */
export interface BoxPath {
  readonly path: string;
  readonly column: string;
  readonly record: number;
}

export interface SheetPlan {
  readonly id: string;
  readonly role: SheetRole;
  readonly prefix: string;
  readonly group: FormGroup;
  readonly seen: readonly BoxSeen[];
  readonly known: Knowledge;
  readonly paths: PathBook;
}

export interface DescribedSheet {
  readonly form: SheetForm;
  readonly paths: ReadonlyMap<BoxSeen, BoxPath>;
  /** Boxes that no label leads to. */
  readonly lost: readonly BoxSeen[];
}

export function describeSheet(plan: SheetPlan): DescribedSheet {
  return new SheetWriter(plan).write();
}

class SheetWriter {
  readonly #plan: SheetPlan;
  readonly #paths = new Map<BoxSeen, BoxPath>();
  readonly #lost: BoxSeen[] = [];
  readonly #used = new Set<GridCell>();
  readonly #blockIds = new Set<string>();
  /** Row labels of the block that is being written, in reading order. */
  #blockLabels: readonly GridCell[] = [];

  constructor(plan: SheetPlan) {
    this.#plan = plan;
  }

  write(): DescribedSheet {
    const { id, role, group, seen } = this.#plan;
    const model = group.models[0] as SheetModel;
    const blocks = group.list ? [this.#listBlock()] : blocksOf(seen).map((block) => this.#block(block));
    const { titles, words } = otherWords(group, this.#used);
    const year = this.#year(model, titles);
    return {
      form: {
        id,
        role,
        ...layoutOf(group, model),
        ...(titles.length === 0 ? {} : { titles }),
        ...(words.length === 0 ? {} : { words }),
        ...(year === undefined ? {} : { year }),
        blocks: blocks.filter((block) => (block.fields?.length ?? 0) + (block.tables?.length ?? 0) > 0),
      },
      paths: this.#paths,
      lost: this.#lost,
    };
  }

  #label(cell: GridCell, nth?: number, counted = false): LabelLike {
    this.#used.add(cell);
    const text = counted ? labelText(cell).replaceAll(/[\d０-９]+/gu, '{number}') : labelText(cell);
    return { text, ...(nth === undefined || nth === 1 ? {} : { nth }), at: areaOf(cell) };
  }

  /** Labels from outside to inside, at most as many as a description takes. */
  #labels(cells: readonly GridCell[]): readonly LabelLike[] {
    return cells.slice(-5).map((cell) => this.#label(cell));
  }

  #blockId(words: string): string {
    let id = segment(words);
    for (let n = 2; this.#blockIds.has(id); n += 1) id = `${segment(words)}-${n}`;
    this.#blockIds.add(id);
    return id;
  }

  #block(block: BlockPlan): Block {
    const { heading, repeats } = block;
    const labels = block.tables.flatMap(({ lines, records }) => [
      ...lines.flat(),
      ...records.flatMap(({ cells }) => cells.flat().flatMap((one) => one?.box.rows ?? [])),
    ]);
    this.#blockLabels = [...new Set([...labels, ...block.singles.flatMap(({ box }) => box.rows)])].toSorted(
      (a, b) => a.row - b.row || a.column - b.column,
    );
    const id = this.#blockId(heading?.text ?? 'top');
    const lettered = heading !== undefined && /^\s*[A-ZＡ-Ｚ][．.]/u.test(heading.text);
    const repeated = repeats.length > 0 || lettered;
    const counted = repeats.some(({ text }) => text !== heading?.text);
    const stem = this.#stem(heading, repeated);
    const heads = heading === undefined ? undefined : this.#heading(heading, lettered, counted);
    for (const other of repeats) this.#used.add(other);
    const tables = block.tables.map((table, i) => this.#table(table, stem, i, block.tables.length));
    const fields = block.singles.flatMap((one) => this.#field(one, stem, block.singles) ?? []);
    return {
      id,
      ...(heads === undefined ? {} : { heading: heads }),
      ...(repeated ? { repeat: lettered ? { grow: true } : { slots: repeats.length + 1 } } : {}),
      ...(fields.length === 0 ? {} : { fields }),
      ...(tables.length === 0 ? {} : { tables }),
    };
  }

  #stem(heading: GridCell | undefined, repeated: boolean): string {
    const { prefix } = this.#plan;
    if (heading === undefined) return prefix;
    const words = heading.text.replace(/^\s*(?:[A-ZＡ-Ｚ]|[0-9０-９ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)[．.、\s]+/u, '');
    const name = repeated ? segment(words).replace(/\d+$/, '') || 'block' : segment(words);
    return [prefix, name, repeated ? '{slot}' : ''].filter((one) => one !== '').join('.');
  }

  #heading(cell: GridCell, lettered: boolean, counted: boolean): LabelLike {
    this.#used.add(cell);
    const words = counted ? labelText(cell).replace(/[\d０-９①-⑳]+/u, '{number}') : labelText(cell);
    const text = lettered ? cell.text.replace(/[A-ZＡ-Ｚ](?=[．.])/u, '{code}') : words;
    return { text, at: areaOf(cell) };
  }

  #pathOf(one: BoxSeen, stem: string): string {
    const role = this.#plan.known.roles.get(one);
    const { prefix } = this.#plan;
    if (role === 'no' || role === 'title' || role === 'section')
      return this.#plan.paths.take(prefix === '' ? role : `${prefix}.${role}`);
    const words = [...one.headings.slice(-1), one.evidence.own.before ?? one.label]
      .filter((word) => word !== '')
      .map(segment);
    const unique = words.filter((word, i) => word !== words[i - 1] && !stem.endsWith(word));
    return this.#plan.paths.take(
      [stem, ...(unique.length === 0 ? [segment(one.label)] : unique)].filter((part) => part !== '').join('.'),
    );
  }

  #field(one: BoxSeen, stem: string, beside: readonly BoxSeen[]): Field | undefined {
    const place = this.#place(one, beside);
    if (place === undefined) {
      this.#lost.push(one);
      return undefined;
    }
    const path = this.#pathOf(one, stem);
    this.#paths.set(one, { path, column: '', record: 0 });
    const label = one.box.right !== undefined && one.box.right.text !== one.label ? { label: one.label } : {};
    return { path, ...traitsOf(one, this.#plan.known), ...label, place, at: areaOf(one.box.cell) };
  }

  #place({ box, evidence }: BoxSeen, beside: readonly BoxSeen[]): Place | undefined {
    const row = box.rows.at(-1);
    const head = box.heads.at(-1);
    const nth = (same: (other: BoxSeen) => boolean) => {
      const n = beside.filter(same).findIndex((other) => other.box === box) + 1;
      return n > 1 ? { n } : {};
    };
    if (box.right !== undefined) {
      const words = { text: box.right.text.replace(/[（(].*$/su, ''), at: areaOf(box.right) };
      this.#used.add(box.right);
      return { side: 'left', rows: [...this.#labels(box.rows.slice(-4)), words] };
    }
    const own = evidence.own.before ?? ownLabel(evidence.texts);
    if (own !== undefined) return { side: 'own', rows: [{ text: own, at: areaOf(box.cell) }] };
    if (row !== undefined && head !== undefined)
      return {
        side: 'cross',
        rows: this.#labels(box.rows),
        columns: this.#labels(box.heads),
        ...nth((other) => other.box.rows.at(-1) === row && other.box.heads.at(-1) === head),
      };
    if (row !== undefined)
      return {
        side: 'right',
        rows: this.#labels(box.rows),
        ...nth((other) => other.box.rows.at(-1) === row && other.box.heads.length === 0),
      };
    if (head !== undefined)
      return {
        side: 'below',
        columns: this.#labels(box.heads),
        ...nth((other) => other.box.heads.at(-1) === head && other.box.rows.length === 0),
      };
    return undefined;
  }

  #listBlock(): Block {
    const { seen, prefix } = this.#plan;
    const stem = this.#plan.paths.takeStem(prefix === '' ? 'row' : prefix);
    const firstRow = Math.min(...seen.map(({ box }) => box.cell.row));
    const row = seen
      .filter(({ box }) => box.cell.row === firstRow)
      .toSorted((a, b) => a.box.cell.column - b.box.cell.column);
    const counts = new Map<string, number>();
    const taken = new PathBook();
    const keyOf = ({ box }: BoxSeen) => box.heads.map((cell) => foldLabel(labelText(cell))).join('/');
    const columns = yearsJoined(row, keyOf).map((members): Column => {
      const one = members[0] as BoxSeen;
      const isYearly = members.length > 1;
      const key = keyOf(one);
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      const words = isYearly
        ? yearLast(one.box.heads.map(entryPath))
        : one.box.heads.map(({ text }) => segment(text)).join('.');
      const role = this.#plan.known.roles.get(one);
      const path = taken.take(
        role === 'no' || role === 'title' || role === 'section' ? role : words === '' ? 'box' : words,
      );
      const label = one.box.heads.map((cell, i) => this.#label(cell, i === one.box.heads.length - 1 ? nth : undefined));
      for (const member of members) {
        for (const cell of member.box.heads) this.#used.add(cell);
        const column = isYearly ? yearKey(member) : path;
        this.#paths.set(member, { path: prefix === '' ? path : `${stem}.${path}`, column, record: 0 });
      }
      return { label, path, ...traitsOf(one, this.#plan.known), at: areaOf(one.box.cell) };
    });
    const table: Table = {
      id: 'list',
      path: prefix === '' ? '{column}' : `${stem}.{column}`,
      repeat: { grow: true },
      columns,
    };
    return { id: 'list', tables: [table] };
  }

  #table(plan: TablePlan, stem: string, index: number, of: number): Table {
    const first = plan.records[0] as TablePlan['records'][number];
    const columns = entries(plan.headings);
    const lines = entries(needed(plan.lines));
    const crossings: Crossings = (lines.length === 0 ? [undefined] : lines).map((line) =>
      columns.map((column) => this.#crossing(plan, line?.members ?? [0], column.members)),
    );
    const whole = new Set(columns.flatMap(({ members }, c) => (plan.whole.has(members[0] as number) ? [c] : [])));
    const factored = factor(crossings, columns.length, whole);
    const repeats = plan.records.length > 1 || isCounted(lines[0]?.key ?? '');
    const grows = this.#grows(plan);
    const id = this.#blockId(`table${index + 1}`);
    const name = of > 1 || stem === '' ? [stem, tableName(plan)].filter((part) => part !== '').join('.') : stem;
    const base = [this.#plan.paths.takeStem(name), repeats ? '{row}' : ''].filter((part) => part !== '').join('.');
    const path = [base, '{column}', lines.length > 0 ? '{line}' : ''].filter((part) => part !== '').join('.');
    const made: Column[] = columns.map((column, c) => ({
      label: column.cells.map((cell) => this.#label(cell, cell === column.cells.at(-1) ? column.nth : undefined)),
      path: column.path,
      ...(whole.has(c) ? { whole: true } : {}),
      ...factored.columns[c],
      ...hintOf(first.cells[0]?.[column.members[0] as number]),
    }));
    const madeLines: Line[] = lines.map((line, l) => ({
      label: line.cells.map((cell) =>
        this.#label(
          cell,
          cell === line.cells.at(-1) ? this.#nth(cell, line, repeats) : undefined,
          repeats && isCounted(line.key),
        ),
      ),
      path: line.path,
      ...factored.lines[l],
    }));
    const cells = cellsOf(factored, made, madeLines);
    this.#keepPaths(plan, columns, lines, path);
    return {
      id,
      path,
      ...factored.table,
      ...(repeats
        ? { repeat: grows || plan.records.length > 200 ? { grow: true } : { slots: plan.records.length } }
        : {}),
      columns: made,
      ...(madeLines.length === 0 ? {} : { lines: madeLines }),
      ...(cells.length === 0 ? {} : { cells }),
    };
  }

  /** Which of the block's equal labels a line begins with: twin tables have the same ones. */
  #nth(cell: GridCell, line: Entry, repeats: boolean): number {
    if (repeats || line.key.includes('#year')) return 1;
    const key = foldLabel(labelText(cell));
    const before = this.#blockLabels.filter((other) => foldLabel(labelText(other)) === key);
    return before.indexOf(cell) + 1;
  }

  #crossing(plan: TablePlan, lines: readonly number[], columns: readonly number[]): Traits | undefined {
    for (const record of plan.records)
      for (const l of lines)
        for (const c of columns) {
          const one = record.cells[l]?.[c];
          if (one !== undefined) return traitsOf(one, this.#plan.known);
        }
    return undefined;
  }

  /** Samples show different numbers of records. */
  #grows(plan: TablePlan): boolean {
    if (isCounted(plan.lines[0]?.map(keyOfLabel).join('/') ?? '')) return true;
    const first = plan.records[0]?.cells.flat().find((one) => one !== undefined);
    if (first === undefined) return false;
    const column = first.key.slice(0, first.key.lastIndexOf('|') + 1);
    const counts = new Set(
      this.#plan.group.models.map(({ byKey }) => [...byKey.keys()].filter((key) => key.startsWith(column)).length),
    );
    return counts.size > 1;
  }

  #keepPaths(plan: TablePlan, columns: readonly Entry[], lines: readonly Entry[], path: string): void {
    for (const [r, record] of plan.records.entries())
      for (const [l, line] of record.cells.entries())
        for (const [c, one] of line.entries()) {
          if (one === undefined) continue;
          const column = columns.find(({ members }) => members.includes(c)) as Entry;
          const ofLine = plan.whole.has(c) ? undefined : lines.find(({ members }) => members.includes(l));
          const filled = path
            .replace('{column}', column.path)
            .replace(/\.?\{line\}/, ofLine === undefined ? '' : `.${ofLine.path}`);
          this.#paths.set(one, { path: filled, column: `${c}`, record: r });
        }
  }

  #year(model: SheetModel, titles: readonly LabelLike[]): SheetForm['year'] {
    const own = this.#plan.seen.find(({ found, label }) => found.kind === 'year' && label.trim().endsWith('年度'));
    const path = own && this.#paths.get(own)?.path;
    if (path !== undefined && !path.includes('{')) return { path };
    const title = titles.find((one) => (typeof one === 'string' ? one : one.text).includes('{year}'));
    void model;
    return title === undefined ? undefined : { title };
  }
}

function layoutOf({ list }: FormGroup, { grid }: SheetModel): Pick<SheetForm, 'layout'> {
  if (list) return { layout: 'rows' };
  return grid.card === true ? { layout: 'blocks' } : {};
}

/** A path never begins with a year. */
const yearLast = (parts: readonly string[]): string =>
  [...parts.filter((part) => part !== '{year}'), ...parts.filter((part) => part === '{year}')].join('.');

const yearKey = ({ box }: BoxSeen): string => box.heads.map(({ text }) => yearText(text)?.number ?? '').join('');

/** Columns of a list whose headings differ in nothing but the year are one; where a year stands twice they stay apart. */
function yearsJoined(row: readonly BoxSeen[], keyOf: (one: BoxSeen) => string): readonly (readonly BoxSeen[])[] {
  const joined = new Map<string, BoxSeen[]>();
  for (const one of row) {
    const isOfYear = one.box.heads.some((cell) => labelText(cell).includes('{year}'));
    const key = isOfYear ? `${keyOf(one)}/${one.found.kind}` : '';
    joined.set(key, [...(joined.get(key) ?? []), one]);
  }
  return row.flatMap((one) => {
    const like = [...joined].find(([key, members]) => key !== '' && members.includes(one))?.[1] ?? [one];
    const isYearly = like.length > 1 && new Set(like.map(yearKey)).size === like.length;
    return isYearly ? (like[0] === one ? [like] : []) : [[one]];
  });
}

const hintOf = (one: BoxSeen | undefined): { readonly at?: string } =>
  one === undefined ? {} : { at: areaOf(one.box.cell) };

/** The box is named by words that its texts begin with. */
export const hasOwnLabel = ({ box, evidence }: BoxSeen): boolean =>
  box.right === undefined && ownLabel(evidence.texts) !== undefined;

/** The words at the head of a value's own cell that name it: `≪成果指標≫…`, `作成日 令和 年 月 日`. */
function ownLabel(texts: readonly string[]): string | undefined {
  const filled = texts.filter((text) => text.trim() !== '');
  if (filled.length === 0) return undefined;
  const word = /^([^\s（(〔□■☐☑\d０-９]{2,10})\s+(?=令和|平成)|^([^\s（(〔□■☐☑\d０-９]{2,10})[（(]/u.exec(
    filled[0] as string,
  );
  const name = word?.[1] ?? word?.[2];
  return name !== undefined &&
    filled.every((text) => text.startsWith(name)) &&
    (filled.length > 1 || /\s{2}/.test(filled[0] as string))
    ? name
    : undefined;
}
