import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command } from '../command.ts';
import { openInput } from '../open-input.ts';
import { toldUnsynced } from '../outputs.ts';
import { refuse } from '../refuse.ts';

const options = { name: { type: 'string' }, list: { type: 'boolean' }, 'plan-folder': { type: 'string' } } as const;

/**
 * `fix FILE --name NAME` («会議版として固定»): keeps the workbook as it is now under a name and the date in the plan folder, for
 * later papers to be compared with (`print --fixed NAME`). `fix FILE --list` lists what is kept, newest first.
 */
export const command: Command = {
  name: 'fix',
  usage: 'fix FILE (--name NAME | --list) [--plan-folder DIR]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const file = onePositional(positionals, 'FILE');
    if ((values.name === undefined) === (values.list !== true))
      throw new UsageError('--name NAME or --list is missing');
    const { fixVersion, listFixedVersions } = await import('../../exchange/folder/fixed-versions.ts');
    const { foldersOf, openMemory } = await import('../../exchange/folder/keep-sendings.ts');
    const { identityOfItems } = await import('../../exchange/folder/find-folder.ts');
    const identify = async () => {
      const read = await openInput(file);
      return read.ok ? identityOfItems(read.value.bytes, read.value.plan.planId, read.value.items) : undefined;
    };
    if (values.name === undefined) {
      const versions = await listFixedVersions(
        values['plan-folder'] === undefined ? await foldersOf(file, identify) : [values['plan-folder']],
      );
      io.out(
        `${JSON.stringify({ versions: versions.map(({ id, name, at, by, file: kept }) => ({ id, name, at, by, file: kept })) })}\n`,
      );
      return 0;
    }
    // A workbook that cannot be read could not be compared with later.
    const opened = await openInput(file);
    if (!opened.ok) return refuse(io, opened.failure);
    const kept = await openMemory(file, values['plan-folder'], identify);
    if (!kept.ok) return refuse(io, kept.failure);
    const { folder } = kept.value;
    if (folder === undefined) return refuse(io, { kind: 'write-failed', reason: 'read-only', file });
    const fixed = await fixVersion(folder.path, { name: values.name, at: new Date() }, opened.value.bytes);
    if (!fixed.ok) return refuse(io, fixed.failure);
    const { id, name, at, file: place, unsynced } = fixed.value;
    const items = opened.value.items.length;
    io.out(`${JSON.stringify({ id, name, at, file: place, items, ...toldUnsynced(place, unsynced) })}\n`);
    return 0;
  },
};
