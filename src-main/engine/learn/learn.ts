import { createHash } from 'node:crypto';
import {
  FORMAT_VERSION,
  type Check,
  type Edition,
  type FormDescription,
  type SheetForm,
} from '../../../src-shared/form/description.ts';
import { eraOf } from '../../../src-shared/domain/era-year.ts';
import type { Doubt } from '../../../src-shared/failures/doubt-sentences.ts';
import { formatAddress } from '../book/address.ts';
import type { WorkbookPackage } from '../types.ts';
import { cutCards } from './cards.ts';
import { formulaChecks } from './checks.ts';
import { describeSheet, hasOwnLabel, type DescribedSheet } from './describe-sheet.ts';
import { labelText } from './label-words.ts';
import { seenBoxes, type BoxSeen } from './evidence.ts';
import { guessedSums } from './identities.ts';
import { sheetGrids, type GridCell, type SheetGrid } from './grid.ts';
import { groupSheets, type FormGroup, type SheetModel } from './group.ts';
import { knowledgeOf } from './knowledge.ts';
import { PathBook, segment } from './paths.ts';
import type { Knowledge } from './traits.ts';
import { fold, yearText } from './words.ts';

export interface Learned {
  readonly form: FormDescription;
  readonly doubts: readonly Doubt[];
  /** Boxes of the sheets that the description was made from; `file` counts in the order of `order`. */
  readonly expected: readonly Expected[];
  /** Which sample each file number means: samples are taken in the order of their contents. */
  readonly order: readonly number[];
}

export interface Expected {
  readonly sheet: string;
  readonly file: number;
  readonly cell: GridCell;
  readonly path: string;
}

export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly package: WorkbookPackage;
}

