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
    readonly reason?: string;
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
  readonly returned: readonly {
    readonly name: string;
    readonly sent: Uint8Array;
    readonly bytes: Uint8Array;
    /** Sheets that bear another name than they were sent with. */
    readonly renamed?: ReadonlyMap<string, string>;
  }[];
  /** What any section got, by sheet: one that turns up in another section's file is compared with it. */
  readonly sentSheets?: ReadonlyMap<string, Page>;
  /** The cells of an item's number and title. */
  readonly naming?: readonly string[];
}

export type Page = Readonly<Record<string, XLSX.CellObject>>;
export const pages = (bytes: Uint8Array): Readonly<Record<string, Page>> =>
  XLSX.read(bytes, { cellNF: true, cellStyles: true }).Sheets as unknown as Record<string, Page>;
const cellsOf = (page: Page | undefined): readonly string[] =>
  Object.keys(page ?? {}).filter((cell) => !cell.startsWith('!'));
/** What a cell holds: its kind and value, a formula as such. */
const valueOf = (cell: XLSX.CellObject | undefined): string | number | undefined => {
  if (cell?.f !== undefined) return `=${cell.f}`;
  if (cell === undefined || cell.t === 'z' || cell.v === undefined || cell.v === '') return undefined;
  if (cell.t === 'e') return '#';
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE!' : 'FALSE!';
  return typeof cell.v === 'number' ? cell.v : String(cell.v).replaceAll('\r\n', '\n');
};
const noteOf = (cell: XLSX.CellObject | undefined): string => (cell?.c ?? []).map(({ t }) => t ?? '').join('');
/** Which rows or columns of a sheet are hidden. */
const hiddenOf = (page: Page | undefined, kind: 'rows' | 'cols'): string =>
  Array.from((page as unknown as XLSX.WorkSheet | undefined)?.[`!${kind}`] ?? [], (one, index) =>
    (one as { hidden?: boolean } | undefined)?.hidden === true ? index : -1,
  )
    .filter((index) => index >= 0)
    .join();
/** The number that a text of the report says; percents and dates are compared by what stands in the plan. */
const says = (told: string, value: string | number): boolean =>
  typeof value === 'number' || value.endsWith('!')
    ? true
    : told === value || (value === '#' && told.startsWith('#')) || told.trim() === value.trim();

type Told = LedgerReport['files'][number];
type Value = string | number | undefined;

/** One sheet of a returned file, and the item sheet that it is weighed against. */
interface WeighedSheet {
  readonly name: string;
  readonly sheet: string;
  readonly page: Page;
  /** The sheet as it was sent. */
  readonly before: Page;
  /** The plan's sheet as it came out. */
  readonly after: Page | undefined;
  readonly told: Told;
  readonly questions: LedgerReport['open'];
  readonly conflicts: LedgerReport['open'];
}

/**
 * The law of the ledger, by SheetJS alone: whatever a returned file holds otherwise than what was sent stands in the plan at its
 * own place, or in a conflict, a question or a line of the rest; what changed in the plan comes from a returned file's own
 * place and is in the report; the counts and the status agree. Answers what is broken; nothing when all is well.
 */
export function ledger(entry: LedgerCase): readonly string[] {
  const { report, status, returned } = entry;
  const problems: string[] = [];
  const [before, after] = [pages(entry.master), pages(entry.out)];
  const allowed = new Map<string, Set<Value>>();
  for (const file of returned) {
    const { name, bytes } = file;
    const [left, right] = [pages(file.sent), pages(bytes)];
    const told = report.files.find((one) => one.file === name);
    if (told === undefined) {
      problems.push(`${name}: not in the report`);
      continue;
    }
    // One content that came under two names is asked about by one of them.
    const names = new Set(returned.filter((one) => one.bytes === bytes).map((one) => one.name));
    const conflicts = report.open.filter((one) => one.theirs.some((theirs) => names.has(theirs.file)));
    for (const sheet of Object.keys(right).filter((one) => !one.startsWith('_'))) {
      const questions = report.open.filter(
        (one) => one.file !== null && names.has(one.file) && (one.kind === 'file' || one.sheet === sheet),
      );
      const readings = homesOf(entry, file, sheet, right[sheet]!).flatMap((home) => {
        const sent = left[home] ?? entry.sentSheets?.get(home);
        if (sent === undefined) return [];
        const page = right[sheet]!;
        const weighed = { name, sheet, page, before: sent, after: after[home], told, questions, conflicts };
        return [{ home, ...weigh(weighed) }];
      });
      const [best] = readings.sort((a, b) => a.problems.length - b.problems.length);
      if (best === undefined) {
        const rest = told.other.filter((line) => line.sheet === sheet);
        // A sheet that came in is a question, or a line of the rest that says what it holds.
        if (questions.length === 0 && !rest.some(({ kind, theirs }) => kind === 'sheet-added' && theirs !== undefined))
          problems.push(`${name}!${sheet}: a sheet that nobody is told of`);
        continue;
      }
      problems.push(...best.problems);
      for (const [cell, value] of best.said) {
        const place = `${best.home}!${cell}`;
        allowed.set(place, (allowed.get(place) ?? new Set()).add(value));
      }
    }
  }
  problems.push(...unexplained(before, after, allowed), ...miscounted(report, status));
  return problems;
}

