import * as v from 'valibot';
import type { StoredValue } from './item.ts';

/** What a cell holds beside the text that it shows (`StoredValue` of item.ts), as logs, journals and snapshots keep it. */
export const storedValueSchema = v.variant('kind', [
  v.object({
    kind: v.literal('number'),
    lexical: v.string(),
    format: v.string(),
    date1904: v.exactOptional(v.literal(true)),
  }),
  v.object({ kind: v.literal('boolean'), value: v.boolean() }),
  v.object({
    kind: v.literal('runs'),
    runs: v.pipe(v.array(v.object({ text: v.string(), format: v.exactOptional(v.string()) })), v.readonly()),
  }),
  v.object({ kind: v.literal('error'), code: v.string() }),
  v.object({ kind: v.literal('formula'), formula: v.string() }),
]);

export type StoredNumber = Extract<StoredValue, { readonly kind: 'number' }>;

/** A number that the window gives back to main when it is put in again; its digits go into the file as they are. */
export const storedNumberSchema = v.strictObject({
  kind: v.literal('number'),
  lexical: v.pipe(v.string(), v.maxLength(400), v.regex(/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[Ee][-+]?\d{1,3})?$/)),
  format: v.pipe(v.string(), v.maxLength(1024)),
  date1904: v.exactOptional(v.literal(true)),
});
