/** How an edit came about; the journal keeps it and the history shows it. */
export const editSources = [
  'typing',
  'paste',
  'choice',
  'fix',
  'replace',
  'undo',
  'redo',
  'bring-back',
  'unlock',
  'merge',
  'rows',
  /** Told to the journal again, which had lost it. */
  'readopted',
] as const;
export type EditSource = (typeof editSources)[number];
