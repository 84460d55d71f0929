import type { Blank, FieldRole, Marks, Traits } from '../../../src-shared/form/description.ts';
import { isMarkAlone } from './around.ts';
import type { BoxSeen } from './evidence.ts';
import { blanksIn, marksIn } from './marks.ts';
import { relativeYear } from './relative-years.ts';

/** What is known of boxes beside their evidence. */
export interface Knowledge {
  readonly roles: ReadonlyMap<BoxSeen, FieldRole>;
  readonly stages: ReadonlyMap<BoxSeen, string>;
  readonly units: ReadonlyMap<BoxSeen, string>;
  /** Choices by a printed legend, where no validation says them. */
  readonly legends: ReadonlyMap<BoxSeen, Traits>;
}

/** The traits of one box in the words of a description; nothing of what samples hold but printed words. */
export function traitsOf(one: BoxSeen, known: Knowledge): Traits & { readonly kind: NonNullable<Traits['kind']> } {
  const { evidence, found } = one;
  const legend = known.legends.get(one);
  const kind = legend?.kind ?? found.kind;
  const role = known.roles.get(one);
  const stage = known.stages.get(one);
  const unit = known.units.get(one);
  const offset = evidence.hasYear ? undefined : relativeYear(one);
  const choices = kind === 'marks' ? undefined : evidence.choices;
  const own = kind === 'line' || kind === 'number' || kind === 'text' || kind === 'percent' ? evidence.own : {};
  return {
    kind,
    ...(role === undefined ? {} : { role }),
    ...(stage === undefined ? {} : { stage }),
    ...(unit === undefined || (kind !== 'number' && kind !== 'computed') ? {} : { unit }),
    ...(choices === undefined ? {} : { choices }),
    ...(offset === undefined ? {} : { year: { offset } }),
    ...(own.before === undefined && own.after === undefined ? {} : { own }),
    ...(kind === 'marks' && legend === undefined ? markTraits(one) : {}),
    ...(kind === 'blanks' || kind === 'marks' ? blankTraits(one) : {}),
    ...legend,
  };
}

function markTraits({ evidence, label, headings }: BoxSeen): Traits {
  const texts = evidence.texts.filter((text) => text.trim() !== '');
  const several = /全て|すべて|全部|複数|いくつでも/.test([label, ...headings, evidence.block].join('\n'));
  const found = texts.flatMap((text) => marksIn(text) ?? []);
  const [first] = found.toSorted((a, b) => b.choices.length - a.choices.length);
  if (first === undefined) {
    const on = texts.map((text) => text.trim()).find((text) => isMarkAlone(text) && !/[□☐]/.test(text));
    const off = texts.map((text) => text.trim()).find((text) => /^[□☐]$/.test(text));
    const set = on ?? (off === '□' ? '■' : off === '☐' ? '☑' : '○');
    return off === undefined ? { choices: [set] } : { marks: { on: set, off }, choices: [set] };
  }
  const off = found.find((one) => one.off !== undefined)?.off ?? '□';
  const on = found.find((one) => one.on !== undefined)?.on ?? (off === '☐' ? '☑' : '■');
  // Where many samples set several marks, that is how the box is meant.
  const manySet = found.filter(({ chosen }) => chosen > 1).length * 4 > found.filter(({ chosen }) => chosen > 0).length;
  const marks: Marks = { on, off, ...(several || manySet ? { several: true } : {}) };
  return { choices: first.choices, marks };
}

/** Blanks as an unfilled sheet shows them; of filled sheets only what stands alike round brackets and in dates. */
function blankTraits({ evidence }: BoxSeen): Traits {
  const blanks = blanksOf(evidence.texts);
  return blanks.length === 0 ? {} : { blanks };
}

const dateBlanks: readonly Blank[] = [
  { name: '年', before: '令和', after: '年' },
  { name: '月', before: '年', after: '月' },
  { name: '日', before: '月', after: '日' },
];

function blanksOf(texts: readonly string[]): readonly Blank[] {
  const filled = texts.filter((text) => text.trim() !== '');
  const open = filled.map(blanksIn).toSorted((a, b) => b.length - a.length)[0] ?? [];
  if (open.length > 0) return open;
  if (filled.some((text) => /令和[^年]*年[^月]*月[^日]*日/.test(text))) return dateBlanks;
  if (filled.length < 2) return [];
  const frame = filled[0]?.split(/(?<=〔)[^〔〕]*(?=〕)/u);
  if (frame === undefined || frame.length < 3) return [];
  return frame.slice(1).map((after, i) => ({
    name: `${i + 1}`,
    before: (frame[i] as string).slice(-8),
    after: after.slice(0, 8).replace(/〔$/, ''),
  }));
}
