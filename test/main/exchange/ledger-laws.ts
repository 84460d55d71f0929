import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { weigh } from '../../../src-main/exchange/core/collect.ts';
import { openSheets } from '../../../src-main/exchange/core/review.ts';
import { law, type Law } from '../../helpers/laws.ts';
import { act, deed, masterOf, plan, readFiles, sent, snapshotOf, written } from './random-plans.ts';

/** Every line of a text, so that a merged text is found too. */
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/**
 * The ledger at the level of the model, without workbooks: what a section's sheet says that no item of the plan said in that box
 * is in the plan afterwards, or in a conflict, or on a sheet that is asked about, or said by a file that another one replaced.
 */
export const ledgerLaws: readonly Law[] = [
  law(
    'ledger: every text of a returned file is in the plan, a conflict or a question',
    fc.record({ items: plan, sections: fc.array(sent(deed), { minLength: 1, maxLength: 4 }) }),
    ({ items, sections }) => {
      const base = snapshotOf(items);
      const master = masterOf(base);
      const files = readFiles(base, sections, items);
      const { state, edits, undecided, open } = weigh(master, { records: [], bases: new Map() }, files, {
        id: 'c',
        at: '2026-04-01T00:00:00.000Z',
      });
      ok(undecided === open.length, `${open.length} questions, ${undecided} counted`);
      const kept = new Set<string>();
      // A line that was sent is nobody's: another section may have changed it.
      const before = new Set(base.items.flatMap((item) => Object.values(item.texts).flatMap(linesOf)));
      const keep = (text: string): void => {
        kept.add(text);
        for (const line of linesOf(text)) kept.add(line);
      };
      for (const item of written(base, edits).items) for (const text of Object.values(item.texts)) keep(text);
      for (const { resolution } of state.fields())
        if (resolution.kind === 'conflict') for (const { value } of resolution.candidates) keep(value);
      const asked = new Set(openSheets(state).map(({ file, reading }) => `${file.hash} ${reading.sheet}`));
      for (const [index, section] of sections.entries()) {
        const hash = files[index]!.record.hash;
        if (state.replaced.has(hash)) continue;
        for (const sheet of snapshotOf(act(items, section.deeds)).items) {
          if (asked.has(`${hash} ${sheet.sheet}`)) continue;
          for (const [path, text] of Object.entries(sheet.texts)) {
            const isOld = base.items.some((item) =>
              Object.entries(item.texts).some(
                ([at, old]) => at.replace(/\d/, '') === path.replace(/\d/, '') && old === text,
              ),
            );
            const isKept = kept.has(text) || linesOf(text).every((line) => kept.has(line) || before.has(line));
            ok(text === '' || isOld || isKept, `${hash} ${sheet.sheet} ${path}: ${text} is lost`);
          }
        }
      }
    },
  ),
];
