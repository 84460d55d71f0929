import { createStore } from './store.ts';

/** A work that takes longer than a person likes to wait without seeing it. */
export interface Work {
  readonly id: string;
  /** What is done, for the status line and the question at closing. */
  readonly label: string;
  /** How far it is; `total` 0 while that is not known. */
  readonly done: number;
  readonly total: number;
  /** Stops it; missing for what cannot be stopped half-way. */
  readonly stop?: () => void;
}

/** What is being done now, oldest first: it stays in sight whatever page or dialog is open. */
export const works = createStore<readonly Work[]>([]);

let number = 0;

/** Shows a work while it runs; `report` tells how far it is. */
export async function atWork<T>(
  label: string,
  run: (report: (done: number, total: number) => void) => Promise<T>,
  stop?: () => void,
): Promise<T> {
  number += 1;
  const id = `work-${number}`;
  works.update((now) => [...now, { id, label, done: 0, total: 0, ...(stop === undefined ? {} : { stop }) }]);
  const report = (done: number, total: number): void =>
    works.update((now) => now.map((work) => (work.id === id ? { ...work, done, total } : work)));
  try {
    return await run(report);
  } finally {
    works.update((now) => now.filter((work) => work.id !== id));
  }
}
