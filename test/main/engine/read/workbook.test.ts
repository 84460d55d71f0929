import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { toReadJson } from '../../../../src-main/engine/read/read-json.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { draftXml, drawForm, insertRow, type Draft } from './helpers/form-draft.ts';
import { rawWorkbook, type RawSheet, type RawWorkbook } from './helpers/raw-workbook.ts';

const form = (no: string): Draft =>
  drawForm({
    years: [2013, 2014],
    value: (path) => (path === 'no' ? no : path === 'sections' ? '一課\n二課（●）\n三･\n四課' : path),
  });
const item = (no: string, name = `No.${no}`): RawSheet => ({ name, content: draftXml(form(no)) });

function open(workbook: RawWorkbook): OpenedWorkbook {
  const opened = openWorkbook(rawWorkbook(workbook));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}
const failure = (workbook: RawWorkbook): string => {
  const opened = openWorkbook(rawWorkbook(workbook));
  return opened.ok ? 'opened' : opened.failure.kind;
};
/** One cell's XML in place of the inline string of a field. */
const withCell = (cell: string, xml: string): RawSheet => {
  const sheet = item('1');
  const changed = sheet.content.replace(new RegExp(`<c r="${cell}".*?</c>`), xml);
  expect(changed).not.toBe(sheet.content);
  return { ...sheet, content: changed };
};
const field = (opened: OpenedWorkbook, path: keyof OpenedWorkbook['items'][0]['fields']) =>
  opened.items[0]?.fields[path];
const cellText = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const tableSheet = (name: string, rows: readonly (readonly string[])[]): RawSheet => ({
  name,
  content: `<sheetData>${rows.map((row) => `<row>${row.map(cellText).join('')}</row>`).join('')}</sheetData>`,
});

describe('which sheets are items', () => {
  it('passes over covers, roll-ups, instructions and lists', () => {
    const labels = [
      'No.',
      '大項目',
      '中項目',
      '具体的な改革項目',
      '担当課',
      '現状と課題',
      '取組の内容',
      '年度評価',
      '総合評価',
      '平成25年度',
      '平成26年度',
    ];
    const opened = open({
      sheets: [
        tableSheet('表紙', [['行政改革プラン2013'], ['平成25年度～平成26年度']]),
        tableSheet(
          '記入要領',
          labels.map((label) => [label, `「${label}」の欄には…を記入してください。`]),
        ),
        tableSheet('記入要領2', [
          ['「No.」「大項目」「中項目」は取りまとめ課で入力しています。'],
          ['「年度評価」はA～Dから選択してください。'],
        ]),
        tableSheet('一覧表', [
          labels,
          ['1', 'あ', 'い', 'う', 'え', 'お', 'か', 'A', 'B', '', ''],
          ['2', 'あ', 'い', 'う', 'え', 'お', 'か', 'A', 'B', '', ''],
        ]),
        item('1'),
        tableSheet('リスト', [['予定通り'], ['遅延']]),
      ],
    });
    expect(opened.items.map((one) => one.sheet)).toEqual(['No.1']);
    expect(opened.warnings).toEqual([]);
  });

  it('takes sheets of any name, hidden ones and copies', () => {
    const opened = open({
      sheets: [
        { ...item('1'), name: 'Sheet1', state: 'hidden' },
        item('3', 'No.3 (2)'),
        { ...item('4', '４番'), state: 'veryHidden' },
      ],
    });
    expect(opened.items.map((one) => [one.sheet, one.no, one.hidden])).toEqual([
      ['Sheet1', '1', true],
      ['No.3 (2)', '3', false],
      ['４番', '4', true],
    ]);
  });

  it('passes over tables that explain the labels year by year', () => {
    const labels = [
      '大項目',
      '中項目',
      'No.',
      '担当課',
      '具体的な改革項目',
      '取組の内容',
      '取組工程',
      '指標',
      '上半期',
      '下半期',
      '年度評価',
      '総合評価',
    ];
    const opened = open({
      sheets: [
        tableSheet('記入時期', [
          ['項目', '平成25年度', '平成26年度'],
          ...labels.map((label) => [label, '記入する', '記入する']),
        ]),
        tableSheet('記入時期2', [
          ['項目', '説明', '時期'],
          ...labels.map((label, i) => [label, '記入する', i % 2 ? '平成25年度' : '平成26年度']),
        ]),
        item('1'),
      ],
    });
    expect(opened.items.map((one) => one.sheet)).toEqual(['No.1']);
    expect(opened.warnings).toEqual([]);
  });

  it('takes no example of a filled-in form for an item, and says so', () => {
    const titled = draftXml([
      ...insertRow(form('1'), 1),
      { top: 1, left: 1, bottom: 1, right: 1, text: '【記 入 例】' },
    ]);
    const named = draftXml([...form('4'), { top: 30, left: 1, bottom: 30, right: 1, text: '記入例' }]);
    const opened = open({
      sheets: [item('2', '記入例'), { name: '様式', content: titled }, { name: 'No.4', content: named }, item('3')],
    });
    expect(opened.items.map((one) => one.sheet)).toEqual(['No.4', 'No.3']);
    expect(opened.warnings).toEqual([
      { kind: 'ambiguous-item', reason: 'example', sheet: '記入例' },
      { kind: 'ambiguous-item', reason: 'example', sheet: '様式' },
    ]);
  });

  it('refuses a workbook without items', () => {
    expect(failure({ sheets: [tableSheet('表紙', [['行政改革プラン']])] })).toBe('no-items');
  });
});

