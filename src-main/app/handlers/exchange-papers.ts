import path from 'node:path';
import { japaneseDate } from '../../../src-shared/paper/japanese-date.ts';
import { fillWidth, type ListPaper } from '../../../src-shared/paper/list-paper.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { PrintOutcome } from '../../../src-shared/contract/ipc-contract.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { Language, Sentence } from '../../../src-shared/failures/language.ts';
import { notOpen } from '../../desk/document.ts';
import type { ExchangeDesk } from '../../exchange/desk/exchange-desk.ts';
import type { ExchangedDocument } from '../../exchange/desk/opened-exchange.ts';
import { prepareReturn } from '../../exchange/desk/prepare-return.ts';
import type { AnswersStore } from '../../exchange/folder/answers-store.ts';
import { recordPages } from '../../printing/record-pages.ts';
import { askForList, askWhereToSave } from '../file-dialogs.ts';
import type { Handlers } from '../ipc.ts';
import { sendPages } from '../send-pages.ts';
import type { DeskServices } from './desk-services.ts';

/** What the exchange gives a person to keep: the merge record, the table of who has returned what, a workbook to return. */
export type ExchangePaperCall = 'exchangeRecord' | 'exchangeKeepRecord' | 'exchangeKeepStatus' | 'exchangeReturn';

const statusTitle = { ja: '提出状況', en: 'Returned files' } as const satisfies Sentence;

interface ExchangePapersNeeds extends Pick<DeskServices, 'settings' | 'work' | 'outputs' | 'windows'> {
  readonly document: (id: string) => ExchangedDocument | undefined;
  readonly desk: ExchangeDesk;
  readonly store: AnswersStore;
  readonly person: () => string;
}

export function exchangePapers(needs: ExchangePapersNeeds): Pick<Handlers, ExchangePaperCall> {
  const { document, desk, outputs, windows } = needs;
  const language = (): Language => needs.settings.get().language;

  async function kept(target: string, bytes: Uint8Array): Promise<Result<PrintOutcome, Failure>> {
    const written = await outputs.write(target, bytes);
    return written.ok ? ok({ outcome: 'done', name: path.basename(target), output: written.value }) : written;
  }

  return {
    exchangeRecord: (_sender, id, labels) => desk.record(id, (name) => labels[name] ?? name),
    exchangeKeepRecord: async (sender, id, labels, to) => {
      const found = document(id);
      if (found === undefined) return err(notOpen);
      const rows = await desk.record(id, (name) => labels[name] ?? name);
      if (!rows.ok) return rows;
      const window = windows.of(sender);
      const plan = path.basename(found.path);
      if (to !== 'workbook')
        return sendPages(window, to, {
          title: `取込記録　${path.basename(plan, path.extname(plan))}`,
          folder: path.dirname(found.path),
          language: language(),
          pages: recordPages(rows.value, plan, new Date().toISOString()),
          outputs,
        });
      const target = await askWhereToSave(window, beside(found.path, '取込記録'), language());
      if (target === undefined) return ok({ outcome: 'cancelled' });
      const { writeMergeRecord } = await import('../../engine/write/marks/merge-record.ts');
      return kept(target, await writeMergeRecord(`取込記録　${plan}`, rows.value));
    },
    exchangeKeepStatus: async (sender, id, rows) => {
      const found = document(id);
      if (found === undefined) return err(notOpen);
      const proposed = beside(found.path, statusTitle[language()]);
      const target = await askForList(windows.of(sender), proposed, language());
      if (target === undefined) return ok({ outcome: 'cancelled' });
      const { writeListWorkbook } = await import('../../engine/make/new/list-workbook.ts');
      return kept(target, await writeListWorkbook(statusPaper(rows, path.basename(found.path), language())));
    },
    exchangeReturn: async (sender, id) => {
      const found = document(id);
      if (found === undefined) return err(notOpen);
      const target = await askWhereToSave(windows.of(sender), beside(found.path, '提出用'), language());
      if (target === undefined) return undefined;
      const who = needs.person();
      const stamp = who === '' ? undefined : { who, when: new Date().toISOString() };
      const prepared = await prepareReturn(found, needs.store, needs.work, stamp);
      if (!prepared.ok) return prepared;
      const written = await outputs.write(target, prepared.value.bytes);
      if (!written.ok) return written;
      await prepared.value.note();
      return written;
    },
  };
}

/** The table of who has returned what, laid out as the other lists are; the first row is its heading. */
function statusPaper(rows: readonly (readonly string[])[], plan: string, language: Language): ListPaper {
  const [heading = [], ...body] = rows;
  return {
    name: statusTitle[language],
    title: `${statusTitle[language]}　${plan}`,
    notes: [japaneseDate(new Date())],
    ...fillWidth([90, 0, 90, 70, 70, 100, 60].slice(0, heading.length), 120),
    tables: [{ columns: heading.map((text) => ({ heading: text, look: 'text' })), rows: body }],
  };
}

const beside = (file: string, word: string): string =>
  path.join(path.dirname(file), `${path.basename(file, path.extname(file))}_${word}.xlsx`);
