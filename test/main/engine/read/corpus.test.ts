import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';

const root = join(process.env['KOHYO_SHARED'] ?? '', 'corpus');
const files =
  process.env['KOHYO_SHARED'] && existsSync(root)
    ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.xls[xm]$/i.test(name))
    : [];

describe.skipIf(files.length === 0)('workbooks of all kinds (KOHYO_SHARED)', () => {
  it('are opened or refused with a reason, never thrown at', () => {
    const kinds = new Map<string, number>();
    for (const name of files) {
      const opened = openWorkbook(readFileSync(join(root, name)));
      const kind = opened.ok ? 'opened' : opened.failure.kind;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    // None of them holds an item sheet: what can be read is said to hold none.
    expect(kinds.get('opened')).toBeUndefined();
    expect(kinds.get('no-items')).toBeGreaterThan(files.length * 0.95);
  });
});
