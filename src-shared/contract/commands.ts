import type { Sentence } from '../failures/language.ts';

/**
 * Everything that a person can do by a menu or a key, in one table: the native menu, «メニュー» in the window, the list of
 * keys and the help are made from it. What a command does stands in src-renderer/actions, under the same id.
 */
export interface Command {
  readonly id: string;
  readonly menu: MenuId;
  readonly label: Sentence;
  /** A shorter name for the line of buttons, where the language needs one. */
  readonly onBar?: Sentence;
  /** `Mod+S`, `Shift+F8`, `?`; Mod is Ctrl, `Plus` the sign. The first one is shown. */
  readonly keys: readonly string[];
  /** It begins a new part of its menu. */
  readonly parted?: true;
}

export const menuIds = ['file', 'edit', 'move', 'view', 'exchange', 'help'] as const;
export type MenuId = (typeof menuIds)[number];

/** The menus in their order; `&` stands before the letter that opens one in the native menu. */
export const menus = {
  file: { ja: 'ファイル(&F)', en: '&File' },
  edit: { ja: '編集(&E)', en: '&Edit' },
  move: { ja: '移動(&M)', en: '&Move' },
  view: { ja: '表示(&V)', en: '&View' },
  exchange: { ja: '配布と回収(&X)', en: 'E&xchange' },
  help: { ja: 'ヘルプ(&H)', en: '&Help' },
} as const satisfies Record<MenuId, Sentence>;

/** A menu's name without the letter that opens it. */
export const menuName = (menu: MenuId): Sentence => ({
  ja: menus[menu].ja.replace(/\(&.\)/u, ''),
  en: menus[menu].en.replace('&', ''),
});

