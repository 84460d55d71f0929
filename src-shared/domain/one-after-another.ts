/** Runs the jobs of one key one after another, whatever becomes of each; jobs of different keys do not wait for each other. */
export interface InOrder {
  <T>(key: string, job: () => Promise<T>): Promise<T>;
  /** Settles when no job is left. */
  settled(): Promise<void>;
}

/** A queue for what would race otherwise: two saves of one workbook, two changes of one file of settings. */
export function oneAfterAnother(): InOrder {
  const last = new Map<string, Promise<unknown>>();
  const inOrder = <T>(key: string, job: () => Promise<T>): Promise<T> => {
    const next = (last.get(key) ?? Promise.resolve()).then(job, job);
    last.set(key, next);
    void next.finally(() => last.get(key) === next && last.delete(key)).catch(() => undefined);
    return next;
  };
  return Object.assign(inOrder, {
    async settled(): Promise<void> {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  });
}
