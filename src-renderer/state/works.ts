import { createStore } from './store.ts';

/** A work that takes longer than a person likes to wait without seeing it. */
export interface Work {
  readonly id: string;
  /** What is done, for the status line and the question at closing. */
  readonly label: string;
  /** How far it is; `total` 0 while that is not known. */
  readonly done: number;
  readonly total: number;
  /** How long it has been going on; it is shown from the first second on. */
  readonly seconds: number;
  /** Stops it; missing for what cannot be stopped half-way. */
  readonly stop?: () => void;
}

/** What is being done now, oldest first: it stays in sight whatever page or dialog is open. */
export const works = createStore<readonly Work[]>([]);

let number = 0;

/** How far a work is, and what it is called from now on where that is more than its kind. */
export type Report = (done: number, total: number, label?: string) => void;

/** Shows a work while it runs; `report` tells how far it is, and a second that passes is told by itself. */
export async function atWork<T>(label: string, run: (report: Report) => Promise<T>, stop?: () => void): Promise<T> {
  number += 1;
  const id = `work-${number}`;
  const change = (patch: (work: Work) => Partial<Work>): void =>
    works.update((now) => now.map((work) => (work.id === id ? { ...work, ...patch(work) } : work)));
  works.update((now) => [
    ...now,
    { id, label, done: 0, total: 0, seconds: 0, ...(stop === undefined ? {} : { stop }) },
  ]);
  const clock = setInterval(() => change(({ seconds }) => ({ seconds: seconds + 1 })), 1000);
  const report: Report = (done, total, name) => change((work) => ({ done, total, label: name ?? work.label }));
  try {
    return await run(report);
  } finally {
    clearInterval(clock);
    works.update((now) => now.filter((work) => work.id !== id));
  }
}
