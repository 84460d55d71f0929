import { log } from '../../files/log.ts';
import { planForm } from '../../exchange/core/plan-form.ts';
import { keepForm } from '../../exchange/folder/form-in-folder.ts';
import { noteFormUse } from '../../files/form-store.ts';
import path from 'node:path';
import { dialog, type BrowserWindow, type WebContents } from 'electron';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { editsOf } from '../../desk/document.ts';
import { ExchangeDesk } from '../../exchange/desk/exchange-desk.ts';
import type { Watching } from '../../exchange/desk/send-workbooks.ts';
import type { ExchangedDocument, ExchangeDeskOptions } from '../../exchange/desk/opened-exchange.ts';
import { answersStore } from '../../exchange/folder/answers-store.ts';
import { prepareReturn } from '../../exchange/desk/prepare-return.ts';
import { RequestDesk } from '../../exchange/desk/request-desk.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';
import { announce, type Handlers } from '../ipc.ts';
import { stepCode } from '../../../src-shared/checks/reporting-steps.ts';
import { japaneseDate } from '../../../src-shared/paper/japanese-date.ts';
import { fillWidth, type ListPaper } from '../../../src-shared/paper/list-paper.ts';
import { recordPages } from '../../printing/record-pages.ts';
import { askForList, askWhereToSave } from '../file-dialogs.ts';
import type { DeskServices } from './desk-services.ts';
import { sendPages } from '../send-pages.ts';

const texts = {
  returned: { ja: '返ってきたファイルを選ぶ', en: 'Choose returned files' },
  returnedFilter: { ja: 'Excelブックとzip', en: 'Excel workbooks and zip archives' },
  base: { ja: '送ったときのファイルを選ぶ', en: 'Choose the file as it was sent' },
  returnedFolder: { ja: '返ってきたファイルのフォルダーを選ぶ', en: 'Choose a folder of returned files' },
  status: { ja: '提出状況', en: 'Returned files' },
  target: { ja: '配布するファイルを置くフォルダーを選ぶ', en: 'Choose a folder for the files to send' },
} as const satisfies Record<string, Sentence>;

