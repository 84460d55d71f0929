import { join } from 'node:path';
import type { Warning } from '../../../src-shared/failures/failures.ts';
import { comparable } from '../../../src-shared/merge/text.ts';
import { parseArguments } from '../arguments.ts';
import { parseStep } from '../../../src-shared/checks/reporting-steps.ts';
import { UsageError, type Command } from '../command.ts';
import { plainProblem, refuse } from '../refuse.ts';

const options = {
  out: { type: 'string' },
  section: { type: 'string', multiple: true },
  item: { type: 'string', multiple: true },
  by: { type: 'string' },
  step: { type: 'string' },
  due: { type: 'string' },
  note: { type: 'string' },
  pattern: { type: 'string' },
  lock: { type: 'boolean' },
  'plan-folder': { type: 'string' },
} as const;

/** `distribute FILE --out DIR`: one workbook per section with its items, each carrying the base of its own items. */
export const command: Command = {
  name: 'distribute',
  usage:
    'distribute FILE --out DIR [--section NAME…] [--by lead|any] [--item NO…] [--step 2026/firstHalf|2026/annual|overall] [--lock] [--due DATE] [--note TEXT] [--pattern NAME] [--plan-folder DIR]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const [file, ...more] = positionals;
    if (file === undefined) throw new UsageError('FILE is missing');
    const { out, by = 'lead' } = values;
    if (out === undefined) throw new UsageError('--out DIR is missing');
    if (by !== 'lead' && by !== 'any') throw new UsageError('--by is lead or any');
    // `--section A B`: what follows the first name belongs to it.
    if (more.length > 0 && values.section === undefined) throw new UsageError(`unexpected argument: ${more[0]!}`);
    const names = [...(values.section ?? []), ...more];

    const step = values.step === undefined ? undefined : parseStep(values.step);
    if (values.step !== undefined && step === undefined)
      throw new UsageError('--step is YEAR/firstHalf, YEAR/annual or overall');
    if (values.lock === true && step === undefined)
      throw new UsageError('--lock needs --step: it locks what the step does not ask for');
    if (values.due !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.due))
      throw new UsageError('--due is a date: 2026-10-31');

    const { distribute } = await import('../../exchange/core/distribute.ts');
    const { openExchangedFile } = await import('../../exchange/folder/open-file.ts');
    const { keepSendings, openMemory } = await import('../../exchange/folder/keep-sendings.ts');
    const { chooseParcels, parcelsOf, withItems } = await import('../../exchange/core/sections.ts');
    const { extractItems } = await import('../../engine/make/extract/extract-items.ts');
    const { makeFolder } = await import('../../exchange/folder/write-folder.ts');
    const { writeFileAtomically } = await import('../../files/write-atomically.ts');
    const master = await openExchangedFile(file);
    if (!master.ok) return refuse(io, master.failure);
    const { unknown } = chooseParcels(parcelsOf(master.value.snapshot.items, by), names);
    const [strange] = unknown;
    if (strange !== undefined)
      return refuse(io, { kind: 'unknown-section', reason: 'none', file, values: { section: strange } });

    const { items } = master.value.snapshot;
    const wanted = values.item?.map((no) => items.findIndex((item) => comparable(item.no) === comparable(no)));
    const missing = values.item?.find((_, index) => wanted?.[index] === -1);
    if (missing !== undefined)
      return refuse(io, { kind: 'unknown-item', reason: 'none', file, values: { no: missing } });
    const places = wanted === undefined ? undefined : new Set(wanted);
    const kept = await openMemory(file, values['plan-folder']);
    if (!kept.ok) return refuse(io, kept.failure);
    const made = distribute(
      {
        master: master.value,
        memory: kept.value.memory,
        takeOut: extractItems,
        by,
        choose: (parcels) => withItems(names.length === 0 ? parcels : chooseParcels(parcels, names).chosen, places),
        ...(step === undefined ? {} : { step }),
        ...(values.due === undefined ? {} : { due: values.due }),
        ...(values.note === undefined ? {} : { note: values.note }),
        ...(values.pattern === undefined ? {} : { pattern: values.pattern }),
        ...(values.lock === undefined ? {} : { lock: values.lock }),
      },
      { at: new Date().toISOString() },
    );
    if (!made.ok) return refuse(io, made.failure);
    const folder = await makeFolder(out);
    if (!folder.ok) return refuse(io, folder.failure);
    for (const sending of made.value) {
      const written = await writeFileAtomically(join(out, sending.name), sending.bytes);
      if (!written.ok) return refuse(io, written.failure);
    }
    const warnings: readonly Warning[] = [
      ...kept.value.warnings,
      ...made.value.flatMap((sending) => sending.warnings),
      ...(await keepSendings(kept.value.folder, made.value)),
    ];
    io.out(
      `${JSON.stringify({
        out,
        planId: made.value[0]?.record.planId,
        files: made.value.map(({ name, record }) => ({
          file: name,
          section: record.section,
          exportId: record.id,
          items: record.items.map(({ no, sheet, id }) => ({ no, sheet, id })),
        })),
        warnings: warnings.map((warning) => plainProblem(warning)),
      })}\n`,
    );
    return 0;
  },
};
