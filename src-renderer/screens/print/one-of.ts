/** The choice with this id; the first where there is none. */
export const oneOf = <T extends string>(all: readonly [T, ...(readonly T[])], id: string): T =>
  all.find((one) => one === id) ?? all[0];
