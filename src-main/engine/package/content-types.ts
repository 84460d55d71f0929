import { plainList, plainValue, readPlainList } from '../xml/plain-list.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { partKey } from './entry-name.ts';

export const contentTypesPart = '[Content_Types].xml';

/** What `[Content_Types].xml` says (ECMA-376 part 2, 6.2.3.3), by part key and by extension. */
export interface ContentTypes {
  readonly overrides: ReadonlyMap<string, string>;
  readonly defaults: ReadonlyMap<string, string>;
}

const plainType = plainList(`<(Override PartName|Default Extension)="(${plainValue})" ContentType="(${plainValue})"/>`);

/** Reads the content types. Throws `XmlError`. */
export function readContentTypes(text: string): ContentTypes {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  const override = (name: string, type: string): unknown =>
    overrides.set(partKey(name.replace(/^[/\\]+/, '').replaceAll('\\', '/')), type.trim());
  const byExtension = (extension: string, type: string): unknown => defaults.set(extension.toLowerCase(), type.trim());
  const scanner = new XmlScanner(text);
  for (let t = scanner.next(); t !== token.end; t = scanner.next()) {
    if (t !== token.open) continue;
    if (scanner.depth === 1 && !scanner.selfClosing) {
      const end = readPlainList(text, scanner.end, plainType, ([, kind, name, type]) => {
        (kind === 'Override PartName' ? override : byExtension)(name as string, type as string);
      });
      scanner.continueAt(end);
    } else if (scanner.depth === 2) {
      const type = scanner.attribute('ContentType');
      const name = scanner.attribute('PartName');
      const extension = scanner.attribute('Extension');
      if (type === undefined) continue;
      if (scanner.local === 'Override' && name !== undefined) override(name, type);
      else if (scanner.local === 'Default' && extension !== undefined) byExtension(extension, type);
    }
  }
  return { overrides, defaults };
}

export const contentTypeOf = (types: ContentTypes, part: string): string | undefined =>
  types.overrides.get(partKey(part)) ?? types.defaults.get(partKey(part).slice(part.lastIndexOf('.') + 1));
