import type { Section } from './item.ts';
import { groupingKey } from './normal.ts';

/** The mark of the lead section (主担当課): ●, with some writers ◎ or （●）. */
const leadMark = /[(（]\s*[●◎]\s*[)）]|[●◎]/gu;
const withoutMark = (text: string): string => text.replace(leadMark, '');
const isMarked = (text: string): boolean => /[●◎]/u.test(text);

/** 、 and commas between sections; those inside brackets belong to a name. */
const separator = /[、，,](?![^（(]*[）)])/u;

/**
 * The list of sections in a 担当課 box: one a line or several joined by 、, the lead one marked; a line that ends in ・ or ･
 * continues on the next. White space around a name and the mark do not belong to it.
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
    for (const piece of whole.split(separator)) {
      const name = withoutMark(piece).trim();
      if (name !== '') sections.push({ name, lead: isMarked(piece) });
    }
  }
  const rest = withoutMark(pending).trim();
  if (rest !== '') sections.push({ name: rest, lead: isMarked(pending) });
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

/** A section with its place in the box's text, for changing it without touching its neighbours. */
export interface PlacedSection extends Section {
  readonly start: number;
  readonly end: number;
}

/** `parseSections` with the UTF-16 offsets of each entry, its continuation lines and mark included. */
export function placedSections(text: string): readonly PlacedSection[] {
  const placed: PlacedSection[] = [];
  let offset = 0;
  let start: number | undefined;
  for (const line of text.split('\n')) {
    const end = offset + line.length;
    if (line.trim() !== '' || start !== undefined) {
      start ??= offset;
      if (!/[・･]\s*$/u.test(line)) {
        placed.push(...piecesOf(text, start, end));
        start = undefined;
      }
    }
    offset = end + 1;
  }
  if (start !== undefined) placed.push(...piecesOf(text, start, text.length));
  return placed;
}

/** The sections of one entry, which may be several joined by 、. */
function piecesOf(text: string, from: number, to: number): readonly PlacedSection[] {
  let start = from;
  return text
    .slice(from, to)
    .split(separator)
    .flatMap((piece): PlacedSection[] => {
      const end = start + piece.length;
      const [section] = parseSections(piece);
      const placed = section === undefined ? [] : [{ ...section, start, end }];
      start = end + 1;
      return placed;
    });
}

/** The text with one section renamed; an empty name removes its line. */
export function renameSection(text: string, index: number, name: string): string {
  const section = placedSections(text)[index];
  if (section === undefined) return text;
  const clean = name.replace(/\s*\n\s*/gu, '').trim();
  if (clean !== '')
    return `${text.slice(0, section.start)}${clean}${section.lead ? '●' : ''}${text.slice(section.end)}`;
  const after = text.slice(section.end);
  return /^[\n、，,]/u.test(after)
    ? text.slice(0, section.start) + after.slice(1)
    : text.slice(0, section.start).replace(/[\n、，,]$/u, '') + after;
}

/** The text with the mark ● on one section only. */
export function chooseLead(text: string, index: number): string {
  let result = '';
  let from = 0;
  for (const [position, { start, end }] of placedSections(text).entries()) {
    const entry = text.slice(start, end);
    const bare = withoutMark(entry);
    result += text.slice(from, start) + (position === index ? (isMarked(entry) ? entry : `${bare}●`) : bare);
    from = end;
  }
  return result + text.slice(from);
}

export const addSection = (text: string, name: string): string =>
  text === '' || text.endsWith('\n') ? text + name : `${text}\n${name}`;
