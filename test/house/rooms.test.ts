import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportedTwice, longFiles, mutualRooms, sourceFiles } from '../../scripts/lib/house.mjs';
import { shippedForm } from '../../src-shared/form/forms.ts';

/**
 * Names that two things of the program have, as they were counted when this test was written: a drawn thing and its component (`Chart`, `Line`,
 * `Rate`), the same part of speech in two rooms (`textOf`, `partOf`), one notion of forms and of paper each (`Box`, `Look`). The list may only become shorter.
 */
const knownTwice: readonly string[] = [
  'FormFinding isBlank Command commands PlanForm PlanPreview linesOf listColumns ListColumn inOrder',
  'cellsOf eraOf partOf Place Band BoxGrid GridPlace Drawing Table Line factsOf fieldLabel withName',
  'innerText FormulaPlace Point groupsOf Move Rate Direction FieldState textsOf Surroundings Standing',
  'cellName changedPaths Drawn box Look Placement isInside Box Chart inflated namesOf Alike SheetGrid',
  'knowledgeOf Knowledge typedNumber labelOf isBox takeIn workbookOf FormulaCell Kept textOf Stripped',
  'RowCell',
].flatMap((line) => line.split(' '));

/** What the linter cannot say of single files; circles of files and the order inside main are its own (layers.test.ts). */
describe('the house', () => {
  it('has no two rooms that import each other', () => {
    expect(mutualRooms()).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    expect(longFiles()).toEqual([]);
  });

  it('names no field of the first form: its paths stand in its description alone', () => {
    const { fields, lists } = shippedForm();
    const templates = fields.map(({ template }) => template.split('.'));
    // A word of two is no other thing's name by chance; single words count where a path begins with them.
    const pairs = templates.flat().filter((segment) => /^[a-z]+[A-Z]/u.test(segment));
    const words = new Set([...pairs, ...lists.map(({ count }) => count)]);
    const heads = new Set(templates.filter((path) => path.length > 1).map(([first]) => first as string));
    const named = new RegExp(
      `\\b(?:${[...words].join('|')})\\b|\\b(?:${[...heads].join('|')})\\.(?:\\{|\\$\\{|\\d)|['"\`](?:${[...heads].join('|')})\\.`,
      'u',
    );
    expect(words.size).toBeGreaterThan(5);
    expect('progress.${year}.text').toMatch(named);
    const found = sourceFiles(['src-shared', 'src-main', 'src-renderer']).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, i) => (named.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('gives no further name to two things', () => {
    const twice = [...exportedTwice()].map(([name]) => name);
    expect(twice.filter((name) => !knownTwice.includes(name))).toEqual([]);
    // A name that one thing has again leaves the list.
    expect(knownTwice.filter((name) => !twice.includes(name))).toEqual([]);
  });

  it('says why where a function is longer than 80 lines', () => {
    const unsaid = sourceFiles(['src-shared', 'src-main', 'src-renderer', 'scripts']).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => /oxlint-disable.*max-lines-per-function/u.test(line) && !/ -- \S+ \S+ \S+/u.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(unsaid).toEqual([]);
  });

  // `x ??= await append()` appends only while x is empty: right for what is made once, a lost line for everything else.
  it('waits behind `??=` for what is made once only', () => {
    const others = sourceFiles(['src-main', 'src-shared', 'src-renderer']).flatMap((file) =>
      Array.from(
        readFileSync(file, 'utf8').matchAll(/(?:\?\?|\|\||&&)=\s*\(?await\s+(?:[\w$]+[.?]+)*([\w$#]+)/g),
        ([, call = '']) => `${file}: ${call}`,
      ).filter((one) => !/: (?:begin|open|make|read|find|load)/.test(one)),
    );
    expect(others).toEqual([]);
  });

  it('has every variable that it reads in the table of docs/contributing.md, and no other', () => {
    const read = sourceFiles().flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\bKOHYO_[A-Z]+(?:_[A-Z]+)*\b/gu),
    ]);
    const table = readFileSync('docs/contributing.md', 'utf8').split('## Variables')[1] ?? '';
    const told = new Set([...table.matchAll(/KOHYO_[A-Z]+(?:_[A-Z]+)*/gu)].map(([name]) => name));
    // A secret that a test plants to see that it leaks nowhere is no setting.
    const used = new Set(read.map(([name]) => name).filter((name) => name !== 'KOHYO_TEST_SECRET'));
    expect([...used].toSorted()).toEqual([...told].toSorted());
  });

  it('is described as it stands: every path that a page names is there', () => {
    const pages = [
      'README.md',
      'SECURITY.md',
      ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => path.join('docs', name)),
    ];
    const gone = pages.flatMap((page) =>
      [
        ...readFileSync(page, 'utf8').matchAll(
          /`((?:src-main|src-shared|src-renderer|test|scripts|docs|assets)\/[\w./-]+)`/g,
        ),
      ]
        .map(([, named]) => named as string)
        .filter((named) => !existsSync(named))
        .map((named) => `${page}: ${named}`),
    );
    expect(gone).toEqual([]);
  });
});
