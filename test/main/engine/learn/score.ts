import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { learnFromFiles, type LearnedForm } from '../../../../src-main/engine/learn/learn-files.ts';
import { checkAny } from '../../../../src-main/engine/read/any/check-any.ts';
import { openAny } from '../../../../src-main/engine/read/any/open-any.ts';
import { checkWords } from '../../../../src-shared/form/check-words.ts';

/** How well a form that was learned from most of a family's workbooks reads the others, held against their truth files. */
export interface Score {
  readonly family: string;
  readonly file: string;
  readonly fields: number;
  /** Cell and text equal, 0 to 1. */
  readonly texts: number;
  /** Label and kind equal, 0 to 1. */
  readonly kinds: number;
  /** Share of the boxes read that the truth does not know. */
  readonly unknown: number;
  /** Wrong boxes that no doubt tells of. */
  readonly untold: number;
  /** Items read, and items that the truth names. */
  readonly items: readonly [number, number];
  /** Findings that only one of the two sides has. */
  readonly findings: readonly string[];
  /** What is wrong, in words. */
  readonly wrong: readonly string[];
}

interface TruthField {
  readonly cell: string;
  readonly label: string;
  readonly kind: string;
  readonly text: string;
  readonly inner?: string;
}
interface TruthSheet {
  readonly sheet: string;
  readonly role: string;
  readonly fields?: readonly TruthField[];
}
interface Truth {
  readonly sheets: readonly TruthSheet[];
  readonly findings: readonly { readonly sheet: string; readonly kind: string; readonly cells: readonly string[] }[];
}

/** The families of a folder with workbooks and truth files. */
export const familiesIn = (root: string): readonly string[] =>
  readdirSync(root)
    .filter((name) => /^\d\d-/.test(name))
    .toSorted();

export interface FamilyScore {
  readonly learned: LearnedForm;
  readonly scores: readonly Score[];
  /** Texts of filled boxes that the description holds, which it never may. */
  readonly leaks: readonly string[];
}

/** Learns from the blanks and all filled workbooks but the last by name; reads that one and the drifted one. */
export function scoreFamily(root: string, family: string): FamilyScore {
  const folder = join(root, family);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx') && name !== 'drifted.xlsx')
    .toSorted();
  const blanks = names.filter((name) => name.startsWith('blank'));
  const filled = names.filter((name) => !name.startsWith('blank'));
  const samples = [...blanks, ...filled.slice(0, -1)].map((name) => ({
    name,
    bytes: readFileSync(join(folder, name)),
  }));
  const learned = learnFromFiles(samples);
  if (!learned.ok) throw new Error(`${family}: ${JSON.stringify(learned.failure)}`);
  const read = [filled.at(-1) as string, 'drifted.xlsx'];
  return {
    learned: learned.value,
    scores: read.map((name) => scoreFile(learned.value, join(folder, name), family)),
    leaks: leaksOf(
      learned.value,
      samples.map(({ name }) => join(folder, name)),
    ),
  };
}

/** Words that people typed, three letters and more, found in the description. */
function leaksOf({ form }: LearnedForm, paths: readonly string[]): readonly string[] {
  const held = new Set<string>();
  JSON.stringify(form, (_, value: unknown) => {
    if (typeof value === 'string') held.add(value);
    return value;
  });
  const leaks = new Set<string>();
  for (const path of paths) {
    const truth = JSON.parse(readFileSync(path.replace(/\.xlsx$/, '.truth.json'), 'utf8')) as Truth;
    for (const { kind, text, inner } of truth.sheets.flatMap(({ fields = [] }) => fields)) {
      const typed = (inner ?? text).trim();
      if (!['line', 'text', 'person'].includes(kind) || typed.length < 3) continue;
      for (const one of held) if (one === typed || (typed.length >= 5 && one.includes(typed))) leaks.add(typed);
    }
  }
  return [...leaks];
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');
const templateOf = (path: string): string => path.replaceAll(/\{\w+\}|(?<=^|\.)\d+(?=\.|$)/g, '#');

function scoreFile({ form, doubts }: LearnedForm, path: string, family: string): Score {
  const truth = JSON.parse(readFileSync(path.replace(/\.xlsx$/, '.truth.json'), 'utf8')) as Truth;
  const opened = openAny(readFileSync(path), form);
  if (!opened.ok) throw new Error(`${path}: ${JSON.stringify(opened.failure)}`);
  const got = new Map<string, { path: string; text: string; label: string; kind: string }>();
  for (const item of opened.value.items)
    for (const [field, one] of item.fields) {
      const { label, kind } = opened.value.valueOf(item, one);
      got.set(`${one.sheet}!${one.cell}`, { path: field, text: one.text, label, kind });
    }
  const doubted = new Set(doubts.map((doubt) => templateOf(doubt.path)));
  const known = new Set<string>();
  const wrong: string[] = [];
  let [fields, texts, kinds, untold] = [0, 0, 0, 0];
  for (const { sheet, role, fields: list = [] } of truth.sheets)
    for (const want of list) {
      const at = `${sheet}!${want.cell}`;
      known.add(at);
      if (role !== 'item' && role !== 'part') continue;
      fields += 1;
      const have = got.get(at);
      const sameText = have?.text === want.text;
      const sameKind = have !== undefined && have.kind === want.kind && plain(have.label) === plain(want.label);
      if (sameText) texts += 1;
      if (sameKind) kinds += 1;
      if (sameText && sameKind) continue;
      if (have === undefined || !doubted.has(templateOf(have.path))) untold += 1;
      wrong.push(
        `${at} ${want.label}/${want.kind} → ${have === undefined ? 'none' : `${have.label}/${have.kind} (${have.path})`}`,
      );
    }
  const unknown = [...got.keys()].filter((at) => !known.has(at));
  wrong.push(...unknown.map((at) => `${at} is no box (${got.get(at)?.path ?? ''})`));
  const words = checkWords('ja');
  const found = checkAny(opened.value, form.editions, words)
    .filter(({ kind }) => kind !== 'blank')
    .map(({ sheet, kind, cells }) => `${sheet} ${kind} ${cells[0] ?? ''}`);
  // A finding is told at the cell that is wrong; which others it is held against is shown beside it.
  const expected = truth.findings.map(({ sheet, kind, cells }) => `${sheet} ${kind} ${cells[0] ?? ''}`);
  const findings = [
    ...expected.filter((one) => !found.includes(one)).map((one) => `not told: ${one}`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `told: ${one}`),
  ];
  return {
    family,
    file: basename(path),
    fields,
    texts: texts / fields,
    kinds: kinds / fields,
    unknown: got.size === 0 ? 0 : unknown.length / got.size,
    untold,
    items: [opened.value.items.length, truth.sheets.filter((sheet) => sheet.role === 'item').length],
    findings,
    wrong,
  };
}
