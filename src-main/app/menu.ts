import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { Language, Sentence } from '../../src-shared/failures/language.ts';
import { announce } from './ipc.ts';

/** An entry that the window carries out: `command` is the id of an action of src-renderer/actions. */
interface Entry {
  readonly command: string;
  readonly label: Sentence;
  /** Shown only: the window hears the keys itself, since it alone knows whether a person is composing kana. */
  readonly keys?: string;
}

const file: readonly Entry[] = [
  { command: 'open', label: { ja: '開く(&O)…', en: '&Open…' }, keys: 'Ctrl+O' },
  { command: 'newWindow', label: { ja: '新しいウィンドウ(&W)', en: 'New &window' }, keys: 'Ctrl+Shift+N' },
  { command: 'newPlan', label: { ja: '新しい計画(&N)…', en: '&New plan…' } },
  { command: 'openSample', label: { ja: 'サンプル計画を開く', en: 'Open the sample plan' } },
  { command: 'save', label: { ja: '保存(&S)', en: '&Save' }, keys: 'Ctrl+S' },
  { command: 'saveAs', label: { ja: '名前を付けて保存(&A)…', en: 'Save &as…' }, keys: 'Ctrl+Shift+S' },
  { command: 'nextPlan', label: { ja: '次期計画へ…', en: 'Next plan…' } },
  { command: 'publish', label: { ja: '公開用に保存…', en: 'Save for the public…' } },
  { command: 'print', label: { ja: '印刷(&P)…', en: '&Print…' }, keys: 'Ctrl+Shift+P' },
  { command: 'closeDocument', label: { ja: 'ブックを閉じる(&C)', en: '&Close the workbook' }, keys: 'Ctrl+W' },
];
const edit: readonly Entry[] = [
  { command: 'undo', label: { ja: '元に戻す(&U)', en: '&Undo' }, keys: 'Ctrl+Z' },
  { command: 'redo', label: { ja: 'やり直し(&R)', en: '&Redo' }, keys: 'Ctrl+Y' },
];
const find: readonly Entry[] = [
  { command: 'search', label: { ja: '検索(&F)', en: '&Find' }, keys: 'Ctrl+F' },
  { command: 'replace', label: { ja: '置換(&H)…', en: 'R&eplace…' }, keys: 'Ctrl+H' },
];
const view: readonly Entry[] = [
  { command: 'togglePaper', label: { ja: '紙面表示／編集に戻る(&P)', en: '&Paper view / editing' }, keys: 'F4' },
];
const help: readonly Entry[] = [
  { command: 'keys', label: { ja: 'キー操作の一覧', en: 'Keys' } },
  { command: 'help', label: { ja: '使い方', en: 'Help' } },
  { command: 'settings', label: { ja: '設定…', en: 'Settings…' } },
];

/** Builds the application menu; `window` is asked when an entry is chosen. */
export function setMenu(language: Language, window: () => BrowserWindow | undefined, packaged: boolean): void {
  const entry = ({ command, label, keys }: Entry): MenuItemConstructorOptions => ({
    label: label[language],
    ...(keys === undefined ? {} : { accelerator: keys, registerAccelerator: false }),
    click: () => {
      const target = window();
      if (target !== undefined) announce(target.webContents, 'command', { name: command });
    },
  });
  const say = (label: Sentence): string => label[language];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: say({ ja: 'ファイル(&F)', en: '&File' }),
        submenu: [
          ...file.map(entry),
          { type: 'separator' },
          { role: 'quit', label: say({ ja: '終了(&X)', en: 'E&xit' }) },
        ],
      },
      {
        label: say({ ja: '編集(&E)', en: '&Edit' }),
        submenu: [
          ...edit.map(entry),
          { type: 'separator' },
          { role: 'cut', label: say({ ja: '切り取り(&T)', en: 'Cu&t' }) },
          { role: 'copy', label: say({ ja: 'コピー(&C)', en: '&Copy' }) },
          { role: 'paste', label: say({ ja: '貼り付け(&P)', en: '&Paste' }) },
          { role: 'selectAll', label: say({ ja: 'すべて選択(&A)', en: 'Select &all' }) },
          { type: 'separator' },
          ...find.map(entry),
        ],
      },
      {
        label: say({ ja: '表示(&V)', en: '&View' }),
        submenu: [
          ...view.map(entry),
          { type: 'separator' },
          { role: 'zoomIn', label: say({ ja: '拡大', en: 'Zoom in' }) },
          { role: 'zoomOut', label: say({ ja: '縮小', en: 'Zoom out' }) },
          { role: 'resetZoom', label: say({ ja: '実際の大きさ', en: 'Actual size' }) },
          { role: 'togglefullscreen', label: say({ ja: '全画面', en: 'Full screen' }) },
          ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
        ],
      },
      { label: say({ ja: 'ヘルプ(&H)', en: '&Help' }), submenu: help.map(entry) },
    ]),
  );
}