/** Learns a form from workbooks, in any order; `undefined` where they show no item. Throws `PackageError` or `XmlError` for damaged parts. */
export function learnForm(files: readonly SampleFile[]): Learned | undefined {
  const ordered = files
    .map((file, at) => ({ file, at, hash: createHash('sha256').update(file.bytes).digest('hex') }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  const grids = ordered.flatMap(({ file }, i) => [...sheetGrids(file.package, i)]);
  const learned = new FormLearner(grids).learn();
  return learned && { ...learned, order: ordered.map(({ at }) => at) };
}

/** A sheet with more boxes that is no list is a table of data, no form. */
const mostBoxes = 2_500;
const exampleName = /記入例|記載例|作成例|見本|サンプル|^例/;
const legendName =
  /記入要領|記入のしかた|記入の仕方|記入方法|記載要領|作成要領|手引|凡例|注意事項|説明|使い方|リスト|選択肢|マスタ/;

/** A group of sheets with what was found out of its boxes. */
interface Found {
  readonly group: FormGroup;
  readonly seen: readonly BoxSeen[];
  readonly known: Knowledge;
  readonly files: ReadonlySet<number>;
  readonly name: string;
}

class FormLearner {
  readonly #grids: readonly SheetGrid[];
  readonly #doubts: Doubt[] = [];
  readonly #expected: Expected[] = [];

  constructor(grids: readonly SheetGrid[]) {
    this.#grids = grids;
  }

  learn(): Omit<Learned, 'order'> | undefined {
    const samples = this.#grids.filter(({ name }) => !exampleName.test(name) && !legendName.test(name));
    const found = groupSheets(cutCards(samples)).flatMap((group) => this.#found(group) ?? []);
    if (found.length === 0) return undefined;
    const editions = this.#editions(found);
    const name = titleOf(found[0] as Found);
    const id = `form-${createHash('sha256').update(JSON.stringify(editions)).digest('hex').slice(0, 8)}`;
    const stages = [...new Set(found.flatMap(({ known }) => [...known.stages.values()]))].toSorted();
    const form: FormDescription = {
      kohyoForm: FORMAT_VERSION,
      id,
      name,
      ...(stages.length === 0 ? {} : { stages: stages.map((stage) => ({ id: stage })) }),
      editions,
    };
    return { form, doubts: this.#doubts, expected: this.#expected };
  }

  /** Groups of sheets that are filled in by somebody: some boxes with labels. */
  #found(group: FormGroup): Found | undefined {
    const model = group.models[0] as SheetModel;
    if (!group.list && model.boxes.length > mostBoxes) return undefined;
    const labelled = model.boxes.filter(({ rows, heads }) => rows.length + heads.length > 0).length;
    if (labelled < 4 || labelled < model.boxes.length * 0.5 || model.labels.size < 3) return undefined;
    const seen = seenBoxes(group);
    return {
      group,
      seen,
      known: knowledgeOf(group, seen),
      files: new Set(group.models.map(({ grid }) => grid.file)),
      name: titleWords(group),
    };
  }

  /** Sheets that meet in one workbook belong to one edition. */
  #editions(found: readonly Found[]): readonly Edition[] {
    const editions: Found[][] = [];
    for (const one of found) {
      const meet = editions.filter((edition) =>
        edition.some(({ files }) => [...files].some((file) => one.files.has(file))),
      );
      const joined = [...meet.flat(), one];
      for (const edition of meet) editions.splice(editions.indexOf(edition), 1);
      editions.push(joined);
    }
    const written = editions
      .flatMap(variantsApart)
      .map((sheets) => ({ sheets, year: yearOf(sheets) }))
      .toSorted((a, b) => a.year - b.year || compare(keyOf(a.sheets), keyOf(b.sheets)));
    const ids = editionIds(written.map(({ year }) => year));
    return written.map(({ sheets }, i) => this.#edition(sheets, ids[i] as string));
  }

  #edition(sheetsFound: readonly Found[], id: string): Edition {
    const found = shareChoices(sheetsFound);
    const plans = rolesOfSheets(found);
    const sheets: SheetForm[] = [];
    const checks: Check[] = [];
    const ids = new Map<Found, string>();
    const books = new Map<Found, PathBook>();
    for (const [i, plan] of plans.entries()) {
      const { found: one } = plan;
      const sheetId = plan.of === undefined ? (i === 0 ? 'sheet' : `sheet-${i + 1}`) : `${segment(one.name)}-${i + 1}`;
      ids.set(one, sheetId);
      const paths = plan.of === undefined ? new PathBook() : (books.get(plan.of) ?? new PathBook());
      books.set(one, paths);
      const described = describeSheet({
        id: sheetId,
        role: plan.role,
        prefix: plan.prefix,
        group: one.group,
        seen: one.seen,
        known: one.known,
        paths,
      });
      const of = plan.of === undefined ? undefined : ids.get(plan.of);
      sheets.push({
        ...described.form,
        ...(of === undefined || plan.join === undefined ? {} : { part: { of, join: plan.join } }),
      });
      checks.push(...formulaChecks((one.group.models[0] as SheetModel).grid, described.paths));
      for (const { check, total } of guessedSums(one.group, one.seen, described.paths)) {
        checks.push(check);
        this.#say('sum', one, total, described);
      }
      this.#doubt(one, described);
    }
    sheets.push(...this.#otherSheets(found));
    const unique = [...new Map(checks.map((check) => [JSON.stringify(check), check])).values()];
    return { id, sheets, ...(unique.length === 0 ? {} : { checks: unique }) };
  }

  /** Examples and legends by their names: they hold no item however much they look like one. */
  #otherSheets(found: readonly Found[]): readonly SheetForm[] {
    const files = new Set(found.flatMap((one) => [...one.files]));
    const named = (pattern: RegExp) =>
      [
        ...new Set(
          this.#grids.filter(({ file, name }) => files.has(file) && pattern.test(name)).map(({ name }) => name.trim()),
        ),
      ].toSorted();
    const examples = named(exampleName);
    const legends = named(legendName).filter((name) => !examples.includes(name));
    return [
      ...(examples.length === 0 ? [] : [{ id: 'example', role: 'example' as const, names: examples, blocks: [] }]),
      ...(legends.length === 0 ? [] : [{ id: 'legend', role: 'legend' as const, names: legends, blocks: [] }]),
    ];
  }

  #say(kind: Doubt['kind'], one: Found, seen: BoxSeen, described: DescribedSheet): void {
    const { grid } = one.group.models[0] as SheetModel;
    const cell = formatAddress(seen.box.cell.row, seen.box.cell.column);
    this.#doubts.push({ kind, sheet: grid.name, cell, path: described.paths.get(seen)?.path ?? '' });
  }

  #doubt(one: Found, described: DescribedSheet): void {
    const { grid } = one.group.models[0] as SheetModel;
    const sheet = grid.name;
    for (const [seen, { path }] of described.paths)
      this.#expected.push({ sheet, file: grid.file, cell: seen.box.cell, path });
    const at = (seen: BoxSeen) => formatAddress(seen.box.cell.row, seen.box.cell.column);
    const told = new Set<string>();
    for (const seen of one.seen) {
      const path = described.paths.get(seen)?.path ?? '';
      // Where a value's own words end nobody has said.
      const isSure = seen.found.sure && !(seen.evidence.own.before === undefined && hasOwnLabel(seen));
      if (isSure || one.known.legends.has(seen) || told.has(path)) continue;
      told.add(path);
      this.#doubts.push({ kind: 'kind', sheet, cell: at(seen), path });
    }
    for (const [seen, { kind, choices }] of one.known.legends)
      if (kind === 'choice' && choices === undefined && seen.evidence.choices === undefined)
        this.#doubts.push({ kind: 'choices', sheet, cell: at(seen), path: described.paths.get(seen)?.path ?? '' });
    for (const seen of described.lost) this.#doubts.push({ kind: 'label', sheet, cell: at(seen), path: '' });
  }
}

