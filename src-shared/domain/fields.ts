/** Fiscal year (April to March) as a Western number: 平成25年度 is 2013. */
export type FiscalYear = number;

/**
 * A field's path, of whatever form: what the command line, the drafts, the merge and the history call it. Segments by grammar
 * (`form/paths.ts`); what they mean the form's description says (`FormModel.keyOf`).
 */
export type FieldPath = string;
