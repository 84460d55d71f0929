import type { Sentence } from '../../../src-shared/failures/language.ts';

/** What this version does that the one before did not, in the words of those who use it; newest first. */
export const whatIsNew: readonly Sentence[] = [
  {
    ja: 'よく使う文を「定型文」（Ctrl＋Shift＋B）に加えておくと、選ぶだけで欄に入ります。絞り込みでは、進捗状況と評価の年度も選べます。',
    en: 'Phrases of your own (Ctrl+Shift+B) go into a box by a press; the filters of the list can ask for the year of a status or grade.',
  },
  {
    ja: '「見取図」（Ctrl＋3）で、計画全体の進捗・評価・指標・未記入を1枚で見られます。集計と指標一覧は印刷・PDF・Excelにもできます。',
    en: '“At a glance” (Ctrl+3) shows statuses, grades, indicators and what is missing of the whole plan; tally and indicators print, as PDF and Excel too.',
  },
  {
    ja: '返ってきた個票を、理由を添えて担当課へ差し戻せます（「配布と回収」の「提出状況」）。',
    en: 'Returned sheets can be sent back to their section with a reason (under “Who has returned what”).',
  },
  {
    ja: '一覧の個票に印を付けて（スペースキーかCtrl＋クリック）、印刷・配布・置換ができます。一覧には今回の進捗状況と評価も出ます。',
    en: 'Sheets marked in the list (Space or Ctrl+click) can be printed, sent and searched alone; the list shows status and grade.',
  },
  {
    ja: '押せないボタンは、何をすれば使えるかを示します。点検の一覧では、直せる表記をまとめて直せます。',
    en: 'A button that cannot be pressed says what it waits for. The list of checks fixes wording all at once.',
  },
  {
    ja: '時間のかかる処理は件数と時間を示し、中止できます。印刷の画面を閉じても、PDFの作成は続きます。',
    en: 'Long works tell their count and time and can be stopped; a PDF goes on when its dialog is closed.',
  },
  {
    ja: '配布と回収が画面全体のページになりました。返ってきたファイルは1行ずつ並び、要確認のものが先に出ます。',
    en: 'Sending and collecting is a page of the window. Returned files are a line each, what asks for you first.',
  },
  {
    ja: '配布されたファイルを開くと、配布元・段階・提出期限・連絡が上に表示され、記入する欄もその段階に合わせて示されます。',
    en: 'A file that was sent to you says at the top from whom it is, for which step and until when; the boxes to fill in go by it.',
  },
  {
    ja: 'Excelのセルやセル範囲を、年度や行に広げて貼り付けられます。欄はExcelのセルとしてコピーできます。',
    en: 'Cells copied in Excel are spread over years and rows; boxes are copied as cells.',
  },
  {
    ja: '欄を右クリックすると、切り取り・コピー・貼り付けや、前の半期・前年度の文を写す操作ができます。',
    en: 'A right click in a box offers cut, copy and paste, and texts of the half-year and year before.',
  },
  {
    ja: '閉じるときに、Excelファイルに保存していない変更があれば尋ねます。',
    en: 'Closing asks when the Excel file does not hold all changes.',
  },
  {
    ja: '拡大・縮小（Ctrl＋＋／−／0、Ctrl＋ホイール）ができ、年度の見出しはスクロールしても残ります。',
    en: 'Zoom by Ctrl and +, −, 0 or the wheel; the heads of the years stay when you scroll.',
  },
  {
    ja: 'Ctrl＋Pは印刷、欄への移動はCtrl＋Gになりました。',
    en: 'Ctrl+P prints; Ctrl+G goes to a box.',
  },
];
