/** Who watches a work of the exchange, and can stop it. */
export interface Watching {
  /** Called with how much is done, of how much. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}
