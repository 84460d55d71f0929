import * as XLSX from 'xlsx';

/** The report of `collect`, as far as the ledger looks at it. */
export interface LedgerReport {
  readonly files: readonly {
    readonly file: string;
    readonly items: readonly {
      readonly sheet: string;
      readonly no: string | null;
      readonly fields: readonly {
        readonly path: string;
        readonly theirs: string;
        readonly result: string;
        readonly outcome: string;
      }[];
    }[];
    readonly other: readonly {
      readonly sheet: string;
      readonly cell?: string;
      readonly kind: string;
      readonly theirs?: string;
    }[];
  }[];
  readonly open: readonly {
    readonly kind: string;
    readonly file: string | null;
    readonly sheet: string | null;
    readonly theirs: readonly { readonly file: string; readonly text: string }[];
  }[];
  readonly undecided: number;
  readonly notTaken: number;
}

export interface LedgerCase {
  readonly master: Uint8Array;
  readonly out: Uint8Array;
  readonly report: LedgerReport;
  readonly status: number;
  /** Each returned file with what it was made from. */
  readonly returned: readonly { readonly name: string; readonly sent: Uint8Array; readonly bytes: Uint8Array }[];
}

type Page = Readonly<Record<string, XLSX.CellObject>>;
const pages = (bytes: Uint8Array): Readonly<Record<string, Page>> =>
  XLSX.read(bytes, { cellNF: true }).Sheets as unknown as Record<string, Page>;
const cellsOf = (page: Page | undefined): readonly string[] =>
  Object.keys(page ?? {}).filter((cell) => !cell.startsWith('!'));
/** What a cell holds: its kind and value, a formula as such. */
const valueOf = (cell: XLSX.CellObject | undefined): string | number | undefined => {
  if (cell?.f !== undefined) return `=${cell.f}`;
  if (cell === undefined || cell.t === 'z' || cell.v === undefined || cell.v === '') return undefined;
  if (cell.t === 'e') return '#';
  return typeof cell.v === 'number' ? cell.v : String(cell.v).replaceAll('\r\n', '\n');
};
const noteOf = (cell: XLSX.CellObject | undefined): string => (cell?.c ?? []).map(({ t }) => t ?? '').join('');
/** The number that a text of the report says; percents and dates are compared by what stands in the plan. */
const says = (told: string, value: string | number): boolean =>
  typeof value === 'number'
    ? true
    : told === value || (value === '#' && told.startsWith('#')) || told.trim() === value.trim();

/**
 * The law of the ledger, by SheetJS alone: whatever a returned file holds otherwise than what was sent stands in the plan at its
 * own place, or in a conflict, a question or a line of the rest; what changed in the plan comes from a returned file's own
 * place and is in the report; the counts and the status agree. Answers what is broken; nothing when all is well.
 */
