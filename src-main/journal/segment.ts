import * as v from 'valibot';
import { decodeLine, headerSchema, journalSchema, type JournalRecord, type SegmentHeader } from './record.ts';
import { readRecord } from './upgrade.ts';

/**
 * A segment is one append-only file of the journal: a header line and record lines. It is never written to again once
 * another has begun, nor ever repaired in place: reading passes over what is damaged and tells how much that was.
 */

const namePattern = /^journal-(\d{15})-(\d{4})\.log$/;

export const segmentName = (first: number, attempt: number): string =>
  `journal-${String(first).padStart(15, '0')}-${String(attempt).padStart(4, '0')}.log`;

/** The number of the first record and the attempt that a segment's file name carries. */
export function segmentNumber(name: string): { readonly first: number; readonly attempt: number } | undefined {
  const m = namePattern.exec(name);
  return m === null ? undefined : { first: Number(m[1]), attempt: Number(m[2]) };
}

export interface ParsedSegment {
  readonly header: SegmentHeader | undefined;
  readonly newer: boolean;
  readonly records: readonly JournalRecord[];
  /** Lines that do not hold what they held; an end that was never written, zeros in its place, is one. */
  readonly damagedLines: number;
  /** How many of them stand behind the last readable record. */
  readonly damagedAtEnd: number;
}

export const parseSegment = (bytes: Uint8Array): ParsedSegment => parseSegments(bytes)[0] ?? nothing;

const nothing: ParsedSegment = { header: undefined, newer: false, records: [], damagedLines: 0, damagedAtEnd: 0 };

/**
 * Segments that stand one behind the other, as in an archive. A last line without an end is no damage: the process died
 * while writing it, before it was acknowledged. Zeros are: a line never holds one, and a power cut leaves them where the
 * file had grown already and its bytes had not arrived.
 */
export function parseSegments(bytes: Uint8Array): readonly ParsedSegment[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n');
  const tail = lines.pop() ?? '';
  const parts: Part[] = [];
  for (const line of tail.includes('\0') ? [...lines, tail] : lines) {
    if (line === '') continue;
    const value = decodeLine(line);
    const header = v.safeParse(headerSchema, value);
    if (header.success) parts.push({ header: header.output, values: [] });
    else if (parts.length === 0) parts.push({ header: undefined, values: [value] });
    else parts.at(-1)?.values.push(value);
  }
  return parts.map(readPart);
}

interface Part {
  readonly header: SegmentHeader | undefined;
  readonly values: unknown[];
}

function readPart({ header, values }: Part): ParsedSegment {
  if (header !== undefined && header.schema > journalSchema) return { ...nothing, header, newer: true };
  const records: JournalRecord[] = [];
  let damagedLines = 0;
  let damagedAtEnd = 0;
  for (const value of values) {
    const record = value === undefined ? undefined : recordOf(value, header);
    damagedAtEnd = record === undefined ? damagedAtEnd + 1 : 0;
    if (record === undefined) damagedLines += 1;
    else records.push(record);
  }
  return { header, newer: false, records, damagedLines, damagedAtEnd };
}

/** Without a header, which says whose words the records use, each schema is tried, the newest first. */
function recordOf(value: unknown, header: SegmentHeader | undefined): JournalRecord | undefined {
  if (header !== undefined) return readRecord(value, header.schema);
  for (let schema = journalSchema; schema > 0; schema -= 1) {
    const record = readRecord(value, schema);
    if (record !== undefined) return record;
  }
  return undefined;
}
