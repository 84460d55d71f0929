import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import { law, type Law } from '../../../helpers/laws.ts';
import { linkedPlan, linkKinds, tellingNumber, tellingText, type Link } from './linked-plan.ts';

/** Everything that a package says in any encoding, markup and white space taken away. */
export function saidBy({ package: pkg }: OpenedWorkbook): string {
  return pkg.entryNames
    .map((name) => {
      const data = Buffer.from(pkg.read(name));
      const text = `${data.toString('utf8')}\n${data.toString('utf16le')}`;
      return `${name}\n${text
        .replace(/&amp;/g, '&')
        .replace(/&lt;/g, '<')
        .replace(/\s|_x000D_|&#1[03];/g, '')}`;
    })
    .join('\n');
}

const plans = fc
  .tuple(
    fc.integer({ min: 2, max: 4 }),
    fc.array(fc.record({ kind: fc.constantFrom(...linkKinds), from: fc.nat(3), to: fc.nat(3) }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  )
  .map(([items, links, wanted]) => ({
    items,
    links: links
      .map((link): Link => ({ kind: link.kind, from: link.from % items, to: link.to % items }))
      .filter((link) => link.from !== link.to),
    wanted: wanted.slice(0, items),
  }));

/** What is sent says nothing of what is not, however the items show each other's texts and numbers. */
export const leakLaws: readonly Law[] = [
  law('sending: no text and no number of an omitted item leaves', plans, ({ items, links, wanted }) => {
    const sent = wanted.map((one, i) => (one ? i : -1)).filter((i) => i >= 0);
    const chosen = sent.length === 0 ? [0] : sent;
    const { bytes } = linkedPlan(items, links);
    const opened = openWorkbook(bytes);
    assert.ok(opened.ok);
    const extracted = extractItems(
      opened.value,
      chosen.map((i) => opened.value.items[i]?.key ?? ''),
    );
    assert.ok(extracted.ok, JSON.stringify(extracted));
    const said = saidBy(extracted.value.opened);
    for (let i = 0; i < items; i++) {
      if (chosen.includes(i)) continue;
      assert.ok(!said.includes(tellingText(i)), `the title of item ${i + 1} is left`);
      assert.ok(!said.includes(String(tellingNumber(i))), `the number of item ${i + 1} is left`);
      for (const field of Object.values(opened.value.items[i]?.fields ?? {})) {
        const text = (field?.text ?? '').replace(/\s/g, '');
        if (text.length >= 8 && text.includes(`第${i + 1}`)) assert.ok(!said.includes(text), `${field?.path}: ${text}`);
      }
    }
    const known = new Set(lintPackage(bytes));
    assert.deepEqual(
      lintPackage(extracted.value.bytes).filter((finding) => !known.has(finding)),
      [],
    );
  }),
].map((one) => ({ ...one, share: 0.003 }));
