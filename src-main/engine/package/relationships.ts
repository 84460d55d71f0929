import { plainList, plainValue, readPlainList } from '../xml/plain-list.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { resolveTarget } from './part-names.ts';
import type { Relationship } from '../types.ts';

const plainRelationship = plainList(
  `<Relationship Id="(${plainValue})" Type="(${plainValue})" Target="(${plainValue})"(?: TargetMode="(${plainValue})")?/>`,
);

/**
 * Reads a `.rels` part (ECMA-376 part 2, 6.5.3). A target with a scheme counts as external even where the mode does
 * not say so: nothing in a package is reached by a URL; so does a place in the workbook itself (`#Sheet1!A1`). Throws `XmlError`.
 */
export function readRelationships(text: string, part: string): readonly Relationship[] {
  const found: Relationship[] = [];
  const add = (id: string, type: string, target: string, mode: string | undefined): void => {
    const external = mode?.toLowerCase() === 'external' || /^(?:#|[a-z][a-z0-9+.-]+:)/i.test(target);
    found.push({
      id,
      type: type.slice(type.lastIndexOf('/') + 1),
      target: external ? target : resolveTarget(part, target),
      external,
    });
  };
  const scanner = new XmlScanner(text);
  for (let t = scanner.next(); t !== token.end; t = scanner.next()) {
    if (t !== token.open) continue;
    if (scanner.depth === 1 && !scanner.selfClosing) {
      const end = readPlainList(text, scanner.end, plainRelationship, ([, id, type, target, mode]) =>
        add(id as string, type as string, target as string, mode),
      );
      scanner.continueAt(end);
    } else if (scanner.depth === 2 && scanner.local === 'Relationship') {
      const id = scanner.attribute('Id');
      const target = scanner.attribute('Target');
      if (id !== undefined && target !== undefined)
        add(id, scanner.attribute('Type') ?? '', target, scanner.attribute('TargetMode'));
    }
  }
  return found;
}
