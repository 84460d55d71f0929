import type * as v from 'valibot';

/** A channel's argument schema with the type of its result. */
export interface Channel<A, R> {
  readonly args: v.GenericSchema<A>;
  /** Never set; carries the result's type. */
  readonly result?: R;
}
/** A channel with its result's type; called again with the schema of its arguments. */
export const channel =
  <R>() =>
  <A>(args: v.GenericSchema<A>): Channel<A, R> => ({ args });