/** Calls of the exchange that main answers. */
export type ExchangeCall =
  | 'exchangeView'
  | 'exchangeReview'
  | 'exchangeReviewWithBase'
  | 'exchangeTakeIn'
  | 'stopExchange'
  | 'exchangeKeepStatus'
  | 'exchangeDecide'
  | 'exchangeAnswer'
  | 'exchangeIdentify'
  | 'exchangeUndo'
  | 'exchangeDistribute'
  | 'exchangeClose'
  | 'exchangeUseFolder'
  | 'exchangeRecord'
  | 'exchangeKeepRecord'
  | 'exchangeReturn'
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
  const documentAt = (id: string): ExchangedDocument | undefined => {
    const found = documents.get(id);
    if (found === undefined) return undefined;
    const { planId } = found.contents.plan;
    const { description: form } = found.contents;
    const drafts = editsOf(journal.draftsOf(id));
    const structureLocked = found.contents.warnings.some((warning) => warning.kind === 'structure-locked');
    return {
      path: found.path,
      bytes: found.bytes,
      items: found.contents.items,
      ...(planId === undefined ? {} : { planId }),
      ...(form === undefined ? {} : { form }),
      structureLocked,
      drafts,
    };
  };
  const person = (): string => settings.get().personName || settings.get().personSection;
  const options: ExchangeDeskOptions = {
    document: documentAt,
    keepForm: async (folder, form) => {
      const kept = await keepForm(folder, planForm(form));
      if (kept.ok) await noteFormUse(services.dataFolder, form.id, folder);
      else log('refused', `no form kept: ${kept.failure.kind} ${String(kept.failure.reason)}`);
    },
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

  /** What the exchange of a document is doing now, to be stopped. */
  const running = new Map<string, AbortController>();

  /** Runs a work of a document's exchange: the window hears how far it is, and can stop it. */
  async function watched<T>(
    sender: WebContents,
    document: string,
    work: (watching: Watching) => Promise<T>,
  ): Promise<T> {
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
  }

  return {
    exchangeView: (_sender, id) => desk.view(id),
    exchangeReview: async (sender, id, from) => {
      const window = services.windows.of(sender);
      const chosen =
        from.kind === 'announced'
          ? from.ids.flatMap((name) => incoming.pathOf(name) ?? [])
          : await askForReturned(window, language(), from.kind);
      return chosen.length === 0 ? undefined : watched(sender, id, (watching) => desk.review(id, chosen, watching));
    },
    exchangeReviewWithBase: async (sender, review) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(services.windows.of(sender), {
        title: texts.base[language()],
        filters: [{ name: 'Excel', extensions: ['xlsx', 'xlsm'] }],
        properties: ['openFile'],
      });
      const [base] = filePaths;
      const document = desk.documentOf(review);
      if (canceled || base === undefined || document === undefined) return undefined;
      return watched(sender, document, (watching) => desk.reviewWithBase(review, base, watching));
    },
    exchangeTakeIn: (_sender, review, leftOut) => desk.takeIn(review, leftOut),
    stopExchange: (_sender, document) => running.get(document)?.abort(),
    exchangeDecide: (_sender, { document, item, path: field, value }) => desk.decide(document, item, field, value),
    exchangeAnswer: (_sender, { document, file, earlier, replaces }) => desk.answer(document, file, earlier, replaces),
    exchangeIdentify: (_sender, { document, file, sheet, item }) => desk.identify(document, file, sheet, item),
    exchangeUndo: (_sender, document, collected) => desk.undo(document, collected),
    exchangeDistribute: async (
      sender,
      document,
      { by, parcels, step, due, note, sender: from, pattern, lock, sentBack, whole },
    ) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(services.windows.of(sender), {
        title: texts.target[language()],
        properties: ['openDirectory', 'createDirectory'],
      });
      const [target] = filePaths;
      if (canceled || target === undefined) return undefined;
      const { personSection, personName } = settings.get();
      const named = from ?? [personSection, personName].filter((part) => part !== '').join('　');
      const wanted = {
        by,
        parcels,
        ...(step === undefined ? {} : { step }),
        ...(due === undefined ? {} : { due }),
        ...(note === undefined ? {} : { note }),
        ...(named === '' ? {} : { sender: named }),
        ...(pattern === undefined ? {} : { pattern }),
        ...(lock === undefined ? {} : { lock }),
        ...(sentBack === undefined ? {} : { sentBack }),
        ...(whole === undefined ? {} : { whole }),
      };
      const sent = await watched(sender, document, (watching) => desk.distribute(document, wanted, target, watching));
      return sent.ok ? ok({ ...sent.value, output: services.outputs.note(target, 'folder') }) : sent;
    },
    exchangeClose: (_sender, document, what) =>
      desk.close(document, what.kind === 'step' ? { ids: [], step: stepCode(what.step) } : { ids: [what.id] }),
    exchangeUseFolder: (_sender, document, folder) => desk.useFolder(document, folder),
    exchangeRecord: (_sender, id, labels) => desk.record(id, (name) => labels[name] ?? name),
    exchangeKeepRecord: async (sender, id, labels, to) => {
      const found = documents.get(id);
      if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
      const rows = await desk.record(id, (name) => labels[name] ?? name);
      if (!rows.ok) return rows;
      const window = services.windows.of(sender);
      const plan = path.basename(found.path);
      if (to !== 'workbook') {
        const pages = recordPages(rows.value, plan, new Date().toISOString());
        return sendPages(window, to, {
          title: `取込記録　${path.basename(plan, path.extname(plan))}`,
          folder: path.dirname(found.path),
          language: language(),
          pages,
          outputs: services.outputs,
        });
      }
      const target = await askWhereToSave(window, beside(found.path, '取込記録'), language());
      if (target === undefined) return ok({ outcome: 'cancelled' });
      const { writeMergeRecord } = await import('../../engine/write/marks/merge-record.ts');
      const written = await write(target, await writeMergeRecord(`取込記録　${plan}`, rows.value));
      return written.ok ? ok({ outcome: 'done', name: written.value, output: services.outputs.note(target) }) : written;
    },
    exchangeKeepStatus: async (sender, id, rows) => {
      const found = documents.get(id);
      if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
      const target = await askForList(
        services.windows.of(sender),
        beside(found.path, texts.status[language()]),
        language(),
      );
      if (target === undefined) return ok({ outcome: 'cancelled' });
      const { writeListWorkbook } = await import('../../engine/make/new/list-workbook.ts');
      const written = await write(
        target,
        await writeListWorkbook(statusPaper(rows, path.basename(found.path), language())),
      );
      return written.ok ? ok({ outcome: 'done', name: written.value, output: services.outputs.note(target) }) : written;
    },
    exchangeReturn: async (sender, id) => {
      const found = documentAt(id);
      if (found === undefined) return err({ kind: 'not-found', reason: 'file' });
      const target = await askWhereToSave(services.windows.of(sender), beside(found.path, '提出用'), language());
      if (target === undefined) return undefined;
      const prepared = await prepareReturn(
        found,
        store,
        work,
        person() === '' ? undefined : { who: person(), when: new Date().toISOString() },
      );
      if (!prepared.ok) return prepared;
      const written = await write(target, prepared.value.bytes);
      if (!written.ok) return written;
      await prepared.value.note();
      return ok(services.outputs.note(target));
    },
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

/** The table of who has returned what, laid out as the other lists are; the first row is its heading. */
function statusPaper(rows: readonly (readonly string[])[], plan: string, language: Language): ListPaper {
  const [heading = [], ...body] = rows;
  return {
    name: texts.status[language],
    title: `${texts.status[language]}　${plan}`,
    notes: [japaneseDate(new Date())],
    ...fillWidth([90, 0, 90, 70, 70, 100, 60].slice(0, heading.length), 120),
    tables: [{ columns: heading.map((text) => ({ heading: text, look: 'text' })), rows: body }],
  };
}

const beside = (file: string, word: string): string =>
  path.join(path.dirname(file), `${path.basename(file, path.extname(file))}_${word}.xlsx`);

async function write(target: string, bytes: Uint8Array): Promise<Result<string, Failure>> {
  const written = await writeFileAtomically(target, bytes);
  return written.ok ? ok(path.basename(target)) : written;
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
