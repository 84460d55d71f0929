import { difference, type Segment } from '../merge/difference.ts';

/** A stretch of a text; what is new or gone is underlined, as statutes print it. */
export interface Passage {
  readonly text: string;
  readonly changed: boolean;
}

/** Left out between changes: nobody reads again what stayed. */
const omitted = '（略）';
/** Shorter stretches stand whole: a mark would save nothing. */
const [longest, least] = [60, 24];

/** Ends of sentences and lines: a text is cut only there. */
const boundaries = (text: string): readonly number[] =>
  [...text.matchAll(/。\n?|\n/gu)].map(({ 0: end, index }) => index + end.length);

/** What stays of an unchanged stretch beside changes: the sentence that leads to one and the sentence that goes on from one. */
function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= longest) return text;
  const cuts = boundaries(text);
  const head = isFirst ? 0 : (cuts[0] ?? text.length);
  const tail = isLast ? text.length : (cuts.findLast((cut) => cut < text.length) ?? 0);
  if (tail - head < least) return text;
  const middle = text.slice(head, tail);
  return `${text.slice(0, head)}${omitted}${middle.endsWith('\n') ? '\n' : ''}${text.slice(tail)}`;
}

/** Two texts for 新旧対照: changed words marked in both, long unchanged stretches as （略）. */
export function sideBySide(
  before: string,
  now: string,
): { readonly old: readonly Passage[]; readonly now: readonly Passage[] } {
  const segments = difference(before, now);
  const side = (other: Segment['kind']): readonly Passage[] =>
    segments.flatMap(({ kind, text }, index): Passage[] => {
      if (kind === other || text === '') return [];
      return kind === 'same'
        ? [{ text: shortened(text, index === 0, index === segments.length - 1), changed: false }]
        : [{ text, changed: true }];
    });
  return { old: side('added'), now: side('removed') };
}
