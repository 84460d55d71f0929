import { createHash } from 'node:crypto';
import { logVersion, parseRecord, type LogRecord } from './records.ts';

/**
 * The lines of a plan folder's log. Each carries its number in its file (`n`) and a checksum of all before it in the line (`sum`,
 * the first half of SHA-256 in hex, at its end), so that a line that was cut, changed or lost is noticed. Programs of
 * before pass both over; their own lines carry neither.
 */

const sumLength = 32;
const sealed = new RegExp(`,"sum":"([0-9a-f]{${sumLength}})"\\}\\s*$`);

const sumOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, sumLength);

/** JSON of an object with its checksum as the last key. */
export function sealedJson(value: object): string {
  const text = JSON.stringify(value);
  return `${text.slice(0, -1)},"sum":"${sumOf(text)}"}`;
}

/** What a sealed text says of itself: `plain` ones are of before. */
export function checkSeal(text: string): 'whole' | 'altered' | 'plain' {
  const found = sealed.exec(text);
  if (found === null) return 'plain';
  return sumOf(`${text.slice(0, found.index)}}`) === found[1] ? 'whole' : 'altered';
}

/** A record as a line with its number, counted from 1. */
export const recordLine = (record: LogRecord, n = 1): string => `${sealedJson({ v: logVersion, ...record, n })}\n`;

export interface ReadLog {
  readonly records: readonly LogRecord[];
  /** Lines that could not be read, whatever the reason. */
  readonly unread: number;
  /** Numbers of the lines that are cut off or not as they were written; a later program's are none. */
  readonly damaged: readonly number[];
  /** How many lines are gone between those that are there. */
  readonly missing: number;
}

/** How many lines a log has, for numbering the next one. */
export const countLines = (log: string): number => log.split('\n').filter((line) => line.trim() !== '').length;

/** Reads a log's text. Lines that cannot be read are counted and told, and the others are read. */
export function parseLog(log: string): ReadLog {
  const records: LogRecord[] = [];
  const damaged: number[] = [];
  let unread = 0;
  let missing = 0;
  let number = 0;
  for (const line of log.split('\n')) {
    if (line.trim() === '') continue;
    number += 1;
    const value = jsonOf(line);
    const record = value === undefined || checkSeal(line) === 'altered' ? undefined : parseRecord(value);
    if (record !== undefined) records.push(record);
    else {
      unread += 1;
      if (!isOfLaterProgram(value)) damaged.push(number);
    }
    // Two programs of one machine at once give one number twice; only what is skipped is lost.
    const n = (value as { readonly n?: unknown } | undefined)?.n;
    if (typeof n === 'number' && n > number + missing) missing = n - number;
  }
  return { records, unread, damaged, missing };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A whole line whose words this program does not know: another one wrote it. */
const isOfLaterProgram = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && checkSeal(JSON.stringify(value)) !== 'altered' && 'kind' in value;
