import { token, XmlScanner } from '../xml/scanner.ts';
import { partKey } from './entry-name.ts';

export const contentTypesPart = '[Content_Types].xml';

/** What `[Content_Types].xml` says (ECMA-376 part 2, 6.2.3.3), by part key and by extension. */
export interface ContentTypes {
  readonly overrides: ReadonlyMap<string, string>;
  readonly defaults: ReadonlyMap<string, string>;
}

/** Reads the content types. Throws `XmlError`. */
export function readContentTypes(text: string): ContentTypes {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  const scanner = new XmlScanner(text);
  for (let t = scanner.next(); t !== token.end; t = scanner.next()) {
    if (t !== token.open || scanner.depth !== 2) continue;
    const type = scanner.attribute('ContentType');
    if (type === undefined) continue;
    if (scanner.local === 'Override') {
      const name = scanner.attribute('PartName');
      if (name !== undefined) overrides.set(partKey(name.replace(/^[/\\]+/, '').replaceAll('\\', '/')), type.trim());
    } else if (scanner.local === 'Default') {
      const extension = scanner.attribute('Extension');
      if (extension !== undefined) defaults.set(extension.toLowerCase(), type.trim());
    }
  }
  return { overrides, defaults };
}

export const contentTypeOf = (types: ContentTypes, part: string): string | undefined =>
  types.overrides.get(partKey(part)) ?? types.defaults.get(partKey(part).slice(part.lastIndexOf('.') + 1));
