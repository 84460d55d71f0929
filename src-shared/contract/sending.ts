import * as v from 'valibot';
import { id } from './id.ts';

/** A stage of whatever form, by its id. */
export const reportingStepSchema = v.strictObject({
  kind: id,
  year: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2999))),
});

/** How workbooks go out, the same for the window, the command line and the job that makes them. */
const sendingOptionsSchema = v.strictObject({
  /** Which sections of an item get it: the one in charge, or every one that it names. */
  by: v.picklist(['lead', 'any']),
  step: v.exactOptional(reportingStepSchema),
  /** ISO 8601 date. */
  due: v.exactOptional(v.pipe(v.string(), v.isoDate())),
  note: v.exactOptional(v.pipe(v.string(), v.maxLength(2000))),
  /** Who sends it, for the section to know whom to ask; from the window the person of the settings when missing. */
  sender: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  /** File names with placeholders (file-name-pattern.ts). */
  pattern: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  /** Lock the boxes that the step does not ask for; without a step nothing is locked. */
  lock: v.exactOptional(v.boolean()),
  /** The sending whose answer goes back to its section (差戻し); the note is the reason. */
  sentBack: v.exactOptional(id),
});

/** The sections to send to, each with its items by `ItemSheet.key`. */
export const parcelsSchema = v.pipe(
  v.array(
    v.strictObject({
      section: v.pipe(v.string(), v.maxLength(500)),
      items: v.pipe(v.array(id), v.maxLength(5000)),
    }),
  ),
  v.maxLength(2000),
);

/** What a person chooses who sends from the window. */
export const sendingChoiceSchema = v.strictObject({
  ...sendingOptionsSchema.entries,
  parcels: parcelsSchema,
  /** A workbook whose structure is locked goes out whole: the person knows. */
  whole: v.exactOptional(v.boolean()),
});

export type SendingOptions = Readonly<v.InferOutput<typeof sendingOptionsSchema>>;
export type SendingChoice = Readonly<v.InferOutput<typeof sendingChoiceSchema>>;
