/** Numbers from the first to the last, both included. */
export type NumberRange = readonly [first: number, last: number];