/** The item sheets that a returned sheet may be: the one of its name, and the one whose number and title it bears by now. */
function homesOf(
  { sentSheets, naming }: LedgerCase,
  { renamed }: LedgerCase['returned'][number],
  sheet: string,
  page: Page,
): readonly string[] {
  const own = renamed?.get(sheet) ?? sheet;
  const nameOf = (one: Page): string => naming?.map((cell) => String(valueOf(one[cell])).trim()).join('\n') ?? '';
  const others = [...(sentSheets ?? [])].flatMap(([home, sent]) =>
    home !== own && naming !== undefined && nameOf(sent) === nameOf(page) ? [home] : [],
  );
  return [own, ...others];
}

function weigh(weighed: WeighedSheet): { problems: readonly string[]; said: readonly (readonly [string, Value])[] } {
  const { name, sheet, page, before, after, told, questions, conflicts } = weighed;
  const problems: string[] = [];
  const said: (readonly [string, Value])[] = [];
  const fields = told.items.filter((item) => item.sheet === sheet).flatMap((item) => item.fields);
  const rest = told.other.filter((line) => line.sheet === sheet);
  for (const kind of ['rows', 'cols'] as const)
    if (hiddenOf(before, kind) !== hiddenOf(page, kind) && questions.length === 0)
      if (!rest.some((line) => line.kind === (kind === 'rows' ? 'hidden-rows' : 'hidden-columns')))
        problems.push(`${name}!${sheet}: hidden ${kind} that nobody is told of`);
  for (const cell of new Set([...cellsOf(before), ...cellsOf(page)])) {
    const [was, now] = [valueOf(before[cell]), valueOf(page[cell])];
    const note = noteOf(page[cell]);
    const at = `${name}!${sheet}!${cell}`;
    const isNoteTold = rest.some((line) => line.kind === 'note' && line.cell === cell);
    if (note !== noteOf(before[cell]) && note !== '' && !isNoteTold && questions.length === 0)
      problems.push(`${at}: a note that nobody is told of`);
    if (was === now || (String(was).startsWith('=') && now !== undefined)) continue;
    said.push([cell, now]);
    if (inPlan(after, cell, now, was)) continue;
    if (now === undefined) {
      const isTold = fields.some(
        ({ theirs, outcome }) =>
          outcome === 'conflict' || outcome === 'replaced' || (theirs === '' && outcome === 'mine'),
      );
      if (!isTold && questions.length === 0 && !rest.some((line) => line.cell === cell))
        problems.push(`${at}: emptied, and nobody is told`);
      continue;
    }
    const isNumber = typeof was === 'string' && typeof now === 'string' && was.trim() === now.trim();
    const isAsked =
      fields.some(({ theirs, outcome }) => outcome === 'conflict' && says(theirs, now)) &&
      conflicts.concat(questions).length > 0;
    const isNumbered = fields.some(({ path, theirs }) => path === 'no' && says(theirs, now)) && questions.length > 0;
    const isInQuestion = questions.some((one) => one.kind === 'file' || one.theirs.some(({ text }) => says(text, now)));
    const isFormula = String(now).startsWith('=') && fields.some(({ outcome }) => outcome === 'conflict');
    if (isNumber || isAsked || isNumbered || isInQuestion || isFormula) continue;
    if (!rest.some((line) => line.cell === cell && line.kind === 'cell'))
      problems.push(`${at}: ${String(now)} is lost`);
  }
  return { problems, said };
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
  // A file that seems to be another plan's is one question.
  const foreign = new Set(open.flatMap((one) => (one.kind === 'file' && one.reason !== 'lost' ? [one.file] : [])));
  const typed = files
    .filter(({ file }) => !foreign.has(file))
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
