// The reader of plan folders as it was before lines had checksums, bundled from its sources: what this program writes it must read.
import * as v from 'valibot';

// src-shared/fields.ts
const headPaths = ['pillar', 'majorItem', 'no', 'middleItem', 'sections', 'title', 'background', 'purpose', 'actions'];
const heads = new Set(headPaths);
const patterns = {
  rowCurrent: /^steps\.(\d{1,4})\.current$/,
  rowName: /^indicators\.(\d{1,4})\.(name|current)$/,
  rowYear: /^(steps|indicators)\.(\d{1,4})\.(\d{4})\.(plan|actual)$/,
  progress: /^progress\.(\d{4})\.(firstHalf|secondHalf)\.(text|status)$/,
  annual: /^annual\.(\d{4})\.(assessment|grade|nextSteps)$/,
  overall: /^overall\.(assessment|grade|nextSteps|afterPlan)$/,
};
/** Takes a path apart; `undefined` for a text that is no path of the form. */
function parseFieldPath(path) {
  if (heads.has(path))
    return {
      block: 'head',
      name: path,
    };
  let m = patterns.progress.exec(path);
  if (m)
    return {
      block: 'progress',
      year: Number(m[1]),
      half: m[2],
      name: m[3],
    };
  m = patterns.annual.exec(path);
  if (m)
    return {
      block: 'annual',
      year: Number(m[1]),
      name: m[2],
    };
  m = patterns.overall.exec(path);
  if (m)
    return {
      block: 'overall',
      name: m[1],
    };
  m = patterns.rowYear.exec(path);
  if (m)
    return {
      block: m[1],
      row: Number(m[2]),
      year: Number(m[3]),
      name: m[4],
    };
  m = patterns.rowCurrent.exec(path);
  if (m)
    return {
      block: 'steps',
      row: Number(m[1]),
      name: 'current',
    };
  m = patterns.rowName.exec(path);
  if (m)
    return {
      block: 'indicators',
      row: Number(m[1]),
      name: m[2],
    };
}
const isFieldPath = (path) => parseFieldPath(path) !== void 0;

// src-main/exchange/records.ts
/**
 * The records of the plan folder's log, one JSON object a line. Everything that an exchange knows is computed from the
 * set of records and the archived files: no record is ever changed, and their order does not matter.
 */
const text = v.string();
const path = v.custom((value) => typeof value === 'string' && isFieldPath(value));
/** An item and field in the terms of one archived base: its place there, and rows counted as there. */
const place = {
  base: text,
  item: v.number(),
  path,
};
const reading = v.variant('status', [
  v.object({
    status: v.picklist(['matched', 'renumbered', 'ambiguous']),
    base: v.number(),
    sheet: text,
    returnedNo: text,
    changes: v.array(
      v.object({
        path,
        base: v.nullable(text),
        theirs: text,
      }),
    ),
  }),
  v.object({
    status: v.literal('missing'),
    base: v.number(),
  }),
  v.object({
    status: v.literal('new'),
    sheet: text,
    returnedNo: text,
    texts: v.record(text, text),
  }),
]);
const file = v.object({
  hash: text,
  name: text,
  base: text,
  recognisedBy: v.picklist(['export', 'base', 'given', 'likeness']),
  exportId: v.exactOptional(text),
  section: v.exactOptional(text),
  who: v.exactOptional(text),
  when: v.exactOptional(text),
  descends: v.array(text),
  items: v.array(reading),
  /** What is no field and differs from the base; of very many the first ones. */
  other: v.exactOptional(
    v.array(
      v.object({
        sheet: text,
        cell: v.exactOptional(text),
        kind: text,
        base: v.exactOptional(text),
        theirs: v.exactOptional(text),
      }),
    ),
  ),
  /** What it answers to requests that it was sent with. */
  answers: v.exactOptional(
    v.array(
      v.object({
        request: text,
        text,
      }),
    ),
  ),
});
const common = {
  id: text,
  at: text,
  by: v.exactOptional(text),
};
const schema = v.variant('kind', [
  v.object({
    kind: v.literal('sent'),
    ...common,
    planId: text,
    section: text,
    file: text,
    items: v.array(
      v.object({
        id: text,
        no: text,
        sheet: text,
        title: text,
      }),
    ),
    step: v.exactOptional(text),
    due: v.exactOptional(text),
    note: v.exactOptional(text),
    pattern: v.exactOptional(text),
    lock: v.exactOptional(v.boolean()),
    /** Ids of the requests that it carries. */
    requests: v.exactOptional(v.array(text)),
    /** What the sent workbook already holds: hashes of returned files, ids of answers (`everythingKnown`). */
    absorbs: v.array(text),
  }),
  v.object({
    kind: v.literal('collected'),
    ...common,
    files: v.array(file),
    /** What it changed in the master. */
    writes: v.array(
      v.object({
        ...place,
        before: text,
        after: text,
        /** Hashes and ids of everything that the text stands for. */
        covers: v.array(text),
        /** `before` was somebody's edit of the master, which the text holds too: where it came from. */
        own: v.exactOptional(
          v.object({
            id: text,
            base: v.nullable(text),
            after: v.array(text),
          }),
        ),
      }),
    ),
  }),
  v.object({
    kind: v.literal('undone'),
    ...common,
    collected: text,
  }),
  v.object({
    kind: v.literal('decided'),
    ...common,
    ...place,
    value: text,
    covers: v.array(text),
    over: text,
  }),
  v.object({
    kind: v.literal('resubmission'),
    ...common,
    file: text,
    earlier: text,
    replaces: v.boolean(),
  }),
  v.object({
    kind: v.literal('identified'),
    ...common,
    file: text,
    sheet: text,
    item: v.nullable(
      v.object({
        base: text,
        item: v.number(),
      }),
    ),
  }),
  v.object({
    kind: v.literal('requested'),
    ...common,
    ...place,
    text,
    over: text,
  }),
  v.object({
    kind: v.literal('withdrawn'),
    ...common,
    request: text,
  }),
  v.object({
    kind: v.literal('kept'),
    ...common,
    file: text,
    sheet: text,
    how: v.picklist(['whole', 'reference']),
  }),
]);
/** The version of the lines: 2 added requests. What a version only adds, older programs pass over, count and say. */
const logVersion = 2;
/**
 * What turns a line of one version into the next one's, from version 1 on. A log is never rewritten: its lines keep the
 * version that they were written in, and are brought up to date whenever they are read.
 */
const upgrades = [(line) => line];
function upToDate(line) {
  if (typeof line !== 'object' || line === null) return line;
  const version = 'v' in line && typeof line.v === 'number' ? line.v : 1;
  if (version > 2 || version < 1) return void 0;
  return upgrades.slice(version - 1).reduce((now, upgrade) => upgrade(now), line);
}
const recordLine = (record) =>
  `${JSON.stringify({
    v: 2,
    ...record,
  })}\n`;
/** The records of a log's text. A line that was cut off by a crash, or that a later program wrote, is counted, not read. */
function parseLog(log) {
  const records = [];
  let unread = 0;
  for (const line of log.split('\n')) {
    if (line.trim() === '') continue;
    try {
      const parsed = v.safeParse(schema, upToDate(JSON.parse(line)));
      if (parsed.success) records.push(parsed.output);
      else unread++;
    } catch {
      unread++;
    }
  }
  return {
    records,
    unread,
  };
}
/** The union of logs: each record once. */
function uniteRecords(...logs) {
  const found = /* @__PURE__ */ new Map();
  for (const log of logs) for (const record of log) found.set(`${record.kind} ${record.id}`, record);
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}

export { logVersion, parseLog, recordLine, uniteRecords };
