import { app } from 'electron';

/** What the program's processes use; looked at again and again, since one that has ended says nothing any more. */
export class ProcessUsage {
  readonly #seconds = new Map<number, number>();
  #peak = 0;

  look(): void {
    const metrics = app.getAppMetrics();
    this.#peak = Math.max(this.#peak, metrics.reduce((sum, { memory }) => sum + memory.peakWorkingSetSize, 0) / 1024);
    for (const { pid, cpu } of metrics)
      this.#seconds.set(pid, Math.max(this.#seconds.get(pid) ?? 0, cpu.cumulativeCPUUsage ?? 0));
  }

  /** The largest sum, in MB, of the peaks of processes that lived at a time: an upper bound of what they held together. */
  get peakMemory(): number {
    return Math.round(this.#peak);
  }

  /** Seconds of processor time of all processes, as far as they had been seen. */
  get processorTime(): number {
    return Math.round([...this.#seconds.values()].reduce((sum, seconds) => sum + seconds, 0) * 100) / 100;
  }
}
