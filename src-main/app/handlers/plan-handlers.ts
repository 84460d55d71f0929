import path from 'node:path';
import { app } from 'electron';
import type { OutputRef } from '../../../src-shared/domain/output-ref.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { DocumentView } from '../../../src-shared/contract/documents.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { momentOnPaper } from '../../../src-shared/paper/japanese-date.ts';
import { editsOf, notOpen } from '../../desk/document.ts';
import { isSamePath } from '../../files/same-path.ts';
import type { Handlers } from '../ipc.ts';
import type { FieldEdit } from '../../engine/types.ts';
import { askWhereToSave } from '../file-dialogs.ts';
import type { DeskServices } from './desk-services.ts';
import { publishWith } from './publish-with.ts';

/** New plans, the next plan and the copy for the public: made in the worker, kept where the person says. */
export function planHandlers(
  services: Pick<DeskServices, 'documents' | 'journal' | 'settings' | 'planWork' | 'outputs' | 'windows'>,
  open: (sender: Electron.WebContents, file: string) => Promise<Result<DocumentView, Failure>>,
): Pick<Handlers, 'previewPlan' | 'newPlan' | 'nextPlan' | 'publish'> {
  const { documents, journal, settings, planWork } = services;
  const draftsOf = (id: string): readonly FieldEdit[] => editsOf(journal.draftsOf(id));
  const ask = (sender: Electron.WebContents, proposed: string) =>
    askWhereToSave(services.windows.of(sender), proposed, settings.get().language);

  /** Never over a workbook that is open here: its drafts would stand on another file. */
  async function write(target: string, bytes: Uint8Array): Promise<Result<OutputRef, Failure>> {
    const inUse = documents.views().some(({ id }) => isSamePath(documents.get(id)?.path ?? '', target));
    if (inUse) return err({ kind: 'write-failed', reason: 'open-here', file: path.basename(target) });
    return services.outputs.write(target, bytes);
  }

  async function keep(
    sender: Electron.WebContents,
    target: string,
    made: Result<Uint8Array, Failure>,
  ): Promise<Result<DocumentView, Failure>> {
    if (!made.ok) return made;
    const written = await write(target, made.value);
    if (!written.ok) return written;
    const opened = await open(sender, target);
    const { warnings = [] } = written.value;
    return opened.ok && warnings.length > 0
      ? ok({ ...opened.value, warnings: [...opened.value.warnings, ...warnings] })
      : opened;
  }

  return {
    previewPlan: (_sender, form) =>
      planWork('previewPlan', { settings: form, print: { file: fileName(form.title), ...momentOnPaper(new Date()) } }),
    newPlan: async (sender, form) => {
      const made = await planWork('newPlan', { settings: form });
      if (!made.ok) return made;
      const target = await ask(sender, path.join(app.getPath('documents'), fileName(form.title)));
      return target === undefined ? undefined : keep(sender, target, made);
    },
    nextPlan: async (sender, id, choice) => {
      const document = documents.get(id);
      if (document === undefined) return err(notOpen);
      const made = await planWork('nextPlan', { bytes: document.bytes, edits: draftsOf(id), choice });
      if (!made.ok) return made;
      const target = await ask(sender, path.join(path.dirname(document.path), fileName(choice.title)));
      return target === undefined ? undefined : keep(sender, target, made);
    },
    publish: async (sender, id) => {
      const document = documents.get(id);
      if (document === undefined) return err(notOpen);
      const published = await publishWith(services, sender, document.bytes, draftsOf(id), []);
      if (!published.ok) return published;
      const { name, dir } = path.parse(document.path);
      const target = await ask(sender, path.join(dir, `${name}_公開用.xlsx`));
      if (target === undefined) return undefined;
      const { bytes, shown: _, ...rest } = published.value;
      const written = await write(target, bytes);
      return written.ok ? ok({ name: written.value.name, output: written.value, ...rest }) : written;
    },
  };
}

// oxlint-disable-next-line no-control-regex -- exactly the characters that Windows forbids
const forbiddenInNames = /[\\/:*?"<>|\u0000-\u001f]/g;

/** A title as a file's name: what Windows forbids becomes `＿`. */
const fileName = (title: string): string =>
  `${title.replace(forbiddenInNames, '＿').trim().slice(0, 60) || '新しい計画'}.xlsx`;
