import * as v from 'valibot';

/** What main has given out to name a thing: a document, a sending, an item's key. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
