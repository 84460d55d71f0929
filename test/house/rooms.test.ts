import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { longFiles, mutualRooms, sourceFiles } from '../../scripts/lib/house.mjs';
import { shippedForm } from '../../src-shared/form/forms.ts';

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
