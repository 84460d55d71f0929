import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { CountedCall } from '../../helpers/below/below.ts';
import type { Command } from './below-commands.ts';

/** Inputs that no command but `set` without `--out`, `publish --overwrite` and `form remove` may change. */
const inputs = ['plan.xlsx', 'other.xlsx', 'merged.xlsx', 'form.json', 'settings.json', 'text.txt'];
const words = /^(?:plans?|other|text|settings|form|merged|out|backs?|sent|folders?|asked|report)(?:\.|$)/u;
const isOutput = (file: string): boolean => /^(?:out|report)[./]/u.test(file) && !file.includes('.kohyo-');

/** A folder of its own for one run of a command, with copies of all inputs. */
export function makePlace(home: string, [name, ...args]: Command) {
  const place = mkdtempSync(join(home, 'run-'));
  cpSync(join(home, 'inputs'), place, { recursive: true });
  const argv = [name, ...args.map((arg) => (words.test(arg) ? join(place, arg) : arg))];
  return { place, argv, data: join(place, 'data'), remove: () => rmSync(place, { recursive: true, force: true }) };
}

export const outputsIn = (place: string): readonly string[] => filesBelow(place).filter(isOutput);

const filesBelow = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(place, name)).isFile());

/** Half a workbook, half a report. */
const isWhole = (path: string): boolean => {
  if (path.endsWith('.xlsx')) {
    const opened = openWorkbook(readFileSync(path));
    return opened.ok || opened.failure.kind === 'no-items';
  }
  if (!path.endsWith('.json')) return true;
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
};

export interface JudgedRun {
  readonly command: Command;
  readonly home: string;
  readonly place: string;
  readonly answer: { readonly status: number | null; readonly err: string };
  readonly call: CountedCall | undefined;
  /** What the command writes when nothing goes wrong. */
  readonly usual: readonly string[];
}

/** Whatever is refused: the command is done, or answers 3 with one line; inputs intact, outputs whole or absent, nothing beside. */
export function judge({ command, home, place, answer, call, usual }: JudgedRun): readonly string[] {
  const [name, ...args] = command;
  const inPlace =
    name === 'set' && !args.includes('--out') ? 'plan.xlsx' : args.includes('--overwrite') ? 'other.xlsx' : '';
  const wrong: string[] = [];
  const done = answer.status === 0 || answer.status === 4;
  if (!done && !(answer.status === 3 && /^\{"kind":[^\n]*\n$/u.test(answer.err)))
    wrong.push(`${answer.status} ${answer.err.slice(0, 200)}`);
  if (answer.err.includes('"unfinished"')) wrong.push(answer.err.slice(0, 300));
  for (const input of inputs) {
    const same = readFileSync(join(place, input)).equals(readFileSync(join(home, 'inputs', input)));
    if (!same && (input !== inPlace || answer.status === 3)) wrong.push(`${input} has changed`);
  }
  for (const file of filesBelow(place)) {
    const known = join(home, 'inputs', file);
    const same = existsSync(known) && readFileSync(join(place, file)).equals(readFileSync(known));
    if (!same && !isWhole(join(place, file))) wrong.push(`${file} is cut`);
    if (file.includes('.kohyo-') && call?.name !== 'unlink') wrong.push(`${file} left`);
    // What cannot be taken away stays.
    if (answer.status === 3 && isOutput(file) && call?.name !== 'unlink') wrong.push(`refused, but ${file} is there`);
  }
  if (done) for (const file of usual) if (!existsSync(join(place, file))) wrong.push(`done, but ${file} is not there`);
  return wrong;
}