export function ledger({ master, out, report, status, returned }: LedgerCase): readonly string[] {
  const problems: string[] = [];
  const before = pages(master);
  const after = pages(out);
  const allowed = new Map<string, Set<string | number | undefined>>();
  for (const { name, sent, bytes } of returned) {
    const [left, right] = [pages(sent), pages(bytes)];
    const told = report.files.find(({ file }) => file === name);
    if (told === undefined) {
      problems.push(`${name}: not in the report`);
      continue;
    }
    for (const sheet of Object.keys(right).filter((one) => !one.startsWith('_'))) {
      const fields = told.items.filter((item) => item.sheet === sheet).flatMap((item) => item.fields);
      const questions = report.open.filter((one) => one.file === name && (one.kind === 'file' || one.sheet === sheet));
      const conflicts = report.open.filter((one) => one.theirs.some(({ file }) => file === name));
      const rest = told.other.filter((line) => line.sheet === sheet);
      if (left[sheet] === undefined) {
        // A sheet that came in is a question, or a line of the rest that says what it holds.
        if (questions.length === 0 && !rest.some(({ kind, theirs }) => kind === 'sheet-added' && theirs !== undefined))
          problems.push(`${name}!${sheet}: a sheet that nobody is told of`);
        continue;
      }
      for (const cell of new Set([...cellsOf(left[sheet]), ...cellsOf(right[sheet])])) {
        const [was, now] = [valueOf(left[sheet]?.[cell]), valueOf(right[sheet]?.[cell])];
        const note = noteOf(right[sheet]?.[cell]);
        const at = `${name}!${sheet}!${cell}`;
        if (
          note !== noteOf(left[sheet]?.[cell]) &&
          note !== '' &&
          !rest.some((line) => line.kind === 'note' && line.cell === cell)
        )
          problems.push(`${at}: a note that nobody is told of`);
        if (was === now || (typeof was === 'string' && String(was).startsWith('=') && now !== undefined)) continue;
        const place = `${sheet}!${cell}`;
        allowed.set(place, (allowed.get(place) ?? new Set()).add(now));
        if (inPlan(after[sheet], cell, now, was)) continue;
        if (now === undefined) {
          const asked = fields.some(
            ({ theirs, outcome }) => theirs === '' && ['conflict', 'mine', 'replaced'].includes(outcome),
          );
          const isOthers = fields.some(({ outcome }) => outcome === 'conflict' || outcome === 'replaced');
          if (!asked && !isOthers && !rest.some((line) => line.cell === cell))
            problems.push(`${at}: emptied, and nobody is told`);
          continue;
        }
        const isNumber = typeof was === 'string' && typeof now === 'string' && was.trim() === now.trim();
        const isAsked =
          fields.some(({ theirs, outcome }) => outcome === 'conflict' && says(theirs, now)) &&
          conflicts.concat(questions).length > 0;
        const isNumbered =
          fields.some(({ path, theirs }) => path === 'no' && says(theirs, now)) && questions.length > 0;
        const isInQuestion = questions.some(
          (one) => one.kind === 'file' || one.theirs.some(({ text }) => says(text, now)),
        );
        const isFormula =
          typeof now === 'string' && now.startsWith('=') && fields.some(({ outcome }) => outcome === 'conflict');
        if (isNumber || isAsked || isNumbered || isInQuestion || isFormula) continue;
        if (!rest.some((line) => line.cell === cell && line.kind === 'cell'))
          problems.push(`${at}: ${String(now)} is lost`);
      }
    }
  }
  problems.push(...unexplained(before, after, allowed), ...miscounted(report, status));
  return problems;
}

/** In the plan at its own place; a merged text holds every line. */
function inPlan(
  page: Page | undefined,
  cell: string,
  now: string | number | undefined,
  was: string | number | undefined,
): boolean {
  const holds = (one: string | number | undefined): boolean =>
    one === now ||
    (typeof one === 'string' &&
      typeof now === 'string' &&
      now.includes('\n') &&
      now.split('\n').every(
        (line) =>
          one.split('\n').includes(line) ||
          String(was ?? '')
            .split('\n')
            .includes(line),
      ));
  return holds(valueOf(page?.[cell]));
}

/** What changed in the plan without a returned file that says so at the same place. */
function unexplained(
  before: Readonly<Record<string, Page>>,
  after: Readonly<Record<string, Page>>,
  allowed: ReadonlyMap<string, ReadonlySet<string | number | undefined>>,
): readonly string[] {
  return Object.keys(before).flatMap((sheet) =>
    [...new Set([...cellsOf(before[sheet]), ...cellsOf(after[sheet])])].flatMap((cell) => {
      const [was, now] = [valueOf(before[sheet]?.[cell]), valueOf(after[sheet]?.[cell])];
      if (was === now || String(now).startsWith('=')) return [];
      const said = [...(allowed.get(`${sheet}!${cell}`) ?? [])];
      const isMerged =
        typeof now === 'string' &&
        now.split('\n').every((line) =>
          [was, ...said].some((one) =>
            String(one ?? '')
              .split('\n')
              .includes(line),
          ),
        ) &&
        said.every((one) => typeof one === 'string') &&
        now.length > 2;
      return said.includes(now) || isMerged
        ? []
        : [`plan!${sheet}!${cell}: ${String(was)} became ${String(now)}, which nobody says there`];
    }),
  );
}

function miscounted({ files, open, undecided, notTaken }: LedgerReport, status: number): readonly string[] {
  const typed = files
    .flatMap(({ other }) => other)
    .filter(
      ({ kind, theirs }) => ['cell', 'note', 'sheet-added'].includes(kind) && (theirs ?? '').trim() !== '',
    ).length;
  return [
    ...(undecided < open.length ? [`${open.length} open, ${undecided} counted`] : []),
    ...(notTaken !== typed ? [`${typed} typed beside the form, ${notTaken} counted`] : []),
    ...((status === 4) !== undecided + notTaken > 0
      ? [`status ${status} with ${undecided} undecided, ${notTaken} not taken`]
      : []),
  ];
}
