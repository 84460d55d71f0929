import path from 'node:path';
import { dialog, type WebContents } from 'electron';
import type { CallName } from '../../../src-shared/contract/ipc-contract.ts';
import type { FormEntry } from '../../../src-shared/contract/teaching.ts';
import { err, ok } from '../../../src-shared/domain/result.ts';
import type { Sentence } from '../../../src-shared/failures/language.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { entryCount } from '../../../src-shared/form/entry-count.ts';
import { makeTeaching } from '../../desk/teaching.ts';
import { formsInUse, readFormFile, registeredForms, registerForm, removeForm } from '../../files/form-store.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { askForWorkbooks } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';

/** Calls about forms: teaching one, and the list of those that are registered. */
export type FormCall = Extract<CallName, `teach${string}` | `form${string}`>;

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

/** `refused`: the file that was refused last because its form is not known. */
export function formHandlers(
  services: DeskServices & { readonly refused: () => string | undefined },
): Pick<Handlers, FormCall> {
  const { dataFolder, settings, windows, incoming } = services;
  const language = () => settings.get().language;
  const teaching = makeTeaching({
    dataFolder,
    work: services.work,
    partWork: services.partWork,
    now: () => new Date(),
  });
  const proving = new Map<WebContents, AbortController>();
  const filters = () => [{ name: texts.form[language()], extensions: ['json'] }];
  const find = async (id: string) => (await registeredForms(dataFolder)).find((form) => form.id === id);

  async function ask(sender: WebContents, form: FormDescription, known: boolean): Promise<boolean> {
    const lang = language();
    const { response } = await dialog.showMessageBox(windows.of(sender), {
      type: 'question',
      message: texts.ask[lang].replace('{name}', form.name),
      detail: texts.askDetail[lang]
        .replace('{fields}', String(entryCount(form)))
        .replace('{editions}', form.editions.map(({ id }) => id).join('・')),
      buttons: [texts.no[lang], known ? texts.replace[lang] : texts.yes[lang]],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  }

  return {
    teachBegin: async (sender, from) => {
      if (from.kind === 'refused') {
        const refused = services.refused();
        return refused === undefined ? err({ kind: 'not-found', reason: 'file' }) : teaching.begin([refused]);
      }
      if (from.kind === 'document') {
        const found = services.documents.get(from.document);
        return found === undefined
          ? err({ kind: 'not-found', reason: 'file' })
          : teaching.begin([found.path], found.contents.description);
      }
      const known = from.form === undefined ? undefined : (await find(from.form))?.form;
      const files = await askForWorkbooks(windows.of(sender), language());
      return files.length === 0 ? undefined : teaching.begin(files, known);
    },
    teachKept: () => teaching.kept(),
    teachOpen: (_sender, id) => teaching.open(id),
    teachSheet: (_sender, { id, file, sheet, form }) => teaching.sheet(id, file, sheet, form, language()),
    teachKeep: (_sender, { id, form, doubts }) => teaching.keep(id, form, doubts),
    teachProve: async (sender, { id, form }) => {
      proving.get(sender)?.abort();
      const stop = new AbortController();
      proving.set(sender, stop);
      const proof = await teaching.prove(
        id,
        form,
        language(),
        (done, total) => announce(sender, 'teachProgress', { done, total }),
        stop.signal,
      );
      if (proving.get(sender) === stop) proving.delete(sender);
      return stop.signal.aborted ? undefined : proof;
    },
    teachStop: (sender) => proving.get(sender)?.abort(),
    teachFinish: async (sender, { id, form, replace }) => {
      const finished = await teaching.finish(id, form, replace);
      if (!finished.ok) return finished;
      const [first] = finished.value;
      if (first !== undefined) announce(sender, 'fileAnnounced', incoming.take(first));
      return ok(undefined);
    },
    teachGiveUp: (_sender, id) => teaching.giveUp(id),
    forms: async () =>
      Promise.all(
        (await registeredForms(dataFolder)).map(async ({ id, name, form, refusal }): Promise<FormEntry> => ({
          id,
          name,
          editions: form?.editions.map((edition) => edition.name ?? edition.id) ?? [],
          fields: form === undefined ? 0 : entryCount(form),
          usedIn: await formsInUse(dataFolder, id),
          ...(refusal === undefined ? {} : { broken: `${refusal.place} ${refusal.what}` }),
        })),
      ),
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
      const written = await writeFileAtomically(target, Buffer.from(`${JSON.stringify(form, null, 1)}\n`));
      return written.ok ? ok(services.outputs.note(target)) : written;
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
      const { form, text } = described.value;
      const known = (await find(form.id)) !== undefined;
      if (!(await ask(sender, form, known))) return undefined;
      const registered = await registerForm(dataFolder, form, text, known);
      return registered.ok ? ok(undefined) : registered;
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
