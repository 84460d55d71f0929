import { shippedDescription } from '../../../src-shared/form/shipped.ts';
import type { WebContents } from 'electron';
import type { CallName } from '../../../src-shared/contract/ipc-contract.ts';
import { err, ok } from '../../../src-shared/domain/result.ts';
import { notOpen } from '../../desk/document.ts';
import { makeTeaching } from '../../desk/teaching.ts';
import { registeredForms } from '../../files/form-store.ts';
import { askForWorkbooks } from '../file-dialogs.ts';
import { announce, type Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';

/** Calls about teaching a form. */
export type TeachCall = Extract<CallName, `teach${string}`>;

/** `refused`: the file that was refused last because its form is not known. */
export function teachHandlers(
  services: Pick<
    DeskServices,
    'documents' | 'dataFolder' | 'settings' | 'windows' | 'incoming' | 'work' | 'partWork'
  > & {
    readonly refused: () => string | undefined;
  },
): Pick<Handlers, TeachCall> {
  const { dataFolder, settings, windows, incoming } = services;
  const language = () => settings.get().language;
  const teaching = makeTeaching({
    dataFolder,
    work: services.work,
    partWork: services.partWork,
    now: () => new Date(),
  });
  const proving = new Map<WebContents, AbortController>();
  const find = async (id: string) => (await registeredForms(dataFolder)).find((form) => form.id === id);

  return {
    teachBegin: async (sender, from) => {
      if (from.kind === 'refused') {
        const refused = services.refused();
        return refused === undefined ? err(notOpen) : teaching.begin([refused]);
      }
      if (from.kind === 'document') {
        const found = services.documents.get(from.document);
        // One of the first form is taught on from what is shipped: what is learned is registered, and comes first from then on.
        return found === undefined
          ? err(notOpen)
          : teaching.begin([found.path], found.contents.description ?? shippedDescription);
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
  };
}