describe('warnings', () => {
  it('names sheets with one number, and sheets without', () => {
    const opened = open({ sheets: [item('5', 'a'), item('５', 'b'), item('', 'c'), item('－', 'd'), item('6', 'e')] });
    expect(opened.warnings).toEqual([
      { kind: 'ambiguous-item', reason: 'no-number', sheet: 'c', cell: 'J3' },
      { kind: 'ambiguous-item', reason: 'no-number', sheet: 'd', cell: 'J3' },
      { kind: 'duplicate-no', reason: 'several', sheet: 'a', cell: 'J3', values: { no: '5', sheets: 'a, b' } },
    ]);
  });

  it('opens the rest when one sheet is damaged', () => {
    const good = item('1');
    const broken: Record<string, string> = {
      'cut off': good.content.slice(0, 2000),
      'a tag that does not match': good.content.replace('</row>', '</rows>'),
      'a cell in another row': good.content.replace('r="C5"', 'r="C6"'),
      'no cell': good.content.replace('r="C5"', 'r="0"'),
      'no column': good.content.replace('r="C5"', 'r="XFE5"'),
      'no area': good.content.replace('ref="A3:B3"', 'ref="A0:B3"'),
      'merges over each other': good.content.replace('ref="A3:B3"', 'ref="A3:D3"'),
      'a string past the table': good.content.replace(/<c r="C5".*?<\/c>/, '<c r="C5" t="s"><v>999</v></c>'),
      'a cell twice': good.content.replace(/(<c r="C5".*?<\/c>)/, '$1$1'),
      'an unknown entity': good.content.replace('大項目', '&nbsp;'),
      'a control character': good.content.replace('大項目', '\u0001'),
    };
    for (const [what, content] of Object.entries(broken)) {
      const opened = open({ sheets: [item('2'), { name: what, content }] });
      expect([what, opened.items.length, opened.warnings]).toEqual([
        what,
        1,
        [{ kind: 'damaged', reason: 'sheet', sheet: what }],
      ]);
      expect([what, failure({ sheets: [{ name: what, content }] })]).toEqual([what, 'damaged']);
    }
  });

  it('refuses damaged strings, styles and a DOCTYPE anywhere', () => {
    expect(failure({ sheets: [item('1')], strings: ['<si><t>a</si>'] })).toBe('damaged');
    expect(failure({ sheets: [item('1')], styles: '<cellXfs><xf></cellXfs>' })).toBe('damaged');
    expect(
      failure({ sheets: [item('1'), { name: 'b', content: `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}` }] }),
    ).toBe('unsafe');
  });

  it('calls a sheet damaged whose part is another’s', () => {
    const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const rels = [1, 2]
      .map((n) => `<Relationship Id="rId${n}" Type="${namespace}/worksheet" Target="worksheets/sheet1.xml"/>`)
      .join('');
    const extra = {
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rels}</Relationships>`,
    };
    const opened = openWorkbook(rawWorkbook({ sheets: [item('1'), item('2')], extra }));
    expect(opened.ok && [opened.value.items.map((one) => one.no), opened.value.warnings]).toEqual([
      ['1'],
      [{ kind: 'damaged', reason: 'sheet', sheet: 'No.2' }],
    ]);
  });

  it('says that the structure is locked', () => {
    const opened = open({ sheets: [item('1')], before: '<workbookProtection lockStructure="1"/>' });
    expect(opened.warnings).toEqual([{ kind: 'structure-locked', reason: 'locked' }]);
  });
});

describe('values', () => {
  const styles =
    '<numFmts><numFmt numFmtId="176" formatCode="#,##0&quot;件&quot;"/><numFmt numFmtId="177" formatCode="&quot;平成&quot;0&quot;年度&quot;"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="0"><protection locked="0"/></xf></cellXfs>';
  const one = (xml: string, more: Partial<RawWorkbook> = {}) => {
    const opened = open({ sheets: [withCell('C5', xml)], styles, ...more });
    const { text, raw, formula } = field(opened, 'title') ?? {};
    return { text, raw, ...(formula === undefined ? {} : { formula }) };
  };

  it('reads every kind of cell', () => {
    expect(one('<c r="C5" s="1"><v>1.2E3</v></c>')).toEqual({
      text: '1,200件',
      raw: { kind: 'number', value: 1200, lexical: '1.2E3', format: '#,##0"件"' },
    });
    expect(one('<c r="C5" s="2"><v>39903</v></c>', { before: '<workbookPr date1904="1"/>' }).text).toBe('2013/4/1');
    expect(one('<c r="C5" t="d" s="2"><v>2013-04-01</v></c>').text).toBe('2013/4/1');
    expect(one('<c r="C5" t="b"><v>1</v></c>')).toEqual({ text: 'TRUE', raw: { kind: 'boolean', value: true } });
    expect(one('<c r="C5" t="e"><v>#REF!</v></c>')).toEqual({ text: '#REF!', raw: { kind: 'error', code: '#REF!' } });
    expect(one('<c r="C5" t="str"><f>A1&amp;"x"</f><v>あ_x000D_\nい</v></c>')).toEqual({
      text: 'あ\nい',
      raw: { kind: 'text', text: 'あ\r\nい' },
      formula: 'A1&"x"',
    });
    expect(one('<c r="C5" s="1"/>')).toEqual({ text: '', raw: { kind: 'blank' } });
    expect(one('<c r="C5"><v><![CDATA[4]]>2</v></c>').text).toBe('42');
  });

  it('reads strings exactly: furigana out, runs joined, line ends as one', () => {
    const strings = [
      '<si><t xml:space="preserve">　字下げ&#13;\n𠮷 葛󠄀 \ue000 ｱｲ&amp;</t><rPh sb="0" eb="1"><t>じ</t></rPh><phoneticPr fontId="1"/></si>',
      '<si><r><t>窓口課</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>●</t></r><rPh sb="0" eb="2"><t>マドグチ</t></rPh></si>',
      '<si><t><![CDATA[<a>]]>b_x005F_x000D_</t></si>',
      '<si/>',
    ];
    expect(one('<c r="C5" t="s"><v>0</v></c>', { strings })).toEqual({
      text: '　字下げ\n𠮷 葛󠄀 \ue000 ｱｲ&',
      raw: { kind: 'text', text: '　字下げ\r\n𠮷 葛󠄀 \ue000 ｱｲ&' },
    });
    expect(one('<c r="C5" t="s"><v>1</v></c>', { strings })).toEqual({
      text: '窓口課●',
      raw: {
        kind: 'text',
        text: '窓口課●',
        runs: [{ text: '窓口課' }, { text: '●', format: '<rPr><color rgb="FFFF0000"/></rPr>' }],
      },
    });
    expect(one('<c r="C5" t="s"><v>2</v></c>', { strings }).text).toBe('<a>b_x000D_');
    expect(one('<c r="C5" t="s"><v>3</v></c>', { strings })).toEqual({ text: '', raw: { kind: 'text', text: '' } });
  });

  it('finds the formula of a shared group', () => {
    const sheet = withCell('C5', '<c r="C5" t="str"><f t="shared" ref="C5:C6" si="0">B1</f><v>1</v></c>');
    const content = sheet.content.replace(/<c r="C6".*?<\/c>/, '<c r="C6" t="str"><f t="shared" si="0"/><v>2</v></c>');
    expect(field(open({ sheets: [{ ...sheet, content }] }), 'background')?.formula).toBe('B1');
  });

  it('says which cells protection locks', () => {
    const sheet = withCell('C5', '<c r="C5" s="3" t="inlineStr"><is><t>a</t></is></c>');
    const content = `${sheet.content.replace('<mergeCells>', '<sheetProtection sheet="1"/><mergeCells>')}`;
    const opened = open({ sheets: [{ ...sheet, content }], styles });
    expect([field(opened, 'title')?.locked, field(opened, 'background')?.locked]).toEqual([undefined, true]);
    expect(field(open({ sheets: [sheet], styles }), 'background')?.locked).toBeUndefined();
  });

  it('reads a year heading that is a number with a format', () => {
    const content = item('1').content.replaceAll(/(<c r="D15") .*?<\/c>/g, '$1 s="1"><v>25</v></c>');
    const opened = open({
      sheets: [{ name: 'a', content }],
      styles: styles.replace('<xf numFmtId="176"/>', '<xf numFmtId="177"/>'),
    });
    expect(field(opened, 'progress.2013.firstHalf.text')?.text).toBe('progress.2013.firstHalf.text');
  });
});

describe('choices', () => {
  const lists = tableSheet('リスト 1', [
    ['見出し', 'A'],
    ['予定通り\n進捗', 'B'],
    ['遅延', 'C'],
  ]);
  const choices = (tail: string, after = '') => {
    const opened = open({ sheets: [{ name: 'a', content: draftXml(form('1'), tail) }, lists], after });
    const { choices: list, strict } = field(opened, 'annual.2013.grade') ?? {};
    return [list, strict];
  };
  const validation = (formula: string, more = ''): string =>
    `<dataValidations><dataValidation type="list" sqref="A1 G18:G19" ${more}><formula1>${formula}</formula1></dataValidation></dataValidations>`;

  it('come from the cell’s validation list', () => {
    expect(choices(validation('"A, B,C"', 'showErrorMessage="1"'))).toEqual([['A', 'B', 'C'], true]);
    expect(choices(validation("'リスト 1'!$A$2:$A$3"))).toEqual([['予定通り\n進捗', '遅延'], false]);
    expect(
      choices(
        validation('評価一覧'),
        '<definedNames><definedName name="評価一覧">\'リスト 1\'!$B$1:$B$3</definedName></definedNames>',
      ),
    ).toEqual([['A', 'B', 'C'], false]);
    expect(choices(validation('"A,B"', 'showErrorMessage="1" errorStyle="warning"'))).toEqual([['A', 'B'], false]);
    const x14 =
      '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">' +
      '<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>\'リスト 1\'!$B$1:$B$2</xm:f></x14:formula1><xm:sqref>G18</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';
    expect(choices(x14)).toEqual([['A', 'B'], true]);
  });

  it('stay unknown where the list is a formula or leads nowhere', () => {
    for (const formula of ['INDIRECT(A1)', 'なし', 'なし!$A$1:$A$2', '[1]リスト!$A$1', 'OFFSET(リスト!$A$1,0,0,3)']) {
      expect(choices(validation(formula))).toEqual([undefined, undefined]);
    }
    expect(choices(validation('輪'), '<definedNames><definedName name="輪">輪</definedName></definedNames>')).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('identity and JSON', () => {
  it('reads ids of items and plan', () => {
    const custom =
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">' +
      '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KohyoPlanId"><vt:lpwstr>plan-1</vt:lpwstr></property></Properties>';
    const after =
      '<definedNames><definedName name="_kohyo_item_abc" hidden="1">\'No.1\'!$A$1</definedName><definedName name="_kohyo_item_abc" localSheetId="1">\'No.2\'!$A$1</definedName></definedNames>';
    const opened = open({ sheets: [item('1'), item('2')], after, extra: { 'docProps/custom.xml': custom } });
    expect(opened.items.map((one) => one.itemId)).toEqual(['abc', undefined]);
    expect(opened.plan).toEqual({ years: [2013, 2014], planId: 'plan-1' });
  });

  it('gives sections with the lead one, and warnings as sentences', () => {
    const json = toReadJson('a.xlsx', open({ sheets: [item('')] }), 'ja');
    expect(json.items[0]?.sections).toEqual([
      { name: '一課', lead: false },
      { name: '二課', lead: true },
      { name: '三･四課', lead: false },
    ]);
    expect(json.warnings).toEqual([
      {
        kind: 'ambiguous-item',
        message: 'No. › J3: 個票の番号（No.）が読めません。番号を入れてください。',
        sheet: 'No.',
        cell: 'J3',
      },
    ]);
    expect(Object.keys(json)).toEqual(['file', 'plan', 'form', 'items', 'warnings']);
  });
});
