import { ok } from '../../src-shared/domain/result.ts';
import { preparePrint } from '../printing/print-job.ts';
import { newWorkbook } from '../engine/make/new/new-workbook.ts';
import { rollOver } from '../engine/make/new/roll-over.ts';
import { openWorkbook } from '../engine/read/open.ts';
import { workbookPart } from '../engine/package/open-package.ts';
import { publishWorkbook, shownWarning, strippedNames } from '../engine/make/publish/publish-workbook.ts';
import { indexSheets } from '../engine/book/workbook-index.ts';
import { openWithEdits } from './open-with-edits.ts';
import { perform } from './perform.ts';
import type { PlanRequests } from './requests.ts';

type PlanPerformers = {
  readonly [N in keyof PlanRequests]: (args: PlanRequests[N]['args']) => Promise<PlanRequests[N]['answer']>;
};

/** Making workbooks: new plans, the next plan, the copy for the public. */
export const performPlan: PlanPerformers = {
  async previewPlan({ settings, print }) {
    const made = await newWorkbook(settings);
    if (!made.ok) return made;
    const { package: pkg, items } = made.value.opened;
    const job = preparePrint(pkg, { ...print, items: items.slice(0, 1), policy: 'grow' });
    if (!job.ok) return job;
    const printed = [...job.value.sheets()];
    const sheets = indexSheets(pkg, workbookPart(pkg))
      .filter(({ state }) => state === 'visible')
      .map(({ name }) => name);
    return ok({
      sheets,
      pages: printed.flatMap((sheet) => sheet.pages),
      notes: printed.flatMap((sheet) => sheet.notes),
    });
  },
  async newPlan({ settings }) {
    const made = await newWorkbook(settings);
    return made.ok ? ok(made.value.bytes) : made;
  },
  async nextPlan({ bytes, edits, choice }) {
    const opened = openWithEdits(bytes, edits);
    if (!opened.ok) return opened;
    const made = await rollOver(opened.value, choice);
    return made.ok ? ok(made.value.bytes) : made;
  },
  async publish({ bytes, edits, grow, keep }) {
    const saved = edits.length === 0 ? ok({ bytes }) : perform.patch({ bytes, edits, options: { unlock: true, grow } });
    if (!saved.ok) return saved;
    const opened = openWorkbook(saved.value.bytes);
    if (!opened.ok) return opened;
    const published = publishWorkbook(opened.value, { keep });
    if (!published.ok) return published;
    const { stripped, hiddenSheets, shown } = published.value;
    return ok({
      bytes: published.value.bytes,
      hiddenSheets,
      shown: shown.map(shownWarning),
      stripped: stripped.map(({ kind, count }) => ({ ...strippedNames[kind], count })),
    });
  },
};
