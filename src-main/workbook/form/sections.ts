import type { Section } from '../../../src-shared/item.ts';

/** Marks of the lead section (主担当課). */
const lead = /[●◎]/gu;

/**
 * The sections of 担当課: one a line, the lead one marked ●; a line that ends in ・ continues on the next. Blank lines
 * are none, white space around names is left out.
 */
export function parseSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    const whole = open + line.trim();
    if (whole.endsWith('・') && whole.length > 1) {
      open = whole;
      continue;
    }
    open = '';
    push(sections, whole);
  }
  push(sections, open);
  return sections;
}

function push(sections: Section[], line: string): void {
  const name = line.replace(lead, '').trim();
  if (name !== '') sections.push({ name, lead: line !== line.replace(lead, '') });
}
