/**
 * The names of everything that the program itself puts into workbooks, for sending and collecting: whoever writes, reads or strips a
 * mark takes its name from here, so that a renamed mark cannot stay behind in a copy for the public.
 */
export const marks = {
  /** The veryHidden sheet that carries the base. */
  baseSheet: '_kohyo_base',
  /** The root namespace of the custom XML part that carries the base too. */
  baseNamespace: 'urn:kohyo-desk:exchange-base:1',
  /** The veryHidden sheet and the custom XML part that carry the form's description. */
  formSheet: '_kohyo_form',
  formNamespace: 'urn:kohyo-desk:form:1',
  /** What the namespaces of all our custom XML parts begin with. */
  namespaces: 'urn:kohyo-desk:',
  /** What hidden defined names begin with that give items their ids: they point at a cell of the sheet and follow its renaming. */
  itemName: '_kohyo_item_',
  /** Custom document properties (ECMA-376 part 1, 22.3). */
  properties: {
    plan: 'KohyoPlanId',
    export: 'KohyoExportId',
    form: 'KohyoForm',
    descent: 'KohyoDescends',
    section: 'KohyoSection',
    step: 'KohyoStep',
    due: 'KohyoDue',
    note: 'KohyoNote',
    sender: 'KohyoSender',
    sentAt: 'KohyoSentAt',
  },
} as const;

/** The sheet is one of the program's own, and no item, list or legend of the plan. Excel compares names without case. */
export const isMarkSheet = (name: string): boolean =>
  name.toLowerCase() === marks.baseSheet || name.toLowerCase() === marks.formSheet;

/** The id in a defined name, `undefined` for a name that is no mark. */
export const itemIdOf = (definedName: string): string | undefined =>
  definedName.toLowerCase().startsWith(marks.itemName) ? definedName.slice(marks.itemName.length) : undefined;

/** The beginning of a custom XML part says that it is one of ours. */
export const isMarkXml = (beginning: string): boolean =>
  new RegExp(`xmlns(?::\\w+)?\\s*=\\s*["']${marks.namespaces}`).test(beginning);
