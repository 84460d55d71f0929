import { ok, strictEqual as is } from 'node:assert/strict';
import fc from 'fast-check';
import { difference } from '../../../src-shared/merge/difference.ts';
import { mergeTexts } from '../../../src-shared/merge/merge-texts.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { law, type Law } from '../../helpers/laws.ts';
import { edited } from './texts.ts';

const lines = (value: string): readonly string[] => plainLineEnds(value).split('\n');

export const textLaws: readonly Law[] = [
  law('merging texts: order and repetition have no say', fc.tuple(edited, fc.nat()), ([[base, texts], turn]) => {
    const turned = [...texts.slice(turn % (texts.length + 1)), ...texts.slice(0, turn % (texts.length + 1))].reverse();
    is(mergeTexts(base, [...turned, ...turned, base]), mergeTexts(base, texts));
  }),

  law('merging texts: identity, and a change alone is taken whole', edited, ([base, texts]) => {
    is(mergeTexts(base, []), plainLineEnds(base));
    for (const one of texts) is(mergeTexts(base, [one, base]), plainLineEnds(one));
  }),

  law('merging texts: no new line is lost, none is invented, none comes back', edited, ([base, texts]) => {
    const merged = mergeTexts(base, texts);
    if (merged === undefined) return;
    const before = new Set(lines(base));
    const result = new Set(lines(merged));
    const all = new Set([...before, ...texts.flatMap(lines)]);
    for (const value of texts) for (const one of lines(value)) ok(before.has(one) || result.has(one), `lost: ${one}`);
    for (const one of result) ok(all.has(one), `invented: ${one}`);
    // A line that every text took away, wherever it stood, is not there again.
    for (const one of before) {
      if (texts.length > 0 && texts.every((value) => !lines(value).includes(one)))
        ok(!result.has(one), `came back: ${one}`);
    }
  }),

  law('differences: the segments are both texts', edited, ([base, texts]) => {
    const after = texts[0] ?? '';
    const segments = difference(base, after);
    const joined = (without: string): string =>
      segments
        .filter(({ kind }) => kind !== without)
        .map((part) => part.text)
        .join('');
    is(joined('added'), plainLineEnds(base));
    is(joined('removed'), plainLineEnds(after));
  }),
];
