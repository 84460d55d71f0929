import { describe, expect, test } from 'vitest';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { convertAll, libreOffice } from '../../helpers/libreoffice.ts';
import {
  boxOf,
  insertRowsScript,
  path,
  plan,
  typedInExcel,
  untouched,
  useHall,
  type CityHall,
  type Report,
} from './city-halls.ts';
import { hasOpenpyxl, throughOpenpyxl } from './other-programs.ts';
import { exchanged, textOf } from './returned.ts';

/** What sections that have Excel only do to the sheets that they got: expected first, then collected by the command. */
const actual: FieldPath = 'indicators.0.2025.actual';

let hall: CityHall;
useHall((made) => (hall = made));

const got = (): Uint8Array => hall.sent('企画第1課');
/** One file comes back and is collected. */
const back = async (bytes: Uint8Array, name = 'a.xlsx') => hall.collect([hall.receive(name, bytes)]);
const fieldsOf = (report: Report | undefined): readonly string[] =>
  report?.files.flatMap(({ items }) =>
    items.flatMap(({ fields }) => fields.map(({ path: at, theirs, outcome }) => `${at} ${outcome} ${theirs}`)),
  ) ?? [];
const others = (report: Report | undefined): readonly string[] =>
  // openpyxl drops drawings of every workbook that it saves; that this is told stands in a test of its own.
  report?.files.flatMap(({ other }) =>
    other
      .filter(({ kind }) => kind !== 'drawing')
      .map(({ kind, cell, theirs }) => [kind, cell, theirs].filter(Boolean).join(' ')),
  ) ?? [];
const warned = (report: Report | undefined): readonly string[] =>
  report?.files.flatMap(({ warnings }) => warnings.map(({ kind }) => kind)) ?? [];
const text = (merged: Uint8Array | undefined, at: FieldPath = path, no = '1'): string | undefined =>
  merged === undefined ? undefined : textOf(merged, no, at);

const font = 'from openpyxl.styles import Font\n';
/** A plan with a box that was struck through in red, and a sheet in a colour of the theme. */
function coloured(): Uint8Array {
  const { sheet, cell } = boxOf(plan, '1', path);
  return throughOpenpyxl(
    plan,
    `${font}wb["${sheet}"]["${cell}"].font = Font(color="FFFF0000", strike=True)\nfor row in wb["No.2"].iter_rows():\n    for k in row:\n        if k.value: k.font = Font(color=openpyxl.styles.colors.Color(theme=4, tint=0.4))`,
  );
}
const marksIn = (bytes: Uint8Array) => exchanged(bytes).snapshot.items.map(({ marks }) => marks);

