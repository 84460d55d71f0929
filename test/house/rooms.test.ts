import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { longFiles, mutualRooms } from '../../scripts/lib/house.mjs';

/** What the linter cannot say of single files; circles of files and the order inside main are its own (layers.test.ts). */
describe('the house', () => {
  it('has no two rooms that import each other', () => {
    expect(mutualRooms()).toEqual([]);
  });

  it('has no file over 400 lines', () => {
    expect(longFiles()).toEqual([]);
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
