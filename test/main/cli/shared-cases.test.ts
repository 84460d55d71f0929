import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { entryText, rawEntries } from '../../../scripts/lib/corpus/raw-zip.mjs';
import { captureCli } from '../../helpers/captured-cli.ts';

/**
 * Workbooks on which the program was once wrong, from a folder beside the project, through the commands as their notes name them; what
 * comes out is read by code that the program does not use. Skipped without `KOHYO_SHARED`.
 */
const shared = process.env['KOHYO_SHARED'];
const cases = join(shared ?? '', 'cases');
const at = (name: string): string => join(cases, name);

let home: string;
let place: string;
beforeAll(() => (home = mkdtempSync(join(tmpdir(), 'kohyo-cases-'))));
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => {
  place = mkdtempSync(join(home, 'case-'));
  process.env['KOHYO_DATA_DIR'] = join(place, 'data');
});

type Texts = ReadonlyMap<string, string>;
const textsOf = (file: string): Texts =>
  new Map([...rawEntries(readFileSync(file)).values()].map((entry) => [entry.name, entryText(entry)]));
const all = (texts: Texts): string => [...texts.values()].join('\n');

/** Runs a command that is to end with 0; gives the texts of every workbook that it wrote. */
async function outputs(...args: readonly string[]): Promise<readonly Texts[]> {
  const out = join(place, 'out.xlsx');
  const { status, err } = await captureCli(...args, '--out', args[0] === 'distribute' ? join(place, 'sent') : out);
  expect(err).toBe('');
  expect(status).toBe(0);
  if (args[0] !== 'distribute') return [textsOf(out)];
  return readdirSync(join(place, 'sent')).map((name) => textsOf(join(place, 'sent', name)));
}
const output = async (...args: readonly string[]): Promise<string> => all((await outputs(...args))[0] ?? new Map());

/** Ids in a part's markup that its relationships do not have. */
function dangling(texts: Texts): readonly string[] {
  const found: string[] = [];
  for (const [name, text] of texts) {
    if (!name.endsWith('.xml') || name.startsWith('[')) continue;
    const rels = texts.get(name.replace(/[^/]*$/u, (last) => `_rels/${last}.rels`)) ?? '';
    const have = new Set(Array.from(rels.matchAll(/\bId="([^"]+)"/gu), ([, id]) => id));
    for (const [, id] of text.matchAll(/\br:(?:id|embed|link|pict)="([^"]+)"/gu))
      if (!have.has(id)) found.push(`${name} ${id}`);
  }
  return found;
}

/** Sheets that a part refers to and the workbook does not have. */
function goneSheets(texts: Texts): readonly string[] {
  const names = new Set(
    Array.from((texts.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/gu), ([, name]) => name),
  );
  return [...texts].flatMap(([part, text]) =>
    /worksheets\/sheet|drawings|charts/u.test(part)
      ? Array.from(text.matchAll(/'([^'<>"]+)'!/gu), ([, name = '']) => name).filter((name) => !names.has(name))
      : [],
  );
}

/** Ranges of several rows and columns: none of a sparkline. */
const wideIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)/gu)).flatMap(([range, left, top, right, bottom]) =>
    left !== right && top !== bottom ? [range] : [],
  );

const box = (path: string, value: string): readonly string[] => ['--field', path, '--value', value];
const isThere = shared !== undefined && existsSync(cases);

