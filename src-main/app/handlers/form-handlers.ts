import path from 'node:path';
import { dialog, type BrowserWindow, type WebContents } from 'electron';
import type { CallName } from '../../../src-shared/contract/ipc-contract.ts';
import type { FormEntry } from '../../../src-shared/contract/teaching.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { entryCount } from '../../../src-shared/form/entry-count.ts';
import {
  formOrigin,
  formsInUse,
  noteFormOrigin,
  readFormFile,
  registeredForms,
  registerForm,
  removeForm,
  type RegisteredForm,
} from '../../files/form-store.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';

/** Calls about the forms that are registered on this machine. */
export type FormCall = Extract<CallName, `form${string}`>;

const texts = {
  form: { ja: '様式の定義', en: 'Descriptions of forms' },
  import: { ja: '様式を読み込む', en: 'Import a form' },
  export: { ja: '様式を書き出す', en: 'Export a form' },
  ask: { ja: '様式「{name}」を、この端末に登録しますか。', en: 'Register the form “{name}” on this machine?' },
  askDetail: {
    ja: '欄{fields}個、版{editions}。ほかの人が作った定義です。登録すると、この様式のブックを開くときに使われます。',
    en: '{fields} boxes, editions {editions}. Somebody else made it. Once registered, workbooks of this form are opened by it.',
  },
  yes: { ja: '登録する', en: 'Register' },
  replace: { ja: '登録済みのものと置き換える', en: 'Replace the one that is registered' },
  no: { ja: '登録しない', en: 'Do not register' },
} as const satisfies Record<string, Sentence>;

export function formHandlers({
  dataFolder,
  settings,
  windows,
  outputs,
  documents,
  incoming,
}: Pick<DeskServices, 'dataFolder' | 'settings' | 'windows' | 'outputs' | 'documents' | 'incoming'>): Pick<
  Handlers,
  FormCall
> {
  const language = () => settings.get().language;
  const filters = () => [{ name: texts.form[language()], extensions: ['json'] }];
  const find = async (id: string) => (await registeredForms(dataFolder)).find((form) => form.id === id);

  /** Registers a form that came from somebody else, with the person's yes; `undefined` without it. */
  async function takeOver(
    sender: WebContents,
    form: FormDescription,
    from: string,
  ): Promise<Result<void, Failure> | undefined> {
    const known = (await find(form.id)) !== undefined;
    if (!(await askToRegister(windows.of(sender), form, known, language()))) return undefined;
    const registered = await registerForm(dataFolder, form, `${JSON.stringify(form, null, 1)}\n`, known);
    if (!registered.ok) return registered;
    await noteFormOrigin(dataFolder, form.id, [from]);
    return ok(undefined);
  }

  return {
    forms: async () => Promise.all((await registeredForms(dataFolder)).map((form) => entryOf(dataFolder, form))),
    formExport: async (sender, id) => {
      const form = (await find(id))?.form;
      if (form === undefined) return err({ kind: 'not-found', reason: 'file' });
      const { canceled, filePath } = await dialog.showSaveDialog(windows.of(sender), {
        title: texts.export[language()],
        defaultPath: `${form.name.replaceAll(/[\\/:*?"<>|]/g, '')}.json`,
        filters: filters(),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      if (canceled || filePath === '') return undefined;
      const target = path.extname(filePath) === '.json' ? filePath : `${filePath}.json`;
      return outputs.write(target, Buffer.from(`${JSON.stringify(form, null, 1)}\n`));
    },
    formImport: async (sender) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windows.of(sender), {
        title: texts.import[language()],
        filters: filters(),
        properties: ['openFile'],
      });
      const [file] = filePaths;
      if (canceled || file === undefined) return undefined;
      const described = await readFormFile(file);
      if (!described.ok) return described;
      return takeOver(sender, described.value.form, file);
    },
    formRegisterCarried: async (sender, document) => {
      const open = documents.get(document);
      const form = open?.contents.carried?.description;
      if (open === undefined || form === undefined) return err({ kind: 'not-found', reason: 'file' });
      const taken = await takeOver(sender, form, open.path);
      if (taken?.ok === true) announce(sender, 'fileAnnounced', incoming.take(open.path));
      return taken;
    },
    formForget: async (_sender, id) => {
      const removed = await removeForm(dataFolder, id);
      return removed.ok ? ok(undefined) : removed;
    },
    formTakeBack: async (_sender, id) => {
      const form = (await find(id))?.form;
      const editions = form?.editions.slice(0, -1) ?? [];
      if (form === undefined || editions.length === 0) return err({ kind: 'not-found', reason: 'file' });
      const left: FormDescription = { ...form, editions };
      const registered = await registerForm(dataFolder, left, `${JSON.stringify(left, null, 1)}\n`, true);
      return registered.ok ? ok(undefined) : registered;
    },
  };
}

/** Asks for the person's yes to a form that somebody else made; `known`: it takes the place of a registered one. */
async function askToRegister(
  window: BrowserWindow,
  form: FormDescription,
  known: boolean,
  language: Language,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: texts.ask[language].replace('{name}', form.name),
    detail: texts.askDetail[language]
      .replace('{fields}', String(entryCount(form)))
      .replace('{editions}', form.editions.map(({ id }) => id).join('・')),
    buttons: [texts.no[language], known ? texts.replace[language] : texts.yes[language]],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

const entryOf = async (dataFolder: string, { id, name, form, refusal }: RegisteredForm): Promise<FormEntry> => ({
  id,
  name,
  editions: form?.editions.map((edition) => edition.name ?? edition.id) ?? [],
  fields: form === undefined ? 0 : entryCount(form),
  usedIn: await formsInUse(dataFolder, id),
  from: await formOrigin(dataFolder, id),
  ...(refusal === undefined ? {} : { broken: `${refusal.place} ${refusal.what}` }),
});
