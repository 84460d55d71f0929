import { XmlError } from './xml-error.ts';

const damaged = (message: string, at: number): never => {
  throw new XmlError('damaged', message, at);
};

/** What stands behind a `<!`: a comment, a CDATA section; a DOCTYPE is unsafe. Gives the offset behind it (XML 1.0, 2.5 and 2.7). */
export function declarationAt(text: string, at: number, inside: boolean): { kind: 'comment' | 'cdata'; end: number } {
  if (text.startsWith('<!--', at)) {
    const end = text.indexOf('--', at + 4);
    if (end < 0 || text.charCodeAt(end + 2) !== 0x3e) damaged('unfinished comment', at);
    return { kind: 'comment', end: end + 3 };
  }
  if (text.startsWith('<![CDATA[', at) && inside) {
    const end = text.indexOf(']]>', at + 9);
    if (end < 0) damaged('unfinished CDATA section', at);
    return { kind: 'cdata', end: end + 3 };
  }
  if (text.startsWith('<!DOCTYPE', at)) throw new XmlError('unsafe', 'DOCTYPE', at);
  return damaged('unknown declaration', at);
}

/** The offset behind a processing instruction; an XML declaration stands at the part's `first` character only. */
export function instructionEnd(text: string, at: number, first: number): number {
  const end = text.indexOf('?>', at + 2);
  if (end < 0) damaged('unfinished processing instruction', at);
  if (/^<\?xml[\s?]/i.test(text.slice(at, at + 6)) && at > first) damaged('XML declaration inside the part', at);
  return end + 2;
}