export const commands = [
  {
    id: 'open',
    menu: 'file',
    label: { ja: 'ブックを開く…', en: 'Open a workbook…' },
    onBar: { ja: 'ブックを開く', en: 'Open' },
    keys: ['Mod+O'],
  },
  {
    id: 'openFolder',
    menu: 'file',
    label: { ja: 'フォルダーを計画として開く…', en: 'Open a folder as a plan…' },
    keys: [],
  },
  { id: 'openSample', menu: 'file', label: { ja: '見本を開く', en: 'Open the sample' }, keys: [] },
  { id: 'newWindow', menu: 'file', label: { ja: '新しいウィンドウ', en: 'New window' }, keys: ['Mod+Shift+N'] },
  { id: 'save', menu: 'file', label: { ja: '保存', en: 'Save' }, keys: ['Mod+S'], parted: true },
  { id: 'saveAll', menu: 'file', label: { ja: 'すべてのブックを保存', en: 'Save all workbooks' }, keys: [] },
  { id: 'saveAs', menu: 'file', label: { ja: '名前を付けて保存…', en: 'Save as…' }, keys: ['Mod+Shift+S'] },
  { id: 'prepareReturn', menu: 'file', label: { ja: '提出用に保存…', en: 'Save for returning…' }, keys: [] },
  { id: 'publish', menu: 'file', label: { ja: '公開用に保存…', en: 'Save for the public…' }, keys: [] },
  {
    id: 'showVersions',
    menu: 'file',
    label: { ja: 'ファイルの以前の版…', en: 'Earlier versions of the file…' },
    keys: [],
  },
  {
    id: 'print',
    menu: 'file',
    label: { ja: '印刷…', en: 'Print…' },
    keys: ['Mod+P', 'Mod+Shift+P'],
    parted: true,
  },
  { id: 'printChanges', menu: 'file', label: { ja: '変更箇所を印刷…', en: 'Print the changes…' }, keys: ['Mod+Alt+P'] },
  { id: 'newPlan', menu: 'file', label: { ja: '新しい計画…', en: 'New plan…' }, keys: [], parted: true },
  { id: 'nextPlan', menu: 'file', label: { ja: '次期計画を作成…', en: 'Make the next plan…' }, keys: [] },
  { id: 'forms', menu: 'file', label: { ja: '様式の一覧…', en: 'Forms…' }, keys: [] },
  { id: 'settings', menu: 'file', label: { ja: '設定…', en: 'Settings…' }, keys: ['Mod+,'], parted: true },
  { id: 'closeDocument', menu: 'file', label: { ja: 'ブックを閉じる', en: 'Close the workbook' }, keys: ['Mod+W'] },

  { id: 'undo', menu: 'edit', label: { ja: '元に戻す', en: 'Undo' }, keys: ['Mod+Z'] },
  { id: 'redo', menu: 'edit', label: { ja: 'やり直す', en: 'Redo' }, keys: ['Mod+Y', 'Mod+Shift+Z'] },
  {
    id: 'copyCells',
    menu: 'edit',
    label: { ja: 'この表をセルとしてコピー', en: 'Copy this table as cells' },
    keys: ['Mod+Shift+C'],
    parted: true,
  },
  {
    id: 'earlierText',
    menu: 'edit',
    label: { ja: '前の半期・前年度の文を写す…', en: 'Bring over an earlier text…' },
    keys: ['Mod+Shift+L'],
  },
  { id: 'phrases', menu: 'edit', label: { ja: '定型文…', en: 'Phrases of your own…' }, keys: ['Mod+Shift+B'] },
  { id: 'search', menu: 'edit', label: { ja: '検索', en: 'Search' }, keys: ['Mod+F'], parted: true },
  {
    id: 'replace',
    menu: 'edit',
    label: { ja: '検索と置換…', en: 'Find and replace…' },
    onBar: { ja: '検索と置換', en: 'Replace' },
    keys: ['Mod+H'],
  },
  {
    id: 'history',
    menu: 'edit',
    label: { ja: 'この欄の履歴…', en: 'History of this box…' },
    keys: ['Mod+Shift+H'],
    parted: true,
  },
  {
    id: 'fixTyping',
    menu: 'edit',
    label: { ja: 'この欄の表記を直す', en: 'Fix the wording of this box' },
    keys: ['Mod+.'],
  },
  {
    id: 'addRow',
    menu: 'edit',
    label: { ja: '行を追加（取組工程・指標）', en: 'Add a row (steps, indicators)' },
    keys: ['Mod+Enter'],
    parted: true,
  },
  {
    id: 'removeRow',
    menu: 'edit',
    label: { ja: 'この行を削除（取組工程・指標）', en: 'Remove this row (steps, indicators)' },
    keys: ['Mod+Shift+Delete'],
  },

  {
    id: 'goTo',
    menu: 'move',
    label: { ja: '欄へ移動…', en: 'Go to a box…' },
    onBar: { ja: '欄へ移動', en: 'Go to' },
    keys: ['Mod+G'],
  },
  {
    id: 'nextIncomplete',
    menu: 'move',
    label: { ja: '次の未記入の欄', en: 'Next incomplete box' },
    keys: ['F8'],
    parted: true,
  },
  {
    id: 'previousIncomplete',
    menu: 'move',
    label: { ja: '前の未記入の欄', en: 'Previous incomplete box' },
    keys: ['Shift+F8'],
  },
  { id: 'nextChange', menu: 'move', label: { ja: '次の変更箇所', en: 'Next change' }, keys: ['F7'] },
  { id: 'previousChange', menu: 'move', label: { ja: '前の変更箇所', en: 'Previous change' }, keys: ['Shift+F7'] },
  { id: 'nextItem', menu: 'move', label: { ja: '次の個票', en: 'Next sheet' }, keys: ['Mod+PageDown'], parted: true },
  { id: 'previousItem', menu: 'move', label: { ja: '前の個票', en: 'Previous sheet' }, keys: ['Mod+PageUp'] },
  { id: 'nextDocument', menu: 'move', label: { ja: '次のブック', en: 'Next workbook' }, keys: ['Mod+Tab'] },
  { id: 'focusList', menu: 'move', label: { ja: '一覧へ移る', en: 'To the list' }, keys: ['Mod+1'], parted: true },
  { id: 'focusSheet', menu: 'move', label: { ja: '個票へ移る', en: 'To the sheet' }, keys: ['Mod+2'] },

  {
    id: 'togglePaper',
    menu: 'view',
    label: { ja: '紙面表示／編集に戻る', en: 'Paper view / back to editing' },
    keys: ['F4'],
  },
  {
    id: 'toggleDueOnly',
    menu: 'view',
    label: { ja: '今回記入する欄だけ表示／すべて表示', en: 'Due boxes only / all boxes' },
    keys: ['F10'],
  },
  {
    id: 'toggleMine',
    menu: 'view',
    label: { ja: '自分の課の個票だけ／すべての個票', en: 'My section’s sheets / all sheets' },
    keys: ['Mod+Shift+M'],
  },
  {
    id: 'toggleSettled',
    menu: 'view',
    label: { ja: '過年度を表示／畳む', en: 'Fold or unfold settled years' },
    keys: ['F9'],
  },
  {
    id: 'glance',
    menu: 'view',
    label: { ja: '計画の見取図', en: 'The plan at a glance' },
    onBar: { ja: '見取図', en: 'At a glance' },
    keys: ['Mod+3'],
  },
  {
    id: 'toggleChecks',
    menu: 'view',
    label: { ja: '点検の一覧', en: 'List of checks' },
    onBar: { ja: '点検の一覧', en: 'Checks' },
    keys: ['Mod+Shift+K'],
  },
  {
    id: 'zoomIn',
    menu: 'view',
    label: { ja: '拡大', en: 'Zoom in' },
    keys: ['Mod+Plus', 'Mod+=', 'Mod+;'],
    parted: true,
  },
  { id: 'zoomOut', menu: 'view', label: { ja: '縮小', en: 'Zoom out' }, keys: ['Mod+-'] },
  { id: 'zoomReset', menu: 'view', label: { ja: '100％に戻す', en: 'Back to 100%' }, keys: ['Mod+0'] },

  {
    id: 'exchange',
    menu: 'exchange',
    label: { ja: '配布と回収', en: 'Send and collect' },
    onBar: { ja: '配布と回収', en: 'Exchange' },
    keys: ['Mod+E'],
  },
  { id: 'exchangeSend', menu: 'exchange', label: { ja: '配布', en: 'Send' }, keys: [], parted: true },
  { id: 'exchangeCollect', menu: 'exchange', label: { ja: '回収', en: 'Collect' }, keys: [] },
  { id: 'exchangeDecide', menu: 'exchange', label: { ja: '要確認', en: 'To decide' }, keys: [] },
  { id: 'exchangeStatus', menu: 'exchange', label: { ja: '提出状況', en: 'Who has returned what' }, keys: [] },
  { id: 'exchangeRecord', menu: 'exchange', label: { ja: '取込記録', en: 'Merge record' }, keys: [] },
  {
    id: 'requestChange',
    menu: 'exchange',
    label: { ja: '修正依頼…', en: 'Request a change…' },
    keys: ['Mod+Shift+E'],
    parted: true,
  },
  {
    id: 'showConflicts',
    menu: 'exchange',
    label: { ja: 'ファイルとの食い違い…', en: 'Differences from the file…' },
    keys: [],
  },

  { id: 'help', menu: 'help', label: { ja: '使い方', en: 'Help' }, keys: ['F1'] },
  { id: 'keys', menu: 'help', label: { ja: 'キー操作の一覧', en: 'Keys' }, keys: ['?', 'Mod+/'] },
  {
    id: 'about',
    menu: 'help',
    label: { ja: 'バージョン情報と新しくなった点', en: 'Version and what is new' },
    keys: [],
    parted: true,
  },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];
