import { fieldState, type Decision, type FieldState } from './field-state.ts';
import { resolve, type Surroundings } from './resolve.ts';

/** What the text of a workbook stands for; `decision` is what somebody in charge had made of it before it was sent. */
export interface Standing {
  /** Hashes and ids that versions made from the text come after. */
  readonly after: readonly string[];
  readonly decision?: Decision;
}

/**
 * What the text that a base holds stands for: everything that was known of the field when the base was made, unless that
 * was a conflict or is not in the text.
 *
 * @param state the field as it was known then. @param id the id of the decision, if it is one.
 */
export function standsFor(state: FieldState, surroundings: Surroundings, text: string, id: string): Standing {
  const covers = [...state.versions.map((version) => version.file), ...state.decisions.map((decision) => decision.id)];
  // The text itself is not weighed: it came out of these, or was edited after them.
  const shown = resolve(fieldState({ ...state, written: [{ value: text, covers: [] }] }), text, surroundings);
  if (shown.kind === 'conflict') return { after: [] };
  if (shown.text === text) return { after: covers };
  // A text that was never written into the master, or taken back by hand: nothing tells which.
  if (state.versions.some((version) => version.base === text)) return { after: [] };
  return { after: [...covers, id], decision: { id, value: text, covers } };
}
