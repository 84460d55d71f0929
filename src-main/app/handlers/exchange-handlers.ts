import { dialog, type BrowserWindow, type WebContents } from 'electron';
import { stepCode } from '../../../src-shared/checks/reporting-steps.ts';
import { given } from '../../../src-shared/domain/given.ts';
import { ok } from '../../../src-shared/domain/result.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { editsOf, type OpenDocument } from '../../desk/document.ts';
import { planForm } from '../../exchange/core/plan-form.ts';
import { ExchangeDesk } from '../../exchange/desk/exchange-desk.ts';
import type { ExchangedDocument, ExchangeDeskOptions } from '../../exchange/desk/opened-exchange.ts';
import { sendPlan } from '../../exchange/desk/send-plan.ts';
import { RequestDesk } from '../../exchange/desk/request-desk.ts';
import type { Watching } from '../../exchange/core/watching.ts';
import { answersStore } from '../../exchange/folder/answers-store.ts';
import { keepForm } from '../../exchange/folder/form-in-folder.ts';
import { noteFormUse } from '../../files/form-store.ts';
import { log } from '../../files/log.ts';
import type { Journal } from '../../journal/journal.ts';
import { askForFolder } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';
import { exchangePapers, type ExchangePaperCall } from './exchange-papers.ts';

const texts = {
  returned: { ja: '返ってきたファイルを選ぶ', en: 'Choose returned files' },
  returnedFilter: { ja: 'Excelブックとzip', en: 'Excel workbooks and zip archives' },
  base: { ja: '送ったときのファイルを選ぶ', en: 'Choose the file as it was sent' },
  returnedFolder: { ja: '返ってきたファイルのフォルダーを選ぶ', en: 'Choose a folder of returned files' },
  target: { ja: '配布するファイルを置くフォルダーを選ぶ', en: 'Choose a folder for the files to send' },
} as const satisfies Record<string, Sentence>;

/** Calls of the exchange that main answers. */
export type ExchangeCall =
  | ExchangePaperCall
  | 'exchangeView'
  | 'exchangeReview'
  | 'exchangeReviewWithBase'
  | 'exchangeTakeIn'
  | 'stopExchange'
  | 'exchangeDecide'
  | 'exchangeAnswer'
  | 'exchangeIdentify'
  | 'exchangeUndo'
  | 'exchangeDistribute'
  | 'exchangeClose'
  | 'exchangeUseFolder'
  | 'exchangeSummary'
  | 'exchangeRequest'
  | 'exchangeWithdraw'
  | 'exchangeReply'
  | 'exchangeKeepBeside'
  | 'exchangeTakeWhole';