describe.skipIf(!hasOpenpyxl)(`sections with Excel only${hasOpenpyxl ? '' : ' (skipped: no openpyxl)'}`, () => {
  test('the file is renamed: known all the same; the drawings that another program dropped are told', async () => {
    const { status, report, merged } = await back(typedInExcel(got(), '1', path, '書いた'), '個票（回答）最終版.xlsx');
    expect([status, fieldsOf(report), text(merged)]).toEqual([0, [`${path} theirs 書いた`], '書いた']);
    expect(report?.files[0]).toMatchObject({ recognisedBy: 'base', other: [{ kind: 'drawing' }] });
  });

  test('the sheet is renamed, and one is put before it', async () => {
    const { status, report, merged } = await back(
      typedInExcel(
        got(),
        '1',
        path,
        '書いた',
        'ws.title = "提出用"\nwb.create_sheet("鑑", 0)["A1"].value = "送付します"',
      ),
    );
    expect([status, text(merged)]).toEqual([4, '書いた']);
    expect(others(report)).toEqual(['sheet-added 送付します']);
  });

  test('the sheet is copied and the copy filled in: nobody knows which one counts, so a person is asked', async () => {
    const { status, report, merged } = await back(
      typedInExcel(
        got(),
        '1',
        path,
        '元',
        'two = wb.copy_worksheet(ws)\ntwo.title = ws.title + " (2)"\ntwo[c.coordinate].value = "写し"',
      ),
    );
    expect([status, text(merged)]).toEqual([4, '元']);
    expect(report?.files[0]?.items.map(({ sheet, status: one }) => `${sheet} ${one}`)).toEqual([
      'No.1 matched',
      'No.1 (2) new',
    ]);
    expect(warned(report)).toContain('duplicate-no');
  });

  test('sheets are deleted and put in another order: what is missing is told, nothing of it goes', async () => {
    const { status, report, merged } = await hall.collect(
      [hall.receive('a.xlsx', typedInExcel(plan, '3', path, '三', 'del wb["No.2"]\nwb.move_sheet("No.3", -3)'))],
      '--base',
      hall.master,
    );
    expect([status, text(merged, path, '2'), text(merged, path, '3')]).toEqual([0, textOf(plan, '2', path), '三']);
    expect(report?.files[0]?.items.map(({ no, status: one }) => `${no} ${one}`).toSorted()).toEqual([
      '1 matched',
      '2 missing',
      '3 matched',
    ]);
  });

  test('a row is put in above the form', async () => {
    const { status, report, merged } = await back(typedInExcel(got(), '1', path, '書いた', insertRowsScript(2, 1, 1)));
    expect([status, fieldsOf(report), text(merged)]).toEqual([0, [`${path} theirs 書いた`], '書いた']);
    expect(others(report)[0]).toMatch(/^layout/u);
  });

  test('a row of an indicator is put in: the plan gets it with its texts, and a second collecting changes nothing', async () => {
    const [name, current, value] = (['name', 'current', '2025.actual'] as const).map(
      (part) => boxOf(got(), '1', `indicators.0.${part}`).cell,
    );
    const row = Number(/\d+/u.exec(name ?? '')?.[0]);
    const put = [
      [name, '新しい指標'],
      [current, '5件'],
      [value, '7件'],
    ]
      .map(([cell, is]) => `ws["${cell?.replace(/\d+/u, '')}${row + 1}"].value = "${is}"`)
      .join('\n');
    const bytes = typedInExcel(got(), '1', path, '書いた', `${insertRowsScript(row + 1, 1, row)}\n${put}`);
    const { status, report, merged } = await back(bytes);
    expect([status, text(merged)]).toEqual([0, '書いた']);
    expect((['name', 'current', '2025.actual'] as const).map((part) => text(merged, `indicators.1.${part}`))).toEqual([
      '新しい指標',
      '5件',
      '7件',
    ]);
    expect(text(merged, 'indicators.0.name')).toBe(textOf(plan, '1', 'indicators.0.name'));
    expect(others(report)[0]).toBe('row-added indicators.1');
    const again = await hall.collect([hall.receive('b.xlsx', bytes)]);
    expect([again.status, text(again.merged, 'indicators.1.name'), text(again.merged, 'indicators.2.name')]).toEqual([
      0,
      '新しい指標',
      undefined,
    ]);
  });

  test('a grade is emptied: it goes; a change in blanks only is a change', async () => {
    const { sheet, cell } = boxOf(got(), '1', 'annual.2025.grade');
    const { status, merged } = await back(
      typedInExcel(
        got(),
        '1',
        path,
        `　${untouched} `,
        `wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}].value = None`,
      ),
    );
    expect([status, text(merged, 'annual.2025.grade'), text(merged)]).toEqual([0, '', `　${untouched} `]);
  });

  test('a formula typed into a box: its result is taken and told; one that nobody has worked out yet is asked about and takes nothing away', async () => {
    const { report, merged } = await back(typedInExcel(got(), '1', actual, '=10+5'));
    expect(others(report)).toEqual([`formula ${actual}`]);
    expect([fieldsOf(report), text(merged, actual)]).toEqual([[`${actual} conflict =10+5`], textOf(plan, '1', actual)]);
  });

  test('a date typed into a box is taken as it is shown', async () => {
    const { sheet, cell } = boxOf(got(), '1', actual);
    const date = throughOpenpyxl(
      got(),
      `import datetime\nc = wb[${JSON.stringify(sheet)}][${JSON.stringify(cell)}]\nc.value = datetime.date(2026, 4, 1)\nc.number_format = "m月d日"`,
    );
    expect(text((await back(date)).merged, actual)).toBe('4月1日');
  });

  test('a whole box is made red, another struck through: told with what it was; what is plain or was so before is not', async () => {
    const [red, struck] = ([path, 'annual.2025.nextSteps'] as const).map((at) => boxOf(got(), '1', at));
    const { status, report, merged } = await back(
      typedInExcel(
        got(),
        '1',
        path,
        '赤で書いた',
        `${font}ws[${JSON.stringify(red!.cell)}].font = Font(color="FFFF0000")\nws[${JSON.stringify(struck!.cell)}].font = Font(strike=True)`,
      ),
    );
    expect([status, text(merged)]).toEqual([0, '赤で書いた']);
    expect(others(report)).toEqual([`format ${red!.cell} all:FF0000`, `format ${struck!.cell} all:strike`]);
    // What was red when it was sent is not told.
    expect(marksIn(throughOpenpyxl(coloured(), ''))).toEqual(marksIn(coloured()));
    expect(marksIn(coloured())[0]).toEqual({ [path]: 'all:FF0000+strike' });
  });

  test('a number is changed: asked about, not applied; what was typed beside it is taken', async () => {
    const { status, report, merged } = await back(
      typedInExcel(got(), '1', path, '書いた', `ws[${JSON.stringify(boxOf(got(), '1', 'no').cell)}].value = "9"`),
    );
    expect([status, text(merged), text(merged, 'no')]).toEqual([4, '書いた', '1']);
    expect(report?.files[0]?.items[0]).toMatchObject({ status: 'renumbered', returnedNo: '9' });
  });

  test('merged boxes are taken apart, a label is deleted, a note is put on, something is typed beside the form: all told, the text is taken', async () => {
    const more = `from openpyxl.comments import Comment
for r in list(ws.merged_cells.ranges):
    if c.coordinate in r: ws.unmerge_cells(r.coord)
c.comment = Comment("要確認", "人事")
ws["AZ3"].value = "欄外"
for row in ws.iter_rows():
    for k in row:
        if isinstance(k.value, str) and "年度評価" in k.value: k.value = None`;
    const { status, report, merged } = await back(typedInExcel(got(), '1', path, '書いた', more));
    expect([status, text(merged)]).toEqual([4, '書いた']);
    expect(
      others(report)
        .map((one) => one.split(' ')[0])
        .toSorted(),
    ).toEqual(['cell', 'cell', 'note']);
  });

  test('the sheet is hidden', async () => {
    const { status, merged } = await back(
      typedInExcel(got(), '1', path, '隠した', 'wb.create_sheet("表")\nws.sheet_state = "hidden"'),
    );
    expect([status, text(merged)]).toEqual([0, '隠した']);
  });

  test('the document inspector has removed the base: said, and every difference is asked about', async () => {
    const hidden = 'for s in list(wb.worksheets):\n    if s.sheet_state != "visible": del wb[s.title]\n';
    const names =
      'wb.defined_names.clear() if hasattr(wb.defined_names, "clear") else wb.defined_names.definedName.clear()';
    // Without the hidden names too nothing is left that tells of the sending.
    for (const [more, told] of [
      [hidden, ['base-removed', 'no-base']],
      [hidden + names, ['no-base']],
    ] as const) {
      const { status, report, merged } = await hall.collect([
        hall.receive('a.xlsx', typedInExcel(got(), '1', path, '書いた', more)),
      ]);
      expect([status, text(merged)]).toEqual([4, untouched]);
      expect(fieldsOf(report)).toEqual([`${path} conflict 書いた`]);
      expect(warned(report)).toEqual(told);
    }
    // With the base named it is as it would have been.
    const named = await hall.collect(
      [hall.receive('b.xlsx', typedInExcel(plan, '1', path, '書いた'))],
      '--base',
      hall.master,
    );
    expect(text(named.merged)).toBe('書いた');
  });

  test.skipIf(libreOffice === undefined)(
    'LibreOffice saves it: only what was typed differs; it works formulas out',
    { timeout: 240_000 },
    async () => {
      const [typed, formula, marked] = convertAll(
        [typedInExcel(got(), '1', path, '書いた\n二行目'), typedInExcel(got(), '1', actual, '=10+5'), coloured()],
        'xlsx',
      );
      expect(marksIn(marked as Uint8Array)).toEqual(marksIn(coloured()));
      const one = await back(typed as Uint8Array);
      expect([one.status, fieldsOf(one.report), text(one.merged)]).toEqual([
        0,
        [`${path} theirs 書いた\n二行目`],
        '書いた\n二行目',
      ]);
      const two = await hall.collect([hall.receive('b.xlsx', formula as Uint8Array)]);
      expect(others(two.report)).toContain(`formula ${actual}`);
      expect(text(two.merged, actual)).toBe('15');
    },
  );
});
