import { ok } from '../../src-shared/domain/result.ts';
import { makeReturn, readReceived } from '../exchange/core/received.ts';
import { readReturned } from '../exchange/core/read-returned.ts';
import { unpackArchives } from '../exchange/core/unpack.ts';
import { takeWhole } from '../exchange/core/take-whole.ts';
import { activeContentWarnings } from '../engine/book/active-content.ts';
import { withCapacities } from '../engine/paper/field-capacity.ts';
import { openWorkbook } from '../engine/read/open.ts';
import { patchWorkbook } from '../engine/write/save.ts';
import { addRow } from '../engine/write/rows/change-rows.ts';
import { rowsForEdits } from '../engine/write/rows/rows-for-edits.ts';
import { growBoxes, grownWarnings } from '../engine/write/grow/grow-boxes.ts';
import type { FieldEdit, OpenedWorkbook } from '../engine/types.ts';
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
    const rows = rowsForEdits(opened.value, edits, options);
    if (!rows.ok) return rows;
    const patched = patchWorkbook(rows.value.opened, rows.value.edits, options);
    if (!patched.ok) return patched;
    const again = openWorkbook(patched.value.bytes);
    if (!again.ok || !holds(again.value, rows.value.edits))
      return { ok: false, failure: { kind: 'write-failed', reason: 'check' } };
    const grown =
      options.grow === true
        ? growBoxes(again.value, [...new Set(edits.map(({ item }) => item))])
        : ok({ bytes: patched.value.bytes, opened: again.value, grown: [] });
    if (!grown.ok) return grown;
    const warnings = [...again.value.warnings, ...patched.value.warnings, ...grownWarnings(grown.value.grown)];
    return ok({ ...contents(grown.value.opened), warnings, bytes: grown.value.bytes });
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

/** The last check before a file is replaced: the new one, read again, says what was typed. */
function holds(workbook: OpenedWorkbook, edits: readonly FieldEdit[]): boolean {
  const texts = new Map(edits.map((edit) => [`${edit.item}\n${edit.path}`, edit]));
  return [...texts.values()].every(({ item, path, text }) => {
    const field = workbook.items.find((sheet) => sheet.key === item)?.fields[path];
    // A number is shown in its cell's format (`0.85` as `85.0%`): the patch itself has checked its value.
    return field !== undefined && (field.text === text || field.raw.kind === 'number');
  });
}
