/**
 * Work that gives its parts by calling, as parts to be taken one after the other: it goes on when the next one is asked for.
 * Throws what the work throws. Whoever stops taking early has to stop the work by other means.
 */
export async function* takeParts<P, A>(work: (give: (part: P) => Promise<void>) => Promise<A>): AsyncGenerator<P, A> {
  let given: { readonly part: P; readonly taken: () => void } | undefined;
  let wake: () => void = () => undefined;
  let ended = false;
  const answer = work(
    (part) =>
      new Promise<void>((taken) => {
        given = { part, taken };
        wake();
      }),
  );
  // Its failure is thrown below; until then nobody may call it unhandled.
  void answer
    .catch(() => undefined)
    .finally(() => {
      ended = true;
      wake();
    });
  for (;;) {
    if (given === undefined && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (given === undefined) return await answer;
    const { part, taken } = given as { readonly part: P; readonly taken: () => void };
    given = undefined;
    yield part;
    taken();
  }
}
