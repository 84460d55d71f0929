import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { captureCli } from '../../helpers/captured-cli.ts';

/** A plan of several workbooks, one item each over several sheets: sent, filled in and collected from the command line. */
const shared = process.env['KOHYO_SHARED'];
const family = join(shared ?? '', 'forms', '07-many-sheets');
const names = ['shisaku-01.xlsx', 'shisaku-04.xlsx', 'shisaku-10.xlsx'];

interface Sent {
  readonly files: readonly {
    readonly file: string;
    readonly plan: string;
    readonly items: readonly { no: string }[];
  }[];
}
interface Item {
  readonly no: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, { readonly kind: string }>>;
}

const json = <T>(text: string): T => JSON.parse(text) as T;
const readItems = async (file: string, ...more: string[]): Promise<readonly Item[]> =>
  json<{ items: readonly Item[] }>((await captureCli('read', file, '--json', '--values', ...more)).out).items;

describe.runIf(shared !== undefined && existsSync(family))(
  'a plan that is a folder of workbooks (KOHYO_SHARED)',
  () => {
    let root = '';
    let plan = '';
    let sent: Sent;

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'kohyo-folder-plan-'));
      process.env['KOHYO_DATA_DIR'] = join(root, 'data');
      plan = join(root, '計画');
      mkdirSync(plan);
      for (const name of names) copyFileSync(join(family, name), join(plan, name));
      const samples = readdirSync(family).filter((name) => name.endsWith('.xlsx') && name !== 'drifted.xlsx');
      await captureCli('form', 'learn', ...samples.map((name) => join(family, name)), '--out', join(root, 'form.json'));
      const said = await captureCli('distribute', plan, '--out', join(root, '配布'), '--form', join(root, 'form.json'));
      sent = json<Sent>(said.out);
    }, 120_000);

    test('each workbook goes whole to its section', async () => {
      expect(sent.files.map((one) => one.plan)).toEqual(names);
      for (const { file, plan: from } of sent.files) {
        const [before] = await readItems(join(plan, from), '--form', join(root, 'form.json'));
        // The description travels with it: nothing has to be named, and nothing is registered.
        const [after] = await readItems(join(root, '配布', file));
        expect(after?.cells).toEqual(before?.cells);
      }
    });

    test('answers go to the workbooks that they were made from; the others stay as they are', async () => {
      const answered = sent.files[1]!;
      const file = join(root, '配布', answered.file);
      const [item] = await readItems(file);
      const [path] = Object.entries(item?.values ?? {}).find(([, { kind }]) => kind === 'text') as [string, unknown];
      const set = await captureCli(
        'set',
        file,
        '--item',
        answered.items[0]!.no,
        '--field',
        path,
        '--value',
        '課の回答',
        '--unlock',
      );
      expect(set.status, set.err).toBe(0);
      const out = join(root, '回収後');
      const collected = await captureCli('collect', plan, file, '--out', out, '--report', join(root, 'report.json'));
      expect(collected.status, collected.err).toBe(0);
      expect(json(collected.out)).toMatchObject({ written: 1, undecided: 0, notTaken: 0 });
      const [now] = await readItems(join(out, answered.plan), '--form', join(root, 'form.json'));
      expect(path.split('.').reduce<unknown>((tree, key) => (tree as Record<string, unknown>)[key], now)).toBe(
        '課の回答',
      );
      for (const name of names.filter((one) => one !== answered.plan))
        expect(readFileSync(join(out, name)).equals(readFileSync(join(plan, name)))).toBe(true);
    });

    test('a form in use is not forgotten', async () => {
      expect((await captureCli('form', 'import', join(root, 'form.json'))).status).toBe(0);
      const { form } = json<{ form: string }>((await captureCli('form', 'import', join(root, 'form.json'))).out);
      const removed = await captureCli('form', 'remove', form);
      expect([removed.status, removed.err]).toEqual([3, expect.stringContaining('"form"')]);
    });

    test('a returned file with another description is asked about', async () => {
      const { readCarriedForm, markForSending, readCarriedBase } =
        await import('../../../src-main/engine/write/marks/exchange-parts.ts');
      const { openPackage } = await import('../../../src-main/engine/package/open-package.ts');
      const { PackageDraft } = await import('../../../src-main/engine/write/draft/package-draft.ts');
      const {
        file,
        plan: from,
        ...facts
      } = sent.files[0]! as Sent['files'][number] & { exportId: string; planId: string };
      const pkg = openPackage(readFileSync(join(root, '配布', file)));
      if (!pkg.ok) throw new Error('no package');
      const form = readCarriedForm(pkg.value) ?? '';
      const draft = new PackageDraft(pkg.value);
      markForSending(draft, {
        planId: facts.planId,
        exportId: facts.exportId,
        itemIds: new Map(),
        payload: readCarriedBase(pkg.value) ?? '',
        form: form.replace('"name":"', '"name":"別の'),
      });
      const changed = join(root, 'changed.xlsx');
      writeFileSync(changed, draft.bytes());
      const folder = join(plan, from.replace('.xlsx', '.個票交換'));
      const where = ['--plan-folder', folder];
      const outs = ['--out', join(root, 'c.xlsx'), '--report', join(root, 'c.json')];
      const collected = await captureCli('collect', join(plan, from), changed, ...outs, ...where);
      expect(collected.status, collected.err).toBe(4);
      const list = await captureCli('answer', join(root, 'c.xlsx'), '--list', ...where);
      expect(json(list.out)).toMatchObject({ open: [{ kind: 'file', reason: 'form' }] });
    });

    test('what is published carries no description', async () => {
      const out = join(root, '公開.xlsx');
      const done = await captureCli('publish', join(root, '配布', sent.files[0]!.file), '--out', out);
      expect(done.status, done.err).toBe(0);
      const { readCarriedForm } = await import('../../../src-main/engine/write/marks/exchange-parts.ts');
      const { openPackage } = await import('../../../src-main/engine/package/open-package.ts');
      const pkg = openPackage(readFileSync(out));
      expect(pkg.ok && readCarriedForm(pkg.value)).toBe(undefined);
    });
  },
);