describe.skipIf(!isThere)('what points at something keeps pointing at it', () => {
  test('linked cells of controls move, in the properties and in the older drawing', async () => {
    const texts = await output(
      'set',
      at('controls-linked-cell/fc-2010.xlsx'),
      '--item',
      '1',
      ...box('steps.1.2013.plan', 'x'),
    );
    expect(texts).toContain('fmlaLink="$Q$21"');
    expect(texts).toContain('<x:FmlaLink>$Q$21</x:FmlaLink>');
  });

  test('controls and text boxes without a sheet’s name point at their own sheet', async () => {
    const file = at('structure-linked-cells-of-controls-and-text-boxes/s01.xlsx');
    const texts = await output('set', file, '--item', '10', ...box('steps.1.current', '追加'));
    for (const moved of ['fmlaLink="$P$41"', 'fmlaRange="$P$31:$P$36"', 'textlink="$C$12"'])
      expect(texts).toContain(moved);
    expect(texts).not.toContain('$P$40');
  });

  test('ranges of other sheets stay when a row comes and when it goes', async () => {
    const folder = 'structure-ranges-on-other-sheets-are-shifted';
    const added = await output('set', at(`${folder}/s02.xlsx`), '--item', '10', ...box('steps.1.current', '追加'));
    expect(added).toContain('リスト!$A$2:$B$40');
    expect(added).not.toMatch(/リスト!\$A\$16:\$A\$31|\$B\$41/u);
    const step = join(place, 'step.xlsx');
    const grown = ['--item', '10', ...box('steps.1.current', '追加')];
    await captureCli('set', at(`${folder}/s03.xlsx`), ...grown, '--out', step);
    const removed = await output('set', step, '--item', '10', '--remove-row', 'steps.0');
    expect(removed).toContain('リスト!$A$2:$B$10');
    expect(removed.replaceAll('<v>#REF!</v>', '')).not.toContain('#REF!');
    const made = join(place, 'new.xlsx');
    await captureCli('new', at(`${folder}/plan1.json`), '--out', made);
    const own = join(place, 'own.xlsx');
    const { status } = await captureCli(
      'set',
      made,
      '--item',
      '1',
      '--remove-row',
      'steps.1',
      '--unlock',
      '--out',
      own,
    );
    expect(status).toBe(0);
    expect(all(textsOf(own))).not.toContain('#REF!');
  });

  test.each([
    ['structure-sparklines/s01.xlsx', ['--item', '10', ...box('steps.1.current', '追加')]],
    ['structure-sparklines/s05.xlsx', ['--item', '10', '--remove-row', 'steps.0']],
    ['sparkline-row/sparkline.xlsx', ['--item', '1', ...box('indicators.1.name', 'x')]],
  ])('a sparkline of %s stays in one cell, and its range one row', async (file, args) => {
    const texts = await output('set', at(file), ...args);
    const lines = Array.from(texts.matchAll(/<x14:sparkline>[\s\S]*?<\/x14:sparkline>/gu), ([line]) => line).join('');
    const cells = Array.from(lines.matchAll(/<xm:sqref>([^<]*)/gu), ([, cell]) => cell);
    expect(cells.filter((cell) => cell?.includes(':'))).toEqual([]);
    expect(new Set(cells).size).toBe(cells.length);
    expect(lines).not.toContain('#REF!');
    const before = wideIn(all(textsOf(at(file))));
    expect(wideIn(lines).filter((range) => !before.includes(range))).toEqual([]);
  });

  test('a chart in a folder of its own moves', async () => {
    const file = at('parts-elsewhere/chart-elsewhere.xlsx');
    expect(await output('set', file, '--item', '1', ...box('steps.1.2013.plan', 'x'))).toContain("'No.1'!$F$13:$G$13");
  });

  test('a chart that comes in under another name shows its own item; dates of 1904 stay the days that they are', async () => {
    const tgt = at('insert-chart-renamed/tgt.xlsx');
    const chart = await output('insert', tgt, '--from', at('insert-chart-renamed/chart.xlsx'), '--items', '1');
    expect(chart).toContain("'No.1 (2)'!");
    await outputs(
      'insert',
      at('insert-date1904/tgt.xlsx'),
      '--from',
      at('insert-date1904/date1904.xlsx'),
      '--items',
      '1',
      '--overwrite',
    );
    expect((await captureCli('read', join(place, 'out.xlsx'), '--json')).out).toContain('平成26年4月1日');
  });

  test.each(['picture-in-cell.xlsx', 'wps.xlsx'])(
    'a picture in a cell that cannot come along is told (%s)',
    async (name) => {
      const from = at(`picture-in-cell-insert/${name}`);
      const out = join(place, 'out.xlsx');
      const tgt = at('picture-in-cell-insert/tgt.xlsx');
      const { out: line } = await captureCli('insert', tgt, '--from', from, '--items', '1', '--out', out);
      expect((JSON.parse(line) as { lost: { what: string }[] }).lost.map(({ what }) => what)).toContain(
        'picture-in-cell',
      );
    },
  );

  test.each([
    ['extract', ['--items', '1']],
    ['publish', []],
    ['distribute', []],
  ])('a shape’s link to a place leaves no id without relationship (%s)', async (command, args) => {
    for (const texts of await outputs(command, at('shape-link-cut/shape-link.xlsx'), ...args))
      expect(dangling(texts)).toEqual([]);
  });

  test.each([
    ['extract', ['--items', '2']],
    ['distribute', []],
  ])('newer rules and sparklines to sheets that are gone go with them (%s)', async (command, args) => {
    const file = at('structure-extract-leaves-x14-references-to-removed-sheets/s07.xlsx');
    for (const texts of await outputs(command, file, ...args)) expect(goneSheets(texts)).toEqual([]);
  });

  test.each([
    ['extract', ['--items', '1']],
    ['distribute', []],
  ])('names are never empty (%s)', async (command, args) => {
    for (const texts of await outputs(command, at('blanked-names/divider.xlsx'), ...args))
      expect([...texts].filter(([part, text]) => part.endsWith('.xml') && text.includes('name=""'))).toEqual([]);
  });

  test('every part has a content type', async () => {
    for (const texts of await outputs('distribute', at('no-default-type/no-defaults.xlsx'))) {
      const types = texts.get('[Content_Types].xml') ?? '';
      const isTyped = (name: string): boolean =>
        types.includes(`PartName="/${name}"`) || types.includes(`Extension="${name.split('.').at(-1)}"`);
      expect([...texts.keys()].filter((name) => name !== '[Content_Types].xml' && !isTyped(name))).toEqual([]);
    }
  });
});

