import type { Span } from '../../src-shared/domain/normal.ts';

/** A text with a phrase where the cursor was, in place of what was marked; without a cursor on a line of its own at the end. */
export const withPhrase = (text: string, phrase: string, at: Span | undefined): string =>
  at === undefined
    ? [text, phrase].filter((part) => part !== '').join('\n')
    : `${text.slice(0, at.start)}${phrase}${text.slice(at.end)}`;
