import { stripMetadata, wordsOf } from '../media/strip-metadata.ts';

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'shift_jis'] as const;

/**
 * A binary part as text, in each encoding in which somebody may have written a name into it (UTF-16 from either byte on).
 * Of a picture only what stands beside its pixels.
 */
export function textsOfBinary(data: Uint8Array): readonly string[] {
  const stripped = stripMetadata(data);
  // Pixels give no words, but by chance they give every short one.
  if (
    stripped.kind !== undefined &&
    stripped.removed.length === 0 &&
    stripped.kind !== 'emf' &&
    stripped.kind !== 'wmf'
  )
    return [];
  const texts: string[] = [...wordsOf(data)];
  for (const encoding of encodings) {
    const decoder = new TextDecoder(encoding);
    texts.push(decoder.decode(data));
    if (encoding.startsWith('utf-16')) texts.push(decoder.decode(data.subarray(1)));
  }
  return texts;
}
