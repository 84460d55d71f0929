import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { learnFromFiles } from '../../../../../src-main/engine/learn/learn-files.ts';
import { extractAny } from '../../../../../src-main/engine/make/extract/extract-any.ts';
import { openPackage } from '../../../../../src-main/engine/package/open-package.ts';
import { compileForm } from '../../../../../src-main/engine/read/any/compile.ts';
import { openAny } from '../../../../../src-main/engine/read/any/open-any.ts';
import { writeCityForm } from './city-folders.ts';
import { cards } from './list-forms.ts';

it('of several items on one sheet each is one item, and one is sent without the texts of the others', async () => {
  const folder = await writeCityForm(mkdtempSync(join(tmpdir(), 'kohyo-cards-')), cards);
  const bytesOf = (name: string) => readFileSync(join(folder, `${name}.xlsx`));
  const learned = learnFromFiles(['blank', 'a'].map((name) => ({ name, bytes: bytesOf(name) })));
  if (!learned.ok) throw new Error(JSON.stringify(learned.failure));
  const { form } = learned.value;
  expect(form.editions[0]?.sheets[0]?.layout).toBe('blocks');
  // More items than any sample has.
  const opened = openAny(bytesOf('drifted'), form);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { items } = opened.value;
  expect(items.map(({ row }) => row)).toEqual([3, 14, 24, 34]);
  const second = items[1];
  if (second === undefined) throw new Error('no second item');
  const taken = extractAny(opened.value, compileForm(form), [second.key]);
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  const again = openAny(taken.value.bytes, form);
  if (!again.ok) throw new Error(JSON.stringify(again.failure));
  const textsOf = (item: (typeof items)[number]) =>
    [...item.fields].map(([path, { text, cell }]) => [path, cell, text]);
  expect(again.value.items.map(textsOf)).toEqual([textsOf(second)]);
  const pkg = openPackage(taken.value.bytes);
  if (!pkg.ok) throw new Error(JSON.stringify(pkg.failure));
  const all = pkg.value.entryNames
    .filter((name) => /\.(?:xml|rels|vml)$/.test(name))
    .map((name) => pkg.value.utf8(name).toString())
    .join('\n');
  const secrets = items.filter((item) => item !== second).flatMap(({ fields }) => [...fields.values()]);
  for (const { text } of secrets)
    if (text.length > 12 && ![...second.fields.values()].some((own) => own.text === text))
      expect(all).not.toContain(text);
});
