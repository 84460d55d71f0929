import type { GlanceField } from './plan.ts';
import { seriesPlace, spokenPart, yearless, type SeriesPart, type SeriesPlace } from './series-words.ts';

const parts: ReadonlySet<string> = new Set<SeriesPart>(['start', 'target', 'actual', 'rate']);
const isPart = (role: string | undefined): role is SeriesPart => role !== undefined && parts.has(role);

interface Waiting {
  readonly field: GlanceField;
  readonly segments: readonly string[];
  readonly said: Pick<SeriesPlace, 'part' | 'money'>;
}

const without = (segments: readonly string[], at: number): string => segments.filter((_, i) => i !== at).join('.');

/**
 * Where the numbers of an item stand in their series. The description's role says which part a box is, else a word of its path,
 * else one of its labels. Paths without such words are compared: what differs between two parts of a series is the segment that names the part.
 */
export function seriesOf(fields: readonly GlanceField[]): ReadonlyMap<GlanceField, SeriesPlace> {
  const places = new Map<GlanceField, SeriesPlace>();
  const waiting: Waiting[] = [];
  for (const field of fields) {
    const role = isPart(field.role) ? field.role : undefined;
    const place = seriesPlace(field.path);
    if (place !== undefined && (role === undefined || role === place.part)) {
      places.set(field, place);
      continue;
    }
    // A text that happens to be a number is no series because of a word near it.
    const label = field.kind === 'line' ? '' : field.label;
    const said = role === undefined ? spokenPart(label) : { part: role, money: false };
    if (said !== undefined) waiting.push({ field, segments: yearless(field.path), said });
  }
  const met = new Map<string, Set<SeriesPart>>();
  for (const { segments, said } of waiting)
    for (const at of segments.keys()) {
      const key = `${at} ${without(segments, at)}`;
      met.set(key, (met.get(key) ?? new Set<SeriesPart>()).add(said.part));
    }
  for (const { field, segments, said } of waiting) {
    const isNamed = (segment: string): boolean => !/^\d+$/.test(segment);
    const shared = segments.findLastIndex(
      (segment, at) => isNamed(segment) && (met.get(`${at} ${without(segments, at)}`)?.size ?? 0) > 1,
    );
    // A word of a label alone is too little: its other part must be there too.
    if (shared < 0 && !isPart(field.role)) continue;
    const at = shared < 0 ? segments.findLastIndex(isNamed) : shared;
    places.set(field, { series: without(segments, at), ...said });
  }
  return places;
}
