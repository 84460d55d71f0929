/** `worksheets/sheet1.xml`: nothing in it to resolve. */
const belowPart = /^\w[\w-]*(?:\/\w[\w-]*)*\.\w+$/;

/**
 * Resolves a relationship's target against the part that has it (ECMA-376 part 2, 6.5.3.4: a relative reference by
 * RFC 3986) to an entry name without leading slash. `..` beyond the root stays at the root, as RFC 3986 5.2.4 has it:
 * LibreOffice 7.4 writes `../customXml/item1.xml` in the package's own relationships.
 */
export function resolveTarget(part: string, target: string): string {
  if (belowPart.test(target)) return part.slice(0, part.lastIndexOf('/') + 1) + target;
  const path = decodePercent(target.split(/[?#]/, 1)[0] ?? '').replaceAll('\\', '/');
  const segments = path.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** The part that holds the relationships of `part`; `''` is the package. */
export function relationshipsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** `image%201.png` names the entry `image 1.png` to most readers; an escape that is none stays. */
function decodePercent(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
