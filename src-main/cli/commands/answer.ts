import type { Answer } from '../../exchange/core/answering.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { onePositional, parseArguments } from '../arguments.ts';
import { UsageError, type Command, type CommandIo } from '../command.ts';
import { openOutput } from '../outputs.ts';
import { plainProblem, refuse } from '../refuse.ts';
import { cellText, textFromFile } from '../text-argument.ts';

const options = {
  'plan-folder': { type: 'string' },
  form: { type: 'string' },
  list: { type: 'boolean' },
  xlsx: { type: 'string' },
  id: { type: 'string' },
  'take-back': { type: 'string' },
  item: { type: 'string' },
  none: { type: 'boolean' },
  new: { type: 'boolean' },
  mine: { type: 'boolean' },
  theirs: { type: 'string' },
  text: { type: 'string' },
  'text-file': { type: 'string' },
  'leave-out': { type: 'boolean' },
  out: { type: 'string' },
  overwrite: { type: 'boolean' },
} as const;

/**
 * `answer MASTER --plan-folder DIR --list` prints everything that waits for a person (`--xlsx`: as a workbook too, with who returned what and when); with `--id` and one answer it is decided,
 * and MASTER with what follows from it is written to OUT; `--take-back` makes an answered question open again.
 */
export const command: Command = {
  name: 'answer',
  usage:
    'answer MASTER --plan-folder DIR (--list [--xlsx LIST.xlsx] | --id ID (--item NO | --none | --new | --mine | --theirs FILE | --text TEXT | --text-file F|- | --leave-out) --out OUT | --take-back ID --out OUT) [--form FORM.json] [--overwrite]',
  async run(args, io) {
    const { values, positionals } = parseArguments(args, options);
    const masterPath = onePositional(positionals, 'MASTER');
    const { id, out } = values;
    const place = values['plan-folder'];
    if (place === undefined) throw new UsageError('--plan-folder DIR is missing');
    const wanted = [values.list === true, id !== undefined, values['take-back'] !== undefined].filter(Boolean).length;
    if (wanted !== 1) throw new UsageError('one of --list, --id ID and --take-back ID is wanted');
    const given = await answerFrom(values, io);
    if (id === undefined && given !== undefined) throw new UsageError('an answer needs --id ID');
    if (id !== undefined && given === undefined) throw new UsageError('--id needs one answer');
    if (values.list !== true && out === undefined) throw new UsageError('--out OUT is missing');
    if (values.xlsx !== undefined && values.list !== true) throw new UsageError('--xlsx goes with --list');
    if (given?.ok === false) return refuse(io, given.failure);

    const target = values.list === true ? values.xlsx : out;
    const output =
      target === undefined
        ? undefined
        : await openOutput(target, {
            kind: 'workbook',
            option: values.list === true ? '--xlsx' : '--out',
            inputs: [masterPath],
            overwrite: values.overwrite,
          });
    if (output?.ok === false) return refuse(io, output.failure);
    const { openMaster } = await import('../open-master.ts');
    const { newId, PlanFolder } = await import('../../exchange/folder/plan-folder.ts');
    const { answerQuestion, collectorListOf, openOf, takeAnswerBack } =
      await import('../../exchange/folder/answer-question.ts');
    const master = await openMaster(masterPath, { form: values.form, planFolder: place });
    if (!master.ok) return refuse(io, master.failure);
    const folder = await (values.list === true ? findFolder(place) : PlanFolder.open(place));
    if (!folder.ok) return refuse(io, folder.failure);
    const memory = await folder.value.memory();
    if (!memory.ok) return refuse(io, memory.failure);
    if (values.list === true || output === undefined) {
      const written = await output?.value.write(await collectorListOf(memory.value, master.value));
      if (written?.ok === false) return refuse(io, written.failure);
      const open = openOf(memory.value, master.value);
      io.out(`${JSON.stringify({ open })}\n`);
      return open.length === 0 ? 0 : 4;
    }
    const input = {
      master: master.value,
      memory: memory.value,
      folder: folder.value,
      write: (bytes: Uint8Array) => output.value.write(bytes),
      stamp: { id: newId(), at: new Date().toISOString() },
    };
    const done =
      id === undefined
        ? await takeAnswerBack(input, values['take-back']!)
        : await answerQuestion(input, id, given!.value);
    if (!done.ok) {
      await output.value.takeBack();
      // The question is there, and that answer is none of its choices.
      if (done.failure.kind === 'unknown-question' && done.failure.reason === 'answer')
        throw new UsageError('this question has no such answer: see its choices in answer --list');
      return refuse(io, done.failure);
    }
    const { written, open, warnings } = done.value;
    const line = { out, written, open, ...output.value.told() };
    io.out(`${JSON.stringify({ ...line, warnings: warnings.map(plainProblem) })}\n`);
    return open.length === 0 ? 0 : 4;
  },
};

/** The folder for looking at, which nothing is made in. */
async function findFolder(place: string) {
  const { PlanFolder } = await import('../../exchange/folder/plan-folder.ts');
  const { basename } = await import('node:path');
  const folder = await PlanFolder.find(place);
  return folder === undefined
    ? ({ ok: false, failure: { kind: 'not-found', reason: 'file', file: basename(place) } } as const)
    : ok(folder);
}

interface Given {
  readonly item?: string | undefined;
  readonly theirs?: string | undefined;
  readonly text?: string | undefined;
  readonly 'text-file'?: string | undefined;
  readonly none?: boolean | undefined;
  readonly new?: boolean | undefined;
  readonly mine?: boolean | undefined;
  readonly 'leave-out'?: boolean | undefined;
}

/** The one answer among the options; `undefined` without any. */
async function answerFrom(values: Given, io: CommandIo): Promise<Result<Answer, Failure> | undefined> {
  const found: (Answer | { readonly kind: 'text-file'; readonly file: string })[] = [];
  if (values.item !== undefined) found.push({ kind: 'item', no: values.item });
  if (values.theirs !== undefined) found.push({ kind: 'theirs', file: values.theirs });
  if (values.text !== undefined) found.push({ kind: 'text', text: cellText(values.text) });
  if (values['text-file'] !== undefined) found.push({ kind: 'text-file', file: values['text-file'] });
  for (const kind of ['none', 'new', 'mine', 'leave-out'] as const) if (values[kind] === true) found.push({ kind });
  const [one, ...more] = found;
  if (more.length > 0) throw new UsageError('a question has one answer');
  if (one?.kind !== 'text-file') return one === undefined ? undefined : ok(one);
  const text = await textFromFile(one.file, io);
  return text.ok ? ok({ kind: 'text', text: text.value }) : text;
}
