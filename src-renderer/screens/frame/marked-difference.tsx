import { useMemo, type ReactNode } from 'react';
import { difference } from '../../../src-shared/merge/difference.ts';

/** A text with what differs from another one marked, by colour, line and element, so that no one depends on colour. */
export function MarkedDifference({ before, after }: { before: string; after: string }): ReactNode {
  const segments = useMemo(() => difference(before, after), [before, after]);
  return (
    <pre className="difference">
      {segments.map(({ kind, text }, index) =>
        kind === 'same' ? text : kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>,
      )}
    </pre>
  );
}