/** A list's column without choices of its own has those of the box with the same label on the items' sheets, where they fit. */
function shareChoices(found: readonly Found[]): readonly Found[] {
  const known = found.flatMap(({ seen, known: { legends } }) =>
    seen.flatMap((one) => {
      const choices = one.evidence.choices ?? legends.get(one)?.choices;
      return choices === undefined || one.found.kind !== 'choice' ? [] : [{ label: fold(one.label), choices }];
    }),
  );
  return found.map((one) => {
    if (!one.group.list) return one;
    const legends = new Map(one.known.legends);
    for (const seen of one.seen) {
      if (seen.evidence.choices !== undefined || seen.found.kind === 'computed') continue;
      const values = seen.evidence.texts.filter((text) => text.trim() !== '');
      const fits = known.find(
        ({ label, choices }) =>
          label === fold(seen.label) && values.every((text) => choices.some((choice) => sameChoice(choice, text))),
      );
      if (fits !== undefined) legends.set(seen, { kind: 'choice', choices: fits.choices });
      else if (isConvention(seen.label, values)) legends.set(seen, { kind: 'choice' });
    }
    return { ...one, known: { ...one.known, legends } };
  });
}

/** A column that holds one of a few words in every row; which words may stand there, samples do not say. */
function isConvention(label: string, values: readonly string[]): boolean {
  if (!/区分|評価|方向|状況|判定|種別|分類|結果/.test(label) || values.length < 6) return false;
  const words = values.filter((text) => !/^[\d.,]+$/.test(text.normalize('NFKC').trim()));
  const distinct = new Set(words).size;
  // Over a long list phrases are a code list too, and a number among them is a slip of the hand.
  if (values.length >= 50 && distinct > 1 && distinct * 12 <= values.length)
    return words.length >= values.length * 0.98 && words.every((text) => text.length <= 24);
  return words.length === values.length && distinct * 3 <= words.length && words.every((text) => text.length <= 8);
}

const sameChoice = (choice: string, text: string): boolean =>
  choice.normalize('NFKC').trim() === text.normalize('NFKC').trim();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = (found: readonly Found[]): string => found.map(({ name }) => name).join('\n');

/** The newest year that titles say; editions stand in the order of their years. */
function yearOf(found: readonly Found[]): number {
  const years = found.flatMap(({ group }) =>
    group.models.flatMap(({ grid }) =>
      grid.cells.flatMap(({ row, lines, text }) => (row <= 3 && lines === 0 ? (yearText(text)?.year ?? []) : [])),
    ),
  );
  return years.length === 0 ? 0 : Math.max(...years);
}

/** `R3`, `R6` where the years of the editions tell them apart. */
function editionIds(years: readonly number[]): readonly string[] {
  const names = years.map((year) => (year === 0 ? undefined : eraOf(year)));
  const ids = names.map((era) => (era === undefined ? '' : `${era.en}${era.number}`));
  const tell = years.length > 1 && new Set(ids).size === ids.length && !ids.includes('');
  return tell ? ids : years.map((_, i) => `e${i + 1}`);
}

