import { given } from '../../src-shared/domain/given.ts';
import { ok } from '../../src-shared/domain/result.ts';
import { makeReturn, readReceived } from '../exchange/core/received.ts';
import { readReturned } from '../exchange/core/read-returned.ts';
import { unpackArchives } from '../exchange/core/unpack.ts';
import { takeWhole } from '../exchange/core/take-whole.ts';
import { whose } from '../exchange/core/whose.ts';
import { openByAny } from '../engine/jobs/open-by-any.ts';
import { SeenItems, workbookContents } from '../engine/jobs/workbook-contents.ts';
import { openBy } from '../engine/read/open-by.ts';
import { openWorkbook } from '../engine/read/open.ts';
import { addRow } from '../engine/write/rows/change-rows.ts';
import { saveEdits } from '../engine/jobs/save-edits.ts';
import { openPackage } from '../engine/package/open-package.ts';
import { PackageDraft } from '../engine/write/draft/package-draft.ts';
import { readAuthorship, writeAuthorship } from '../engine/write/marks/authorship.ts';
import type { WorkbookPackage } from '../engine/types.ts';
import { openWithEdits } from './open-with-edits.ts';
import { listPaper, pages } from './perform-print.ts';
import { learn, sheetsOf, teachSheet } from './perform-teach.ts';
import type { WorkerRequestName, WorkerRequests } from './requests.ts';

type Performers = {
  readonly [N in WorkerRequestName]: (args: WorkerRequests[N]['args']) => WorkerRequests[N]['answer'];
};

/** The work itself, one row a request; plain functions, so that tests and the command line can run them in place. */
export const perform: Performers = {
  open({ bytes, forms = [], form }) {
    const seen = new SeenItems();
    if (form !== undefined) {
      const opened = openBy(bytes, form);
      return opened.ok ? ok(workbookContents(opened.value, seen)) : opened;
    }
    const found = openByAny(bytes, forms, seen.reading);
    if (!found.ok) return found;
    const { opened, carried } = found.value;
    return ok({ ...workbookContents(opened, seen), ...given({ carried }) });
  },
  patch({ bytes, edits, options, form, saved: by }) {
    const opened = openBy(bytes, form);
    if (!opened.ok) return opened;
    const seen = new SeenItems();
    const saved = saveEdits(opened.value, edits, options, seen.reading);
    if (!saved.ok) return saved;
    const { opened: again, warnings } = saved.value;
    return ok({ ...workbookContents(again, seen), warnings, bytes: signedBy(again.package, by) });
  },
  newRow({ bytes, item, block }) {
    const opened = openWorkbook(bytes);
    if (!opened.ok) return opened;
    const added = addRow(opened.value, item, block);
    return added.ok ? ok(undefined) : added;
  },
  pages,
  listPaper,
  learn,
  sheetsOf,
  teachSheet,
  withEdits({ bytes, edits, form }) {
    const opened = openWithEdits(bytes, edits, { form });
    return opened.ok ? ok(opened.value.package.bytes) : opened;
  },
  readReceived: ({ bytes, form }) => readReceived(bytes, form),
  takeWhole: (args) => takeWhole(args),
  whose: ({ returned, form }) => ok(whose(returned, form)),
  makeReturn: (args) => makeReturn(args),
  unpack: ({ archives }) => ok(unpackArchives(archives)),
  readReturned: (args) => ok(readReturned(args)),
};

/** The bytes with who has saved them, as Excel notes it; as they are where that cannot be said for certain. */
function signedBy(pkg: WorkbookPackage, by: WorkerRequests['patch']['args']['saved']): Uint8Array {
  if (by === undefined || by.who === '') return pkg.bytes;
  const draft = new PackageDraft(pkg);
  writeAuthorship(draft, by);
  const bytes = draft.bytes();
  const again = openPackage(bytes);
  return again.ok && readAuthorship(again.value).who === by.who ? bytes : pkg.bytes;
}
