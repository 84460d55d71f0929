import type { ReactNode } from 'react';
import { findSpans } from '../../../src-shared/domain/normal.ts';

/** A text with the hits of a search marked, width- and kana-insensitive. */
export function Marked({ text, query }: { text: string; query: string }): ReactNode {
  const spans = query === '' ? [] : findSpans(text, query);
  if (spans.length === 0) return text;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(from, start), <mark key={start}>{text.slice(start, end)}</mark>);
    from = end;
  }
  return [...parts, text.slice(from)];
}
