import path from 'node:path';
import { app, dialog, type BrowserWindow, type MessageBoxOptions, type SaveDialogOptions } from 'electron';
import type { Sentence } from '../../src-shared/failures/language.ts';
import type { Language } from '../../src-shared/failures/language.ts';

const texts = {
  workbooks: { ja: 'Excelブック', en: 'Excel workbooks' },
  open: { ja: '個票のブックを開く', en: 'Open a workbook of item sheets' },
  saveAs: { ja: '名前を付けて保存', en: 'Save as' },
  pdf: { ja: 'PDFに保存', en: 'Save as PDF' },
  keepTitle: { ja: '保存先を選ぶ', en: 'Choose where to keep the file' },
  temporary: {
    ja: '「{name}」は、メールの添付ファイルなど一時的な場所にあります。',
    en: '“{name}” lies in a temporary place (a mail attachment, perhaps).',
  },
  temporaryDetail: {
    ja: 'このまま編集すると、後で消えることがあります。残しておく場所を選んでください。選んだ場所に写しを作って開きます。',
    en: 'What you type there may vanish later. Choose a place to keep it: a copy is made there and opened.',
  },
  notStored: {
    ja: '入力した内容の一部を、この端末に記録できていません。',
    en: 'Part of what you typed could not be recorded on this machine.',
  },
  notStoredDetail: {
    ja: '閉じると失われます。ディスクの空きを作るか、Excelファイルに保存してから閉じてください。',
    en: 'It is lost when you close. Make room on the disk, or save the Excel file first.',
  },
  keepOpen: { ja: '閉じない', en: 'Do not close' },
  publishAnyway: { ja: '残して公開', en: 'Publish with it' },
  publishNot: { ja: '公開しない', en: 'Do not publish' },
  closeAnyway: { ja: '失われてもよいので閉じる', en: 'Close and lose it' },
  choose: { ja: '保存先を選ぶ…', en: 'Choose a place…' },
  doNotOpen: { ja: '開かない', en: 'Do not open' },
} as const satisfies Record<string, Sentence>;

const filters = (language: Language) => [{ name: texts.workbooks[language], extensions: ['xlsx', 'xlsm'] }];

/** Asks for workbooks to open; none when it was cancelled. */
export async function askForWorkbooks(window: BrowserWindow, language: Language): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.open[language],
    filters: filters(language),
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** Asks for a folder; none when it was cancelled. */
export async function askForFolder(window: BrowserWindow, title: string): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Asks under which name to save; the system's dialog asks about a file that is there. */
export const askWhereToSave = (
  window: BrowserWindow,
  current: string,
  language: Language,
): Promise<string | undefined> =>
  askForTarget(window, { title: texts.saveAs[language], defaultPath: current, filters: filters(language) });

/** Explains that the file lies in a temporary place and asks where to keep it. */
export async function askWhereToKeep(
  window: BrowserWindow,
  file: string,
  language: Language,
): Promise<string | undefined> {
  const name = path.basename(file);
  const question: MessageBoxOptions = {
    type: 'question',
    message: texts.temporary[language].replace('{name}', name),
    detail: texts.temporaryDetail[language],
    buttons: [texts.choose[language], texts.doNotOpen[language]],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await dialog.showMessageBox(window, question);
  if (response !== 0) return undefined;
  const defaultPath = path.join(app.getPath('documents'), name);
  return askForTarget(window, { title: texts.keepTitle[language], defaultPath, filters: filters(language) });
}

/** Asks whether to close although something typed is nowhere but on the screen. */
export async function askWhetherToGiveUp(window: BrowserWindow, language: Language): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: texts.notStored[language],
    detail: texts.notStoredDetail[language],
    buttons: [texts.keepOpen[language], texts.closeAnyway[language]],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** Asks whether a name or a path that stands in the workbook may be published with it; `told` says which and where. */
export async function askWhetherToPublish(window: BrowserWindow, told: string, language: Language): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: told,
    buttons: [texts.publishNot[language], texts.publishAnyway[language]],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** Asks for the workbook that a list goes to. */
export const askForList = (window: BrowserWindow, proposed: string, language: Language): Promise<string | undefined> =>
  askForTarget(
    window,
    {
      title: texts.saveAs[language],
      defaultPath: proposed,
      filters: [{ name: texts.workbooks[language], extensions: ['xlsx'] }],
    },
    ['xlsx'],
  );

/** Asks for the PDF file to print to. */
export const askForPdf = (window: BrowserWindow, proposed: string, language: Language): Promise<string | undefined> =>
  askForTarget(
    window,
    { title: texts.pdf[language], defaultPath: proposed, filters: [{ name: 'PDF', extensions: ['pdf'] }] },
    ['pdf'],
  );

async function askForTarget(
  window: BrowserWindow,
  options: SaveDialogOptions,
  extensions = ['xlsx', 'xlsm'],
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...options,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || filePath === '') return undefined;
  return extensions.some((extension) => filePath.toLowerCase().endsWith(`.${extension}`))
    ? filePath
    : `${filePath}.${extensions[0] as string}`;
}
