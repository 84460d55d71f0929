import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../src-main/cli/run.ts';
import { ok } from '../../../src-shared/domain/result.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { zip } from '../../helpers/zip.ts';
import { fuzzBytes } from '../engine/fuzz/fuzz-case.ts';
import { byteMutations } from '../engine/fuzz/mutate-bytes.ts';
import { packageMutations, type Parts } from '../engine/fuzz/mutate-package.ts';
import { xmlMutationsOf } from '../engine/fuzz/mutate-xml.ts';
import { Random } from '../engine/fuzz/random.ts';
import { linkedPlan, linkKinds } from '../engine/make/linked-plan.ts';
import { openPackage } from '../../../src-main/engine/package/open-package.ts';

const partsOf = (bytes: Uint8Array): Parts => {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error('the fixture cannot be opened');
  const pkg = opened.value;
  return new Map(
    pkg.entryNames.map((name) => [name, /\.(?:xml|rels|vml)$/.test(name) ? pkg.text(name).text : pkg.read(name)]),
  );
};

const notes = [{ path: 'title', author: '企画課', text: '相談' }] as const;
const bases: readonly (() => Parts)[] = [
  () => new Map(fixtureWorkbook({ items: 2, notes, picture: true, conditionalFormats: true, customXml: true }).parts),
  () => new Map(fixtureWorkbook({ items: 2, layout: 'grid', inlineStrings: true, protection: true }).parts),
  () =>
    partsOf(
      linkedPlan(
        2,
        linkKinds.map((kind, i) => ({ kind, from: i % 2, to: 1 - (i % 2) })),
      ).bytes,
    ),
];

/** The bytes of a case: half of them with damage of XML and zip only, half with what happens to a package as a whole. */
export function hostileBytes(seed: number): { readonly bytes: Uint8Array; readonly mutations: readonly string[] } {
  const random = new Random(seed);
  if (random.next() < 0.4) return fuzzBytes(seed);
  const parts = random.pick(bases)();
  const mutations: string[] = [];
  for (let n = random.below(3); n >= 0; n -= 1) {
    const [label, mutate] = random.pick(packageMutations);
    mutate(parts, random);
    mutations.push(label);
  }
  if (random.next() < 0.3) {
    const name = random.pick([...parts.keys()]);
    const old = parts.get(name);
    const [label, mutate] = random.pick(xmlMutationsOf(name));
    if (typeof old === 'string' && old.length < 1e6) {
      parts.set(name, mutate(old, random));
      mutations.push(`${name} ${label}`);
    }
  }
  let bytes = Buffer.from(zip([...parts].map(([name, data]) => ({ name, data }))));
  if (random.next() < 0.15) {
    const [label, mutate] = random.pick(Object.entries(byteMutations));
    bytes = Buffer.from(mutate(bytes, random));
    mutations.push(`zip ${label}`);
  }
  return { bytes, mutations };
}

/** The commands that meet workbooks of strangers, with everything that they write below `out`. */
export const hostileCommands = (file: string, master: string, out: string): readonly (readonly string[])[] => [
  ['read', file, '--json'],
  ['set', file, '--item', '1', '--field', 'title', '--value', '題', '--grow', '--out', join(out, 'set.xlsx')],
  ['print', file, '--paper', 'list', '--out', join(out, 'list.xlsx')],
  ['print', file, '--out', join(out, 'form.pdf')],
  ['publish', file, '--out', join(out, 'public.xlsx')],
  ['distribute', file, '--out', join(out, 'sent'), '--plan-folder', join(out, 'folder')],
  ['collect', master, file, '--out', join(out, 'all.xlsx'), '--report', join(out, 'report.json')],
];

/** What every command promises of any file: done, or one line; ten seconds of computing. */
export const hostileLimits = { seconds: 10, megabytes: 700 } as const;

export interface HostileOutcome {
  readonly mutations: readonly string[];
  readonly done: number;
  readonly refused: number;
  readonly seconds: number;
  readonly problem?: string;
}

/** Runs a case's commands in this process, pages laid out and not drawn. A crash or a hang is left to whoever runs the case. */
export async function runHostileCase(seed: number): Promise<HostileOutcome> {
  const { bytes, mutations } = hostileBytes(seed);
  const place = mkdtempSync(join(tmpdir(), 'kohyo-hostile-case-'));
  const sum = { done: 0, refused: 0, seconds: 0 };
  const problems: string[] = [];
  process.env['KOHYO_DATA_DIR'] = join(place, 'data');
  try {
    const file = join(place, 'in.xlsx');
    const master = join(place, 'master.xlsx');
    mkdirSync(join(place, 'out'));
    writeFileSync(file, bytes);
    writeFileSync(master, masterBytes);
    for (const command of hostileCommands(file, master, join(place, 'out'))) {
      const started = process.cpuUsage();
      const { status, err } = await run(command);
      const { user, system } = process.cpuUsage(started);
      const seconds = (user + system) / 1e6;
      sum.seconds = Math.max(sum.seconds, seconds);
      if (status === 0 || status === 4) sum.done += 1;
      else if (status === 3 && /^\{"kind":[^\n]*\n$/u.test(err)) sum.refused += 1;
      else problems.push(`${command[0]} → ${status} ${err.slice(0, 400)}`);
      if (seconds > hostileLimits.seconds) problems.push(`${command[0]} → ${seconds.toFixed(1)} s`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  return { mutations, ...sum, ...(problems.length === 0 ? {} : { problem: problems.join('\n  ') }) };
}

const masterBytes = fixtureWorkbook({ items: 2 }).bytes;

async function run(command: readonly string[]) {
  let err = '';
  const io = {
    out: () => undefined,
    outPieces: (pieces: Iterable<string>) => void [...pieces].length,
    err: (text: string) => void (err += text),
    stdin: async () => new Uint8Array(),
    drawSides: async (_: unknown, sides: AsyncIterable<readonly unknown[]>) => {
      let pages = 0;
      for await (const part of sides) pages += part.length;
      return ok({
        pdf: Buffer.from('%PDF-1.7\n'),
        report: { pages, unprintable: [], peakMemory: 0, processorTime: 0 },
      });
    },
  };
  try {
    return { status: await runCli(command, io), err };
  } catch (error) {
    return { status: -1, err: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
