import type { WorkbookPackage } from '../../types.ts';
import { escapeAttribute, escapeText } from '../../xml/entities.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';
import { appendToRoot, type PackageEditor } from './package-editor.ts';

const contentType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const propertiesNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const variantNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** The format id of properties that a user defines (MS-OSHARED 2.3.3.2.2). */
const userProperties = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

const partOf = (pkg: WorkbookPackage): string | undefined =>
  pkg.relationships('').find((one) => one.type === 'custom-properties' && !one.external && pkg.has(one.target))?.target;

/** The custom document properties (ECMA-376 part 1, 22.3) as texts, by name. Throws `XmlError`. */
export function readCustomProperties(pkg: WorkbookPackage): ReadonlyMap<string, string> {
  const part = partOf(pkg);
  return part === undefined ? new Map() : propertiesIn(pkg.text(part).text);
}

function propertiesIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const s = new XmlScanner(text);
  let name: string | undefined;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 2) name = s.local === 'property' ? s.attribute('name') : undefined;
    else if (s.depth === 3 && name !== undefined) found.set(name, s.readText());
  }
  return found;
}

/**
 * Sets text properties and takes away those whose value is `undefined`; all others stay as they are. Excel shows and
 * keeps at most 255 characters of a value.
 */
export function writeCustomProperties(
  pkg: WorkbookPackage,
  editor: PackageEditor,
  values: ReadonlyMap<string, string | undefined>,
): void {
  let part = partOf(pkg);
  if (part === undefined) {
    if ([...values.values()].every((value) => value === undefined)) return;
    part = editor.freeName((n) => (n === 1 ? 'docProps/custom.xml' : `docProps/custom${n}.xml`));
    editor.put(
      part,
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="${propertiesNamespace}" xmlns:vt="${variantNamespace}"/>`,
    );
    editor.declare(part, contentType);
    editor.relate('', relationshipType, part);
  }
  const { text, highest } = withoutProperties(editor.text(part), new Set(values.keys()));
  let pid = Math.max(1, highest);
  const added = [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value, ++pid] as const]));
  editor.put(
    part,
    appendToRoot(text, (prefix) => {
      const element = prefix === '' ? 'property' : `${prefix}:property`;
      return added
        .map(
          ([name, value, id]) =>
            `<${element} fmtid="${userProperties}" pid="${id}" name="${escapeAttribute(name)}">` +
            `<vt:lpwstr xmlns:vt="${variantNamespace}">${escapeText(value)}</vt:lpwstr></${element}>`,
        )
        .join('');
    }),
  );
}

function withoutProperties(
  text: string,
  names: ReadonlySet<string>,
): { readonly text: string; readonly highest: number } {
  const splices: Splice[] = [];
  let highest = 1;
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open || s.depth !== 2) continue;
    const { start } = s;
    const pid = Number(s.attribute('pid'));
    const mine = names.has(s.attribute('name') ?? '');
    s.skip();
    if (mine) splices.push({ start, end: s.end, insert: '' });
    else if (pid > highest) highest = pid;
  }
  return { text: applySplices(text, splices), highest };
}
