import { token, XmlScanner } from '../xml/scanner.ts';
import { resolveTarget } from './part-names.ts';
import type { Relationship } from '../types.ts';

/**
 * Reads a `.rels` part (ECMA-376 part 2, 6.5.3). A target with a scheme counts as external even where the mode does
 * not say so: nothing in a package is reached by a URL. Throws `XmlError`.
 */
export function readRelationships(text: string, part: string): readonly Relationship[] {
  const found: Relationship[] = [];
  const scanner = new XmlScanner(text);
  for (let t = scanner.next(); t !== token.end; t = scanner.next()) {
    if (t !== token.open || scanner.depth !== 2 || scanner.local !== 'Relationship') continue;
    const id = scanner.attribute('Id');
    const target = scanner.attribute('Target');
    const type = scanner.attribute('Type') ?? '';
    if (id === undefined || target === undefined) continue;
    const external =
      scanner.attribute('TargetMode')?.toLowerCase() === 'external' || /^[a-z][a-z0-9+.-]+:/i.test(target);
    found.push({
      id,
      type: type.slice(type.lastIndexOf('/') + 1),
      target: external ? target : resolveTarget(part, target),
      external,
    });
  }
  return found;
}
