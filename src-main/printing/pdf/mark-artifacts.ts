import { deflated, inflated } from './deflate.ts';
import type { PdfObject } from './read-pdf.ts';

/** Operators that begin or make something seen outside of text (ISO 32000-1, 8.2): paths, what they paint, images, shadings. */
const seen = new Set([
  'm',
  're',
  'l',
  'c',
  'v',
  'y',
  'h',
  'S',
  's',
  'f',
  'F',
  'f*',
  'B',
  'B*',
  'b',
  'b*',
  'n',
  'Do',
  'sh',
]);

/**
 * A page's content in which all that no tag names stands as an artifact (14.8.2.2): lines, grounds, pictures, heads and feet. Skia
 * writes an operator at the end of each line, and tags within a text object; nothing else is ever read here.
 */
export function withArtifacts(content: string): string {
  const lines = content.split('\n');
  const out: string[] = [];
  let open = false;
  let inText = false;
  const begin = (): void => {
    if (!open) out.push('/Artifact BMC');
    open = true;
  };
  const end = (): void => {
    if (open) out.push('EMC');
    open = false;
  };
  for (const [index, line] of lines.entries()) {
    if (line === 'BT') {
      if (isTagged(lines, index)) end();
      else begin();
      inText = true;
    } else if (line === 'ET') inText = false;
    else if (!inText && seen.has(line.slice(line.lastIndexOf(' ') + 1))) begin();
    out.push(line);
  }
  // The last line is blank: what is open ends before it.
  if (open) out.splice(out.at(-1) === '' ? -1 : out.length, 0, 'EMC');
  return out.join('\n');
}

/** Whether a text object has tags of its own. */
function isTagged(lines: readonly string[], from: number): boolean {
  for (let at = from + 1; at < lines.length && lines[at] !== 'ET'; at += 1)
    if (lines[at]?.endsWith('BDC') === true) return true;
  return false;
}

/** A page's stream with its artifacts marked; one that is not compressed as Chromium does it stays as it is. */
export async function artifactsMarked(object: PdfObject): Promise<PdfObject> {
  if (object.stream === undefined || !object.value.includes('/FlateDecode')) return object;
  const content = Buffer.from(await inflated(object.stream)).toString('latin1');
  const stream = await deflated(Buffer.from(withArtifacts(content), 'latin1'));
  return { value: object.value.replace(/\/Length \d+/u, `/Length ${stream.length}`), stream };
}