/** The exchange in terms of the services: dialogs here, the work in src-main/exchange/core. */
export function exchangeHandlers(
  services: Pick<
    DeskServices,
    'documents' | 'journal' | 'settings' | 'work' | 'partWork' | 'incoming' | 'outputs' | 'windows' | 'dataFolder'
  >,
): Pick<Handlers, ExchangeCall> {
  const { documents, journal, settings, work, partWork, incoming } = services;
  const language = (): Language => settings.get().language;
  const documentAt = (id: string) => exchangedDocument(documents.get(id), journal);
  const person = (): string => settings.get().personName || settings.get().personSection;
  const options: ExchangeDeskOptions = {
    document: documentAt,
    keepForm: (folder, form) => keepPlanForm(services.dataFolder, folder, form),
    work,
    partWork,
    journal: (id, edits) => documents.acceptMerged(id, edits),
    person,
    now: () => new Date(),
    years: () => settings.get().years,
  };
  const desk = new ExchangeDesk(options);
  const store = answersStore(services.dataFolder);
  const requests = new RequestDesk(options, store);

  const works = watchedWorks();
  const { watched } = works;

  return {
    ...exchangePapers({ ...services, document: documentAt, desk, store, person }),
    exchangeView: (_sender, id) => desk.view(id),
    exchangeReview: async (sender, ids, from) => {
      const window = services.windows.of(sender);
      const chosen =
        from.kind === 'announced'
          ? from.ids.flatMap((name) => incoming.pathOf(name) ?? [])
          : await askForReturned(window, language(), from.kind);
      const [id] = ids;
      if (chosen.length === 0 || id === undefined) return undefined;
      return watched(sender, id, (watching) => desk.reviewAmong(ids, chosen, watching));
    },
    exchangeReviewWithBase: async (sender, review) => {
      const base = await askForBase(services.windows.of(sender), language());
      const document = desk.documentOf(review);
      if (base === undefined || document === undefined) return undefined;
      return watched(sender, document, (watching) => desk.reviewWithBase(review, base, watching));
    },
    exchangeTakeIn: (sender, review, leftOut) =>
      watched(sender, desk.documentOf(review) ?? '', (watching) => desk.takeIn(review, leftOut, watching)),
    stopExchange: (_sender, document) => works.stop(document),
    exchangeDecide: (_sender, { document, item, path: field, value }) => desk.decide(document, item, field, value),
    exchangeAnswer: (_sender, { document, file, earlier, replaces }) => desk.answer(document, file, earlier, replaces),
    exchangeIdentify: (_sender, { document, file, sheet, item }) => desk.identify(document, file, sheet, item),
    exchangeUndo: (_sender, document, collected) => desk.undo(document, collected),
    exchangeDistribute: async (sender, document, choice, also) => {
      const target = await askForFolder(services.windows.of(sender), texts.target[language()]);
      if (target === undefined) return undefined;
      const { personSection, personName } = settings.get();
      const from = choice.sender ?? [personSection, personName].filter((part) => part !== '').join('　');
      const { parcels, ...named } = from === '' ? choice : { ...choice, sender: from };
      const all = [{ document, parcels }, ...also].filter((one) => one.parcels.length > 0);
      const sent = await watched(sender, document, (watching) => sendPlan(desk, all, named, target, watching));
      return sent.ok ? ok({ ...sent.value, output: services.outputs.note(target, 'folder') }) : sent;
    },
    exchangeClose: (_sender, document, what) =>
      desk.close(document, what.kind === 'step' ? { ids: [], step: stepCode(what.step) } : { ids: [what.id] }),
    exchangeUseFolder: (_sender, document, folder) => desk.useFolder(document, folder),
    exchangeSummary: (_sender, id) => requests.view(id),
    exchangeRequest: (_sender, { document, item, path: field, text }) => requests.request(document, item, field, text),
    exchangeWithdraw: (_sender, document, request) => requests.withdraw(document, request),
    exchangeKeepBeside: (_sender, document, file, sheet) => requests.keep(document, file, sheet, 'reference'),
    exchangeTakeWhole: async (sender, document, file, sheet) => {
      const taken = await documents.rework(document, (bytes) => requests.whole(document, file, sheet, bytes));
      if (!taken.ok) return taken;
      services.windows.tell('documentChanged', { document }, sender);
      const noted = await requests.keep(document, file, sheet, 'whole');
      return noted.ok ? taken : noted;
    },
    exchangeReply: (_sender, request, text) => requests.answer(request, text),
  };
}

/** Keeps the form that a plan goes by in its folder, and notes here that it is in use there. */
async function keepPlanForm(dataFolder: string, folder: string, form: FormDescription): Promise<void> {
  const kept = await keepForm(folder, planForm(form));
  if (kept.ok) await noteFormUse(dataFolder, form.id, folder);
  else log('refused', `no form kept: ${kept.failure.kind} ${String(kept.failure.reason)}`);
}

/** A document as the exchange sees it, with the drafts that its file does not hold. */
function exchangedDocument(found: OpenDocument | undefined, journal: Journal): ExchangedDocument | undefined {
  if (found === undefined) return undefined;
  const { contents } = found;
  return {
    path: found.path,
    bytes: found.bytes,
    items: contents.items,
    ...given({ planId: contents.plan.planId, form: contents.description }),
    structureLocked: contents.warnings.some((warning) => warning.kind === 'structure-locked'),
    drafts: editsOf(journal.draftsOf(found.id)),
  };
}

/** Works of the exchange, one of a document at a time: the window hears how far each is, and can stop it. */
function watchedWorks() {
  const running = new Map<string, AbortController>();
  return {
    async watched<T>(sender: WebContents, document: string, work: (watching: Watching) => Promise<T>): Promise<T> {
      const stop = new AbortController();
      running.set(document, stop);
      try {
        return await work({
          signal: stop.signal,
          progress: (done, total) => announce(sender, 'exchangeProgress', { document, done, total }),
        });
      } finally {
        if (running.get(document) === stop) running.delete(document);
      }
    },
    stop: (document: string): void => running.get(document)?.abort(),
  };
}

async function askForBase(window: BrowserWindow, language: Language): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: texts.base[language],
    filters: [{ name: 'Excel', extensions: ['xlsx', 'xlsm'] }],
    properties: ['openFile'],
  });
  return canceled ? undefined : filePaths[0];
}

async function askForReturned(
  window: BrowserWindow,
  language: Language,
  kind: 'files' | 'folder',
): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(
    window,
    kind === 'folder'
      ? { title: texts.returnedFolder[language], properties: ['openDirectory'] }
      : {
          title: texts.returned[language],
          filters: [{ name: texts.returnedFilter[language], extensions: ['xlsx', 'xlsm', 'zip'] }],
          properties: ['openFile', 'multiSelections'],
        },
  );
  return canceled ? [] : filePaths;
}
