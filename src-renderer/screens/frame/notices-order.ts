import type { Notice } from '../../state/session.ts';

const documentIn = ({ content }: Notice): string | undefined => ('document' in content ? content.document : undefined);

const weight = { error: 0, warning: 1, info: 2 } as const;

/** What is said of the workbook in front and of the whole program, the most urgent and latest first. */
export const noticesFor = (notices: readonly Notice[], active: string | undefined): readonly Notice[] =>
  notices
    .filter((notice) => (documentIn(notice) ?? active) === active)
    .toReversed()
    .toSorted((a, b) => weight[a.tone] - weight[b.tone]);
