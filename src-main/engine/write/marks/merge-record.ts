import type { MergeRecordRow } from '../../../../src-shared/domain/exchange.ts';
import { outcomeWords } from '../../../../src-shared/paper/record-paper.ts';

const columns: readonly (readonly [key: keyof MergeRecordRow, header: string, width: number])[] = [
  ['no', 'No.', 6],
  ['title', '具体的な改革項目', 28],
  ['field', '欄', 24],
  ['outcome', '処理', 12],
  ['before', '取り込み前', 40],
  ['after', '取り込み後', 40],
  ['section', '担当課', 16],
  ['who', '更新者', 14],
  ['when', '更新日時', 20],
  ['file', 'ファイル', 28],
  ['hash', 'ファイルの照合値（SHA-256）', 20],
  ['decidedBy', '決定者', 20],
];

/** The merge record as a workbook of its own, one line a text; printed on A4 landscape, the head on every page. */
export async function writeMergeRecord(title: string, rows: readonly MergeRecordRow[]): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('取込記録', {
    views: [{ state: 'frozen', ySplit: 2 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:2',
    },
  });
  sheet.columns = columns.map(([key, , width]) => ({ key, width }));
  sheet.addRow([title]).font = { name: 'BIZ UDPゴシック', size: 14, bold: true };
  const head = sheet.addRow(columns.map(([, header]) => header));
  head.font = { name: 'BIZ UDPゴシック', size: 10, bold: true };
  for (const row of rows) {
    // A text that begins with = must stay a text.
    const added = sheet.addRow(columns.map(([key]) => (key === 'outcome' ? outcomeWords[row.outcome] : row[key])));
    added.font = { name: 'BIZ UDPゴシック', size: 10 };
    added.alignment = { wrapText: true, vertical: 'top' };
  }
  sheet.autoFilter = { from: { row: 2, column: 1 }, to: { row: 2, column: columns.length } };
  return new Uint8Array(await book.xlsx.writeBuffer());
}
