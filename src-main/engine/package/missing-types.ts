import { escapeAttribute } from '../xml/entities.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { contentTypeOf, readContentTypes } from './content-types.ts';

/** Types of parts that this program adds without saying their type: relationships and custom XML. */
const byExtension: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
};

/**
 * `[Content_Types].xml` with a type for each of these parts (ECMA-376 part 2, 6.2.3.2: every part has one). Some writers
 * declare all their parts one by one, with no default by extension that a new part could go by.
 */
export function withMissingTypes(text: string, parts: readonly string[]): string {
  const types = readContentTypes(text);
  const missing = parts.filter((part) => contentTypeOf(types, part) === undefined);
  if (missing.length === 0) return text;
  const s = new XmlScanner(text);
  while (s.next() !== token.open);
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  const { selfClosing, end } = s;
  if (selfClosing) return text;
  const entries = missing.flatMap((part) => {
    const type = byExtension[part.slice(part.lastIndexOf('.') + 1).toLowerCase()];
    return type === undefined
      ? []
      : [`<${prefix}Override PartName="/${escapeAttribute(part)}" ContentType="${type}"/>`];
  });
  const relationships = missing.some((part) => part.endsWith('.rels'));
  const overrides = entries.filter((entry) => !entry.includes(byExtension['rels'] ?? ''));
  const defaults = relationships ? `<${prefix}Default Extension="rels" ContentType="${byExtension['rels']}"/>` : '';
  while (s.next() !== token.end);
  const close = text.lastIndexOf('</');
  return text.slice(0, end) + defaults + text.slice(end, close) + overrides.join('') + text.slice(close);
}
