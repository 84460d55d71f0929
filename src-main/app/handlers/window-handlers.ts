import { clipboard, dialog, shell, type BrowserWindow } from 'electron';
import type { DocumentId } from '../../../src-shared/contract/documents.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import type { Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';

/** Calls about the window itself: the clipboard, what happens at closing, files that were written, recent files. */
export type WindowCall = 'copyText' | 'editCommand' | 'askAtClosing' | 'useOutput' | 'changeRecent';

const texts = {
  unsaved: {
    ja: 'Excelファイルに保存していない変更があります：{names}',
    en: 'Changes that the Excel file does not hold: {names}',
  },
  unsavedDetail: {
    ja: '保存せずに閉じても、入力した内容はこの端末に残り、次に開いたときに戻ります。ただし、メールなどで送るExcelファイルは古いままです。',
    en: 'Closed without saving, what you typed stays on this PC and comes back when you open it again. The Excel file that you send stays as it was.',
  },
  works: { ja: '作業が終わっていません：{names}', en: 'Still at work: {names}' },
  worksDetail: { ja: '閉じると中止します。', en: 'It is stopped when you close.' },
  typed: { ja: '書きかけの入力があります：{names}', en: 'Something is being written: {names}' },
  typedDetail: { ja: '閉じると、その入力は残りません。', en: 'It is lost when you close.' },
  save: { ja: 'Excelに保存して閉じる', en: 'Save to Excel and close' },
  leave: { ja: '保存せずに閉じる（この端末には残ります）', en: 'Close without saving (kept on this PC)' },
  close: { ja: '閉じる', en: 'Close' },
  stay: { ja: 'やめる', en: 'Cancel' },
} as const satisfies Record<string, Sentence>;

interface Asked {
  readonly unsaved: readonly string[];
  readonly works: readonly string[];
  readonly typed: readonly string[];
}

/** Asks what is to become of what the file does not hold, of works that run and of what a dialog holds. */
async function ask(
  window: BrowserWindow,
  { unsaved, works, typed }: Asked,
  language: Language,
): Promise<'save' | 'leave' | 'stay'> {
  const say = (sentence: Sentence, names: readonly string[]): string =>
    sentence[language].replace('{names}', names.join(language === 'ja' ? '、' : ', '));
  const parts = [
    ...(unsaved.length > 0 ? [[say(texts.unsaved, unsaved), texts.unsavedDetail[language]]] : []),
    ...(works.length > 0 ? [[say(texts.works, works), texts.worksDetail[language]]] : []),
    ...(typed.length > 0 ? [[say(texts.typed, typed), texts.typedDetail[language]]] : []),
  ];
  const answers = (
    unsaved.length > 0 ? (['save', 'leave', 'stay'] as const) : (['close', 'stay'] as const)
  ) satisfies readonly (keyof typeof texts)[];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: parts.map(([message]) => message).join('\n'),
    detail: parts.map(([, detail]) => detail).join('\n'),
    buttons: answers.map((answer) => texts[answer][language]),
    defaultId: 0,
    cancelId: answers.length - 1,
    noLink: true,
  });
  const answer = answers[response] ?? 'stay';
  return answer === 'close' ? 'leave' : answer;
}

export function windowHandlers(services: DeskServices): Pick<Handlers, WindowCall> {
  const { documents, settings, recent, windows, outputs } = services;
  return {
    copyText: async (_sender, text) => {
      await clipboard.writeText(text);
    },
    editCommand: (sender, command) => {
      if (command === 'cut') sender.cut();
      else if (command === 'copy') sender.copy();
      else if (command === 'paste') sender.paste();
      else sender.selectAll();
    },
    askAtClosing: async (sender, { documents: unsaved, works, typed, whole }) => {
      windows.isAsking(sender);
      const shownOnlyHere = (id: DocumentId): boolean => !windows.isShownElsewhere(sender, id);
      const names = unsaved
        .filter((id) => !whole || shownOnlyHere(id))
        .flatMap((id) => documents.views().find((view) => view.id === id)?.name ?? []);
      if (names.length + works.length + typed.length === 0) return 'leave';
      const always = settings.get().atClosing;
      if (works.length + typed.length === 0 && always !== 'ask') return always;
      return ask(windows.of(sender), { unsaved: names, works, typed }, settings.get().language);
    },
    useOutput: async (_sender, id, what) => {
      const file = outputs.pathOf(id);
      if (file === undefined) return false;
      if (what === 'copy') await clipboard.writeText(file);
      else if (what === 'open') return outputs.opens(id) && (await shell.openPath(file)) === '';
      else shell.showItemInFolder(file);
      return true;
    },
    changeRecent: async (_sender, id, change) => {
      if (change === 'forget') await recent.forget(id);
      else await recent.pin(id, change === 'pin');
    },
  };
}