/** Variants of a form in one workbook are editions of their own: their sums have other terms under the same paths. */
function variantsApart(found: readonly Found[]): readonly (readonly Found[])[] {
  const [main, ...others] = rolesOfSheets(found);
  if (main === undefined) return [];
  const variants = others.filter(({ role, of }) => role === 'item' && of === undefined && !main.found.group.list);
  const rest = [main, ...others.filter((one) => !variants.includes(one))].map((one) => one.found);
  return [rest, ...variants.map((one) => [one.found])];
}

interface SheetRolePlan {
  readonly found: Found;
  readonly role: 'item' | 'part' | 'list';
  readonly prefix: string;
  readonly of?: Found;
  readonly join?: 'workbook' | 'number' | 'order';
}

const hasRole = (one: Found, role: string): boolean => [...one.known.roles.values()].some((known) => known === role);

/** Each workbook has as many sheets of one kind as of the other: the fronts and backs of its items. */
function isBeside(main: Found, other: Found): boolean {
  const countIn = ({ group }: Found, file: number) => group.models.filter(({ grid }) => grid.file === file).length;
  return [...new Set([...main.files, ...other.files])].every((file) => countIn(main, file) === countIn(other, file));
}

/** Which sheets begin items, which belong to them, and how they are joined. The item's sheet comes first. */
function rolesOfSheets(found: readonly Found[]): readonly SheetRolePlan[] {
  const details = found.filter(({ group }) => !group.list);
  const lists = found.filter(({ group }) => group.list);
  const once = (one: Found) => one.group.models.length === one.files.size;
  const whole = details.filter((one) => hasRole(one, 'no') && hasRole(one, 'title'));
  const main = whole.toSorted((a, b) => b.group.models.length - a.group.models.length)[0] ?? details[0];
  const plans: SheetRolePlan[] = [];
  if (main === undefined) return lists.map((one): SheetRolePlan => ({ found: one, role: 'item', prefix: '' }));
  plans.push({ found: main, role: 'item', prefix: '' });
  const prefixes = new Set<string>();
  const prefixOf = (one: Found, several: boolean): string => {
    let prefix = segment(one.name);
    for (let n = 2; prefixes.has(prefix); n += 1) prefix = `${segment(one.name)}-${n}`;
    prefixes.add(prefix);
    return several ? `${prefix}.{part}` : prefix;
  };
  for (const one of details) {
    if (one === main) continue;
    const isNamed = hasRole(one, 'no') && hasRole(one, 'title');
    const isPart = once(main) && !isNamed;
    if (!isPart && !isNamed && isBeside(main, one)) {
      const join = hasRole(one, 'no') ? 'number' : 'order';
      plans.push({ found: one, role: 'part', prefix: prefixOf(one, false), of: main, join });
    } else if (!isPart) plans.push({ found: one, role: 'item', prefix: '' });
    else plans.push({ found: one, role: 'part', prefix: prefixOf(one, !once(one)), of: main, join: 'workbook' });
  }
  for (const one of lists)
    plans.push({ found: one, role: 'list', prefix: prefixOf(one, false), of: main, join: 'number' });
  return plans;
}

/** What people would call the sheet: its title without year and number, else its tab's name. */
function titleWords(group: FormGroup): string {
  const { grid } = group.models[0] as SheetModel;
  const title = grid.cells.find(({ row, text, formula }) => row <= 2 && text.trim() !== '' && formula === undefined);
  const words = (title?.text ?? grid.name)
    .replace(/[（(].*$/su, '')
    .replaceAll(/(?:令和|平成)?\s*[\d０-９元]+\s*年度?|[\d０-９]+\s*$/gu, '');
  return words.trim() === '' ? grid.name : words.trim();
}

function titleOf(found: Found): string {
  const { grid } = found.group.models[0] as SheetModel;
  const title = grid.cells.find(({ row, text, numeric }) => row <= 3 && text.trim() !== '' && !numeric);
  return (
    (title === undefined ? found.name : labelText(title).replaceAll('{year}', ''))
      .replaceAll(/[\s\n]+/gu, ' ')
      .trim()
      .slice(0, 80) || found.name
  );
}
