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
import { formatArea } from '../book/address.ts';
import type { BoxSeen } from './evidence.ts';
import { cellsOf, factor, type Crossings } from './factor.ts';
import type { GridCell } from './grid.ts';
import { foldLabel } from '../../../src-shared/form/fold.ts';
import { keyOfLabel, type FormGroup, type SheetModel } from './group.ts';
import { ownWords } from './own.ts';
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

const areaOf = (cell: GridCell): string =>
  formatArea({ top: cell.row, left: cell.column, bottom: cell.bottom, right: cell.right });

/** The words of a label as a description has them: a year is any year, a counting number or letter any. */
export function labelText(cell: GridCell): string {
  const computed = cell.formula === undefined ? undefined : keyOfLabel(cell);
  if (computed?.includes('#year') && yearText(cell.text) === undefined) return `{year}${computed.replace('#year', '')}`;
  return yearText(cell.text)?.pattern ?? cell.text;
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
        ...(group.list ? { layout: 'rows' as const } : {}),
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
    const stem = this.#stem(heading, repeated);
    const heads = heading === undefined ? undefined : this.#heading(heading, lettered);
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
    return [prefix, segment(words), repeated ? '{slot}' : ''].filter((one) => one !== '').join('.');
  }

  #heading(cell: GridCell, lettered: boolean): LabelLike {
    this.#used.add(cell);
    const text = lettered ? cell.text.replace(/[A-ZＡ-Ｚ](?=[．.])/u, '{code}') : labelText(cell);
    return { text, at: areaOf(cell) };
  }

  #pathOf(one: BoxSeen, stem: string): string {
    const role = this.#plan.known.roles.get(one);
    const { prefix } = this.#plan;
    if (role === 'no' || role === 'title' || role === 'section')
      return this.#plan.paths.take(prefix === '' ? role : `${prefix}.${role}`);
    const words = [...one.headings.slice(-1), one.label].filter((word) => word !== '').map(segment);
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
    const own = ownLabel(evidence.texts);
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
    const columns = row.map((one): Column => {
      const key = keyOf(one);
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      const words = one.box.heads.map((cell) => segment(cell.text)).join('.');
      const role = this.#plan.known.roles.get(one);
      const path = taken.take(
        role === 'no' || role === 'title' || role === 'section' ? role : words === '' ? 'box' : words,
      );
      const label = one.box.heads.map((cell, i) => this.#label(cell, i === one.box.heads.length - 1 ? nth : undefined));
      this.#paths.set(one, { path: prefix === '' ? path : `${stem}.${path}`, column: path, record: 0 });
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
    const factored = factor(crossings, columns.length);
    const repeats = plan.records.length > 1 || isCounted(lines[0]?.key ?? '');
    const grows = this.#grows(plan);
    const id = this.#blockId(`table${index + 1}`);
    const name = of > 1 || stem === '' ? [stem, tableName(plan)].filter((part) => part !== '').join('.') : stem;
    const base = [this.#plan.paths.takeStem(name), repeats ? '{row}' : ''].filter((part) => part !== '').join('.');
    const path = [base, '{column}', lines.length > 0 ? '{line}' : ''].filter((part) => part !== '').join('.');
    const made: Column[] = columns.map((column, c) => ({
      label: column.cells.map((cell) => this.#label(cell, cell === column.cells.at(-1) ? column.nth : undefined)),
      path: column.path,
      ...(plan.whole.has(column.members[0] as number) ? { whole: true } : {}),
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
      ...(repeats ? { repeat: grows ? { grow: true } : { slots: plan.records.length } } : {}),
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

const hintOf = (one: BoxSeen | undefined): { readonly at?: string } =>
  one === undefined ? {} : { at: areaOf(one.box.cell) };

/** The words at the head of a value's own cell that name it: `≪成果指標≫…`, `作成日 令和 年 月 日`. */
function ownLabel(texts: readonly string[]): string | undefined {
  const before = ownWords(texts).before;
  if (before !== undefined) return before;
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

/** Row labels without the outer ones where the inner alone tell the lines apart. */
function needed(lines: readonly (readonly GridCell[])[]): readonly (readonly GridCell[])[] {
  const inner = lines.map((cells) => foldLabel(labelText(cells.at(-1) as GridCell)));
  return new Set(inner).size === inner.length ? lines.map((cells) => cells.slice(-1)) : lines;
}

/** A line or column of a table: headings that differ in nothing but the year are one. */
interface Entry {
  readonly key: string;
  readonly cells: readonly GridCell[];
  readonly members: number[];
  readonly path: string;
  readonly nth: number;
}

function entries(paths: readonly (readonly GridCell[])[]): readonly Entry[] {
  const made: Entry[] = [];
  const counts = new Map<string, number>();
  const taken = new PathBook();
  for (const [i, cells] of paths.entries()) {
    const key = cells.map(keyOfLabel).join('/');
    const isYear = key.includes('#year');
    const same = isYear ? made.find((one) => one.key === key) : undefined;
    if (same) {
      same.members.push(i);
      continue;
    }
    const words = cells.map((cell) => foldLabel(labelText(cell))).join('/');
    const nth = (counts.get(words) ?? 0) + 1;
    counts.set(words, nth);
    const path = taken.take(cells.map(entryPath).join('.'));
    made.push({ key, cells, members: [i], path, nth });
  }
  return made;
}

/** `令和5年度` is `{year}`, `令和5年度実績` is `実績.{year}`. */
function entryPath(cell: GridCell): string {
  const text = labelText(cell);
  if (!text.includes('{year}')) return segment(text);
  const rest = text.replace('{year}', '');
  return /[\p{L}\p{N}]/u.test(rest.normalize('NFKC')) ? `${segment(rest)}.{year}` : '{year}';
}

function tableName(plan: TablePlan): string {
  const cells = plan.lines.length > 0 ? plan.lines[0] : plan.headings[0];
  const text = cells?.[0]?.text ?? 'table';
  return segment(yearText(text)?.pattern.replace('{year}', '') ?? text.replace(/[\d０-９]+$/u, ''));
}

/** A title with its number left open where sheets of the form count by it: `個表1`, `個表2`. */
function titleText(cell: GridCell, group: FormGroup): string {
  const key = keyOfLabel(cell);
  const texts = new Set<string>();
  for (const { grid } of group.models)
    for (const other of grid.cells) {
      if (other.row > cell.row + 2) break;
      if (keyOfLabel(other) === key) texts.add(labelText(other));
    }
  return texts.size > 1 && isCounted(key) ? labelText(cell).replaceAll(/[\d０-９]+/gu, '{number}') : labelText(cell);
}

/** Texts of the form that name no box: titles above it, and words among its boxes. Only what all samples print alike. */
function otherWords(
  group: FormGroup,
  used: ReadonlySet<GridCell>,
): { titles: readonly LabelLike[]; words: readonly string[] } {
  const model = group.models[0] as SheetModel;
  const { grid, parts } = model;
  const firstLined = grid.cells.find((cell) => cell.lines >= 3)?.row ?? 1;
  const usual = new Map<string, number>();
  for (const other of group.models)
    for (const key of new Set(other.grid.cells.filter((cell) => other.parts.partOf(cell) !== 'box').map(keyOfLabel)))
      usual.set(key, (usual.get(key) ?? 0) + 1);
  const names = new Set([...used].map(keyOfLabel));
  const titles: LabelLike[] = [];
  const words = new Set<string>();
  for (const cell of grid.cells) {
    const part = parts.partOf(cell);
    if ((part !== 'label' && part !== 'word') || cell.text.trim() === '' || names.has(keyOfLabel(cell))) continue;
    const common = (usual.get(keyOfLabel(cell)) ?? 0) * 2 > group.models.length;
    if (!common || (group.models.length < 2 && !parts.byLock && part === 'word')) continue;
    if (cell.row < firstLined && cell.text.length <= 60)
      titles.push({ text: titleText(cell, group), at: areaOf(cell) });
    else if (cell.text.length <= 400) words.add(cell.text);
  }
  return { titles: titles.slice(0, 10), words: [...words].slice(0, 500) };
}
