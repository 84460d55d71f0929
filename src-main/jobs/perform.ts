import { ok } from '../../src-shared/domain/result.ts';
import { makeReturn, readReceived } from '../exchange/core/received.ts';
import { readReturned } from '../exchange/core/read-returned.ts';
import { unpackArchives } from '../exchange/core/unpack.ts';
import { takeWhole } from '../exchange/core/take-whole.ts';
import { activeContentWarnings } from '../engine/book/active-content.ts';
import { withCapacities } from '../engine/paper/field-capacity.ts';
import { openWorkbook } from '../engine/read/open.ts';
import { addRow } from '../engine/write/rows/change-rows.ts';
import { saveEdits } from '../engine/jobs/save-edits.ts';
import type { OpenedWorkbook } from '../engine/types.ts';
import { openWithEdits } from './open-with-edits.ts';
import { listPaper, pages } from './perform-print.ts';
import type { WorkerRequestName, WorkerRequests } from './requests.ts';
import type { WorkbookContents } from '../engine/jobs/requests.ts';

type Performers = {
  readonly [N in WorkerRequestName]: (args: WorkerRequests[N]['args']) => WorkerRequests[N]['answer'];
};

/** The work itself, one row a request; plain functions, so that tests and the command line can run them in place. */
export const perform: Performers = {
  open({ bytes }) {
    const opened = openWorkbook(bytes);
    return opened.ok ? ok(contents(opened.value)) : opened;
  },
  patch({ bytes, edits, options }) {
    const opened = openWorkbook(bytes);
    if (!opened.ok) return opened;
    const saved = saveEdits(opened.value, edits, options);
    if (!saved.ok) return saved;
    const { opened: again, warnings } = saved.value;
    return ok({ ...contents(again), warnings, bytes: again.package.bytes });
  },
  newRow({ bytes, item, block }) {
    const opened = openWorkbook(bytes);
    if (!opened.ok) return opened;
    const added = addRow(opened.value, item, block);
    return added.ok ? ok(undefined) : added;
  },
  pages,
  listPaper,
  withEdits({ bytes, edits }) {
    const opened = openWithEdits(bytes, edits);
    return opened.ok ? ok(opened.value.package.bytes) : opened;
  },
  readReceived: ({ bytes }) => readReceived(bytes),
  takeWhole: (args) => takeWhole(args),
  makeReturn: (args) => makeReturn(args),
  unpack: ({ archives }) => ok(unpackArchives(archives)),
  readReturned: (args) => ok(readReturned(args)),
};

const contents = ({ plan, items, warnings, package: pkg }: OpenedWorkbook): WorkbookContents => ({
  plan,
  items: withCapacities(pkg, items),
  warnings: [...warnings, ...activeContentWarnings(pkg)],
});
