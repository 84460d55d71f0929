import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { build } from './lib/build.mjs';
import { rawEntries } from './lib/corpus/raw-zip.mjs';
import { root } from './lib/paths.mjs';
import { nodePath } from './lib/run.mjs';

/**
 * `npm run golden -- DIR --save FILE` runs every command that needs no window over the workbooks below DIR and saves a digest
 * of all that it printed and wrote, part by part; `--against FILE` names what has changed since. For changes that
 * mean to change nothing. `--cli DIST/cli.js` takes another build. Exit status 1 when something differs.
 */
const [folder, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const save = option('--save');
const against = option('--against');
if (folder === undefined || (save === undefined) === (against === undefined)) {
  console.error('usage: npm run golden -- DIR (--save FILE | --against FILE) [--cli CLI.js]');
  process.exit(2);
}
if (option('--cli') === undefined) await build();
const cli = option('--cli') ?? path.join(root, 'dist/cli.js');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-golden-'));

/** What differs from run to run: made-up ids, the time, the scratch folder; and what is a hash over these. */
const settled = (text) =>
  text
    .replaceAll(scratch, 'SCRATCH')
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, 'ID')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, 'TIME')
    .replaceAll(/HASH\.[A-Za-z0-9+/=]+/g, 'PACKED');
const digest = (text) => createHash('sha256').update(settled(text)).digest('hex').slice(0, 16);

/** A part's content; of one that was damaged in the input and copied, what lies there. */
function contentOf(method, packed) {
  if (method !== 8) return packed;
  try {
    return inflateRawSync(packed);
  } catch {
    return packed;
  }
}

function digestsOf(file) {
  const bytes = fs.readFileSync(file);
  // A plan folder's log and bases hold checksums over made-up ids.
  if (/\.jsonl$|[/\\]基準[/\\].*\.json$/.test(file)) return { '': 'checked by its own checksums' };
  if (!file.endsWith('.xlsx')) return { '': digest(bytes.toString('utf8')) };
  return Object.fromEntries(
    [...rawEntries(bytes).values()]
      // The hidden sheet that carries the base holds it deflated.
      .filter(({ name }) => !/worksheets\/kohyo\d+\.xml$/.test(name))
      .map(({ name, method, packed }) => [name, digest(contentOf(method, packed).toString('latin1'))]),
  );
}

function filesBelow(dir) {
  return fs
    .readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(dir, name)).isFile())
    .toSorted();
}

function runCommand(file, args) {
  const out = path.join(scratch, 'out');
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out);
  const input = path.join(scratch, 'in.xlsx');
  fs.copyFileSync(file, input);
  const answer = spawnSync(nodePath(), [cli, ...args(input, (one) => path.join(out, one))], {
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    env: { ...process.env, KOHYO_DATA_DIR: path.join(scratch, 'data') },
  });
  // Archived bases are named by made-up ids: of files of one name the contents make the order.
  const written = filesBelow(out)
    .map((one) => /** @type {const} */ ([settled(one), digestsOf(path.join(out, one))]))
    .toSorted(([a, x], [b, y]) => (a + JSON.stringify(x) < b + JSON.stringify(y) ? -1 : 1))
    .map(([one, parts], n, all) => [n > 0 && all[n - 1]?.[0] === one ? `${one} ${n}` : one, parts]);
  return {
    status: answer.status,
    out: digest(answer.stdout),
    err: digest(answer.stderr),
    same: fs.readFileSync(file).equals(fs.readFileSync(input)),
    files: Object.fromEntries(written),
  };
}

const commands = {
  read: (input) => ['read', input, '--json'],
  values: (input) => ['read', input, '--json', '--values'],
  set: (input, out) => [
    'set',
    input,
    '--item',
    '1',
    '--field',
    'purpose',
    '--value',
    '目的を改める\n二行目',
    '--out',
    out('set.xlsx'),
  ],
  grow: (input, out) => [
    'set',
    input,
    '--item',
    '1',
    '--field',
    'purpose',
    '--value',
    'あ'.repeat(900),
    '--grow',
    '--out',
    out('grown.xlsx'),
  ],
  row: (input, out) => ['set', input, '--item', '1', '--remove-row', 'steps.1', '--out', out('row.xlsx')],
  extract: (input, out) => ['extract', input, '--items', '1', '--out', out('one.xlsx')],
  insert: (input, out) => ['insert', input, '--from', input, '--items', '1', '--out', out('more.xlsx')],
  publish: (input, out) => ['publish', input, '--out', out('public.xlsx')],
  'roll-over': (input, out) => [
    'roll-over',
    input,
    '--title',
    '次の計画',
    '--years',
    '2027,2028',
    '--out',
    out('next.xlsx'),
  ],
  csv: (input, out) => ['export', input, '--format', 'csv', '--out', out('fields.csv')],
  json: (input, out) => ['export', input, '--format', 'json', '--rows', 'item', '--out', out('items.json')],
  distribute: (input, out) => [
    'distribute',
    input,
    '--by',
    'any',
    '--lock',
    '--step',
    'overall',
    '--plan-folder',
    out('plan'),
    '--out',
    out('sent'),
  ],
  collect: (input, out) => [
    'collect',
    input,
    input,
    '--base',
    input,
    '--plan-folder',
    out('plan'),
    '--out',
    out('all.xlsx'),
    '--report',
    out('report.json'),
  ],
};

const found = {};
for (const name of filesBelow(folder).filter((one) => one.endsWith('.xlsx')))
  for (const [command, args] of Object.entries(commands))
    found[`${command} ${name}`] = runCommand(path.join(folder, name), args);
fs.rmSync(scratch, { recursive: true, force: true });

if (save !== undefined) {
  fs.writeFileSync(save, `${JSON.stringify(found, undefined, 1)}\n`);
  console.log(`${Object.keys(found).length} runs saved`);
} else {
  const before = JSON.parse(fs.readFileSync(/** @type {string} */ (against), 'utf8'));
  const places = (value, at = '') =>
    typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) => places(one, `${at}/${key}`))
      : [[at, value]];
  const old = new Map(places(before));
  const now = new Map(places(found));
  const differ = [...new Set([...old.keys(), ...now.keys()])].filter((at) => old.get(at) !== now.get(at));
  for (const at of differ) console.log(`${at}: ${old.get(at) ?? '(none)'} -> ${now.get(at) ?? '(none)'}`);
  console.log(`${Object.keys(found).length} runs, ${differ.length} digests differ`);
  process.exitCode = differ.length === 0 ? 0 : 1;
}
