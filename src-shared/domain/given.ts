/** What is there of `T`: a key whose value may be missing becomes an optional one. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The parts whose value is given, for types whose optional keys are left out and never `undefined`. It walks over the keys: in a loop
 * over cells a spread of its own is faster.
 */
export const given = <T extends object>(parts: T): Given<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Given<T>;
