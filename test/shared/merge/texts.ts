import fc from 'fast-check';

/** Texts as boxes hold them: a few lines and bullets from a small stock, so that texts meet by chance as real ones do. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('・い', '・ろ', '・は', '・に', '　ほ', 'へ', '①と', '', '　', '・い\r') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
);

export const text = fc.array(line, { maxLength: 6 }).map((parts) => parts.join('\n'));

/** Lines changed, put in, taken away. */
export type TextEdit = readonly (readonly [at: number, what: 'change' | 'insert' | 'delete' | 'keep', line: string])[];

export const textEdit: fc.Arbitrary<TextEdit> = fc.array(
  fc.tuple(fc.nat(8), fc.constantFrom('change' as const, 'insert' as const, 'delete' as const, 'keep' as const), line),
  { maxLength: 3 },
);

export function editText(base: string, steps: TextEdit): string {
  const lines = base.split('\n');
  for (const [at, what, value] of steps) {
    const place = at % (lines.length + 1);
    if (what === 'insert') lines.splice(place, 0, value);
    else if (what === 'delete') lines.splice(place, 1);
    else if (what === 'change' && place < lines.length) lines[place] = value;
  }
  return lines.join('\n');
}

/** A base and edits of it, which share lines with it and with each other. */
export const edited = text.chain((base) =>
  fc.tuple(
    fc.constant(base),
    fc.array(
      textEdit.map((steps) => editText(base, steps)),
      { maxLength: 4 },
    ),
  ),
);
