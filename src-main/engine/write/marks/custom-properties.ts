import type { WorkbookPackage } from '../../types.ts';
import { escapeAttribute, escapeText } from '../../xml/entities.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';
import type { PackageDraft } from '../draft/package-draft.ts';

const contentType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
const propertiesNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const variantNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** The format id of properties that a user defines (MS-OSHARED 2.3.3.2.2). */
const userProperties = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

const partOf = (pkg: Pick<WorkbookPackage, 'has' | 'relationships'>): string | undefined =>
  pkg.relationships('').find((one) => one.type === 'custom-properties' && !one.external && pkg.has(one.target))?.target;

/** The custom document properties (ECMA-376 part 1, 22.3) as texts, by name. Throws `XmlError`. */
export function readCustomProperties(pkg: WorkbookPackage): ReadonlyMap<string, string> {
  const part = partOf(pkg);
  return part === undefined ? new Map() : propertiesIn(pkg.text(part).text);
}

/** The custom properties that a draft will have. Throws `XmlError`. */
export function draftProperties(draft: PackageDraft): ReadonlyMap<string, string> {
  const part = partOf(draft);
  return part === undefined ? new Map() : propertiesIn(draft.text(part));
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
export function writeCustomProperties(draft: PackageDraft, values: ReadonlyMap<string, string | undefined>): void {
  let part = partOf(draft);
  if (part === undefined) {
    if ([...values.values()].every((value) => value === undefined)) return;
    part = draft.freeName((n) => (n === 1 ? 'docProps/custom.xml' : `docProps/custom${n}.xml`));
    draft.put(
      part,
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="${propertiesNamespace}" xmlns:vt="${variantNamespace}"/>`,
    );
    draft.declare(part, contentType);
    draft.relate('', relationshipType, part);
  }
  const { text, highest } = withoutProperties(draft.text(part), new Set(values.keys()));
  let pid = Math.max(1, highest);
  const added = [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value, ++pid] as const]));
  draft.put(part, text);
  if (added.length === 0) return;
  draft.append(part, (prefix) =>
    added
      .map(
        ([name, value, id]) =>
          `<${prefix}property fmtid="${userProperties}" pid="${id}" name="${escapeAttribute(name)}">` +
          `<vt:lpwstr xmlns:vt="${variantNamespace}">${escapeText(value)}</vt:lpwstr></${prefix}property>`,
      )
      .join(''),
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
