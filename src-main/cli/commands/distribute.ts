import { join } from 'node:path';
import type { Warning } from '../../../src-shared/failures.ts';
import { parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { plainProblem, refuse } from '../refuse.ts';

const options = {
  out: { type: 'string' },
  section: { type: 'string', multiple: true },
  by: { type: 'string' },
  'plan-folder': { type: 'string' },
} as const;

/** `distribute FILE --out DIR`: one workbook per section with its items, each carrying the base of its own items. */
export const command: Command = {
  name: 'distribute',
  usage: 'distribute FILE --out DIR [--section NAME…] [--by lead|any] [--plan-folder DIR]',
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

    const { distribute } = await import('../../exchange/distribute.ts');
    const { openExchangedFile } = await import('../../exchange/open-file.ts');
    const { keepSendings, openMemory } = await import('../../exchange/keep-sendings.ts');
    const { chooseParcels, parcelsOf } = await import('../../exchange/sections.ts');
    const { extractItems } = await import('../../workbook/structure/extract/extract-items.ts');
    const { makeFolder } = await import('../../exchange/write-folder.ts');
    const { writeFileAtomically } = await import('../../files/write-atomically.ts');
    const master = await openExchangedFile(file);
    if (!master.ok) return refuse(io, master.failure);
    const { unknown } = chooseParcels(parcelsOf(master.value.snapshot.items, by), names);
    const [strange] = unknown;
    if (strange !== undefined) return refuse(io, { kind: 'unknown-section', reason: 'none', file, values: { section: strange } });

    const kept = await openMemory(file, values['plan-folder']);
    if (!kept.ok) return refuse(io, kept.failure);
    const made = distribute(
      {
        master: master.value,
        memory: kept.value.memory,
        takeOut: extractItems,
        by,
        ...(names.length === 0 ? {} : { choose: (parcels) => chooseParcels(parcels, names).chosen }),
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
    const warnings: readonly Warning[] = [...kept.value.warnings, ...made.value.flatMap((sending) => sending.warnings), ...(await keepSendings(kept.value.folder, made.value))];
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
