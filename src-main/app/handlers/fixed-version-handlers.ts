import path from 'node:path';
import type { FixedVersion } from '../../../src-shared/contract/print-order.ts';
import { err, ok } from '../../../src-shared/domain/result.ts';
import { editsOf, notOpen } from '../../desk/document.ts';
import { fixVersion, listFixedVersions } from '../../exchange/folder/fixed-versions.ts';
import { foldersOf, openMemory } from '../../exchange/folder/keep-sendings.ts';
import type { Handlers } from '../ipc.ts';
import type { DeskServices } from './desk-services.ts';
import { identifyDocument } from './order-request.ts';

/** Versions that meetings were shown: the plan folder keeps them. */
export function fixedVersionHandlers({
  documents,
  journal,
  settings,
  work,
}: Pick<DeskServices, 'documents' | 'journal' | 'settings' | 'work'>): Pick<Handlers, 'fixVersion' | 'fixedVersions'> {
  return {
    fixVersion: async (_sender, id, name) => {
      const found = documents.get(id);
      if (found === undefined) return err(notOpen);
      const bytes = await work('withEdits', {
        bytes: found.bytes,
        edits: editsOf(journal.draftsOf(id)),
        form: found.contents.description,
      });
      if (!bytes.ok) return bytes;
      const memory = await openMemory(found.path, undefined, () => identifyDocument(found));
      if (!memory.ok) return memory;
      const { folder } = memory.value;
      if (folder === undefined)
        return err({ kind: 'write-failed', reason: 'read-only', file: path.basename(found.path) });
      const { personName, personSection } = settings.get();
      const by = personName || personSection;
      const fixed = await fixVersion(folder.path, { name, at: new Date(), by }, bytes.value);
      return fixed.ok ? ok(viewOf(fixed.value)) : fixed;
    },
    fixedVersions: async (_sender, id) => {
      const found = documents.get(id);
      if (found === undefined) return [];
      return (await listFixedVersions(await foldersOf(found.path, () => identifyDocument(found)))).map(viewOf);
    },
  };
}

/** The window sees no paths. */
const viewOf = ({ id, name, at, by }: FixedVersion): FixedVersion => ({
  id,
  name,
  at,
  ...(by === undefined ? {} : { by }),
});
