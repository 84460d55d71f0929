import { hasSection } from '../../src-shared/domain/sections.ts';
import { changeFilter } from './list.ts';
import { patchSession, type OpenDocument } from '../state/session.ts';

/**
 * A person of a responsible section sees that section's sheets and the boxes due now first; everything else is one key
 * away. A section without a sheet in these workbooks, such as the one that collects them, sees everything.
 */
export function showOwnSection(section: string, documents: readonly OpenDocument[]): void {
  const own =
    section.trim() !== '' && documents.some(({ items }) => items.some(({ sections }) => hasSection(sections, section)));
  changeFilter({ mine: own });
  patchSession({ dueOnly: own });
}
