import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { captureCli } from '../../helpers/captured-cli.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { dice, habits, type Boxes } from './ledger-habits.ts';
import { ledger, pages, type LedgerCase, type LedgerReport, type Page } from './ledger-oracle.ts';

export const fixture = fixtureWorkbook({
  items: [1, 2, 3, 4, 5, 6].map((no) => {
    const item = filledItem(no, [2025, 2026]);
    return { ...item, values: { ...item.values, sections: `企画第${Math.ceil(no / 2)}課●` } };
  }),
});
const names = Object.keys(habits);

const cells = (fixture.truth.items[0] as unknown as { cells: Readonly<Record<string, string>> }).cells;
const where = (pattern: RegExp): readonly string[] =>
  Object.keys(cells).flatMap((path) => (pattern.test(path) ? [cells[path]!] : []));
export const boxes: Boxes = {
  long: where(/^(?:progress\..*\.text|annual\..*(?:assessment|nextSteps)|steps\..*\.actual)$/),
  choice: where(/^annual\..*grade$/),
  number: where(/^indicators\..*\.actual$/),
  no: cells['no']!,
  title: cells['title']!,
  beside: ['N3', 'N9', 'P20', 'M30'],
};

interface Made {
  readonly entry: LedgerCase;
  readonly used: readonly string[];
}

/** A plan that was sent once, from which every case of the ledger begins. Without vitest, so that `npm run fuzz` runs it too. */
export class LedgerRun {
  readonly home = mkdtempSync(join(tmpdir(), 'kohyo-ledger-'));
  /** In how many cases each habit came. */
  readonly counts = new Map(names.map((name) => [name, 0]));

  async open(): Promise<this> {
    const [file, out, folder] = [this.in('台帳.xlsx'), this.in('配布'), this.in('交換')];
    writeFileSync(file, fixture.bytes);
    const sent = await captureCli('distribute', file, '--out', out, '--plan-folder', folder);
    if (sent.status !== 0) throw new Error(sent.err);
    return this;
  }

  #sent: ReadonlyMap<string, Page> | undefined;
  #sentSheets(): ReadonlyMap<string, Page> {
    this.#sent ??= new Map(
      readdirSync(this.in('配布')).flatMap((file) =>
        Object.entries(pages(readFileSync(this.in('配布', file)))).filter(([name]) => name.startsWith('No.')),
      ),
    );
    return this.#sent;
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  in(...names: readonly string[]): string {
    return join(this.home, ...names);
  }

  /** What is broken in a case; nothing when the law holds. */
  async problems(seed: number): Promise<{ readonly used: readonly string[]; readonly problems: readonly string[] }> {
    const { entry, used } = await this.made(seed);
    for (const name of new Set(used)) this.counts.set(name, this.counts.get(name)! + 1);
    return { used, problems: ledger(entry) };
  }

  /** One case: some sections send something back, some twice, and it is collected, now and then in two steps. */
  async made(seed: number): Promise<Made> {
    const roll = dice(seed);
    const folder = mkdtempSync(this.in('fall-'));
    cpSync(this.in('交換'), join(folder, '交換'), { recursive: true });
    mkdirSync(join(folder, '受信'));
    const sections = readdirSync(this.in('配布')).sort();
    const used: string[] = [];
    const returned = Array.from({ length: 1 + roll(3) }, (_, index) => {
      const file = sections[roll(sections.length)]!;
      const sent = readFileSync(this.in('配布', file));
      const book = XLSX.read(sent, { cellNF: true, cellStyles: true, bookProps: false });
      const others = XLSX.read(readFileSync(this.in('配布', sections[roll(sections.length)]!)), { cellNF: true });
      const renamed = new Map<string, string>();
      for (let n = 1 + roll(3); n > 0; n -= 1) {
        const own = book.SheetNames.filter((one) => one.startsWith('No.'));
        const sheet = own[roll(own.length)]!;
        const name = names[roll(names.length)]!;
        used.push(name);
        habits[name]!({ book, sheet, roll, boxes, others, renamed, word: `語${seed % 1000}${index}${n}` });
      }
      const name = `${index}_${file}`;
      const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
      writeFileSync(join(folder, '受信', name), bytes);
      return { name, sent, bytes, renamed };
    });
    const collect = async (files: readonly string[], out: string) =>
      captureCli(
        'collect',
        this.in('台帳.xlsx'),
        ...files,
        '--plan-folder',
        join(folder, '交換'),
        '--out',
        join(folder, `${out}.xlsx`),
        '--report',
        join(folder, `${out}.json`),
      );
    // Now and then the same file comes twice, under another name.
    const [again] = roll(8) === 0 ? returned : [];
    if (again !== undefined) {
      const name = `再_${again.name}`;
      writeFileSync(join(folder, '受信', name), again.bytes);
      returned.push({ ...again, name });
    }
    const files = returned.map(({ name }) => join(folder, '受信', name)).sort(() => roll(3) - 1);
    if (roll(3) === 0) await collect(files.slice(0, 1), '先');
    const { status, err } = await collect(files, '統合');
    if (!existsSync(join(folder, '統合.json'))) throw new Error(`seed ${seed}: ${err}`);
    const entry: LedgerCase = {
      master: fixture.bytes,
      out: readFileSync(join(folder, '統合.xlsx')),
      report: JSON.parse(readFileSync(join(folder, '統合.json'), 'utf8')) as LedgerReport,
      status,
      returned,
      sentSheets: this.#sentSheets(),
      naming: [boxes.no, boxes.title],
    };
    rmSync(folder, { recursive: true, force: true });
    return { entry, used };
  }
}