describe.skipIf(!isThere)('nothing leaves that should not', () => {
  test.each([
    ['extract', ['--items', '1']],
    ['distribute', ['--section', '窓口改革課']],
  ])('another section’s text in a stored result (%s)', async (command, args) => {
    for (const texts of await outputs(command, at('leak-formula/formula-leak.xlsx'), ...args))
      expect(all(texts)).not.toContain('区役所における福祉まるごと相談体制の整備');
  });

  test('the name of a personal view', async () => {
    expect(await output('publish', at('publish-personal-view/publish.xlsx'))).not.toContain('PERSON-A');
  });

  test('fifty planted marks: none stays without a word', async () => {
    const out = join(place, 'out.xlsx');
    const { status, out: line } = await captureCli('publish', at('safety-publish-leaks/in.xlsx'), '--out', out);
    expect(status).toBe(0);
    const left = new Set(all(textsOf(out)).match(/CANARY[-_\w]*/gu));
    expect([...left].filter((mark) => !line.includes(mark))).toEqual([]);
  });
});

describe.skipIf(!isThere)('nothing hostile stops the program', () => {
  test('columns without end, and archives in archives: an answer within seconds', async () => {
    const started = process.cpuUsage();
    const columns = ['set', at('safety-col-min-loop/in.xlsx'), '--item', '10', ...box('title', 'x'), '--grow'];
    expect([0, 3]).toContain((await captureCli(...columns, '--out', join(place, 'out.xlsx'))).status);
    const archive = at('safety-nested-zip/nested-3x16x60MB.zip');
    const given = ['collect', at('safety-cli-silent-exit0/a.xlsx'), archive];
    const { status, err } = await captureCli(
      ...given,
      '--out',
      join(place, 'all.xlsx'),
      '--report',
      join(place, 'r.json'),
    );
    expect([status, (JSON.parse(err) as { kind: string }).kind]).toEqual([3, 'too-large']);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
  });
});
