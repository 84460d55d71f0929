import type { Section } from '../item.ts';
import { groupingKey } from './normal.ts';

/**
 * The list of sections in a 担当課 box: one a line, the lead one marked ●; a line that ends in ・ or ･ continues on
 * the next. White space around a name and the mark do not belong to it.
 */
export function parseSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let pending = '';
  for (const line of text.split('\n')) {
    const whole = pending + line.trim();
    pending = '';
    if (whole === '') continue;
    if (/[・･]$/u.test(whole)) {
      pending = whole;
      continue;
    }
    const name = whole.replaceAll('●', '').trim();
    if (name !== '') sections.push({ name, lead: whole.includes('●') });
  }
  const rest = pending.replaceAll('●', '').trim();
  if (rest !== '') sections.push({ name: rest, lead: pending.includes('●') });
  return sections;
}

/** The text of a 担当課 box for a list of sections, written as the form does: ● after the lead one's name. */
export const formatSections = (sections: readonly Section[]): string =>
  sections.map((section) => (section.lead ? `${section.name}●` : section.name)).join('\n');

export const leadSection = (sections: readonly Section[]): string | undefined =>
  sections.find((section) => section.lead)?.name;

/** Whether a section answers for or takes part in a sheet; names compare after NFKC without white space. */
export const hasSection = (sections: readonly Section[], name: string): boolean => {
  const wanted = groupingKey(name);
  return wanted !== '' && sections.some((section) => groupingKey(section.name) === wanted);
};
