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
  /** Whole lines that do not hold what they held. */
  readonly damagedLines: number;
  /** The last line has no end: the process died while writing it, before it was acknowledged. */
  readonly torn: boolean;
}

export function parseSegment(bytes: Uint8Array): ParsedSegment {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n');
  const tail = lines.pop() ?? '';
  const values = lines.map(decodeLine);
  const parsedHeader = v.safeParse(headerSchema, values[0]);
  const header = parsedHeader.success ? parsedHeader.output : undefined;
  const torn = tail !== '';
  if (header !== undefined && header.schema > journalSchema)
    return { header, newer: true, records: [], damagedLines: 0, torn };
  const records: JournalRecord[] = [];
  let damagedLines = header === undefined && lines.length > 0 ? 1 : 0;
  for (const value of header === undefined ? values : values.slice(1)) {
    if (header === undefined && value === values[0]) continue;
    const record = value === undefined ? undefined : readRecord(value, header?.schema ?? journalSchema);
    if (record === undefined) damagedLines += 1;
    else records.push(record);
  }
  return { header, newer: false, records, damagedLines, torn };
}

/** The readable records of one segment or of several, one behind the other, each under its own header; those of a newer schema are passed over. */
export function* recordsIn(bytes: Uint8Array): Generator<JournalRecord> {
  let schema = journalSchema;
  for (const line of Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n')) {
    const value = decodeLine(line);
    const header = v.safeParse(headerSchema, value);
    if (header.success) schema = header.output.schema;
    else if (value !== undefined && schema <= journalSchema) {
      const record = readRecord(value, schema);
      if (record !== undefined) yield record;
    }
  }
}
