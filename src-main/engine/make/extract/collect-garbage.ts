import { contentTypesPart } from '../../package/content-types.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';

/**
 * Takes out every part that no relationship leads to from the package's root, and relationships to parts that went. One that
 * led nowhere before (`../NULL` of a picture that was lost) stays, since its id is used.
 */
export function collectGarbage(draft: PackageDraft): void {
  const reached = new Set<string>();
  const queue = [''];
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    draft.unrelate(part, (one) => !one.external && !draft.has(one.target) && draft.original.has(one.target));
    for (const { target, external } of draft.relationships(part)) {
      const key = target.toLowerCase();
      if (external || reached.has(key)) continue;
      reached.add(key);
      queue.push(target);
    }
  }
  const unreached = draft.names().filter((name) => {
    const key = name.toLowerCase();
    const owner = /^(.*?)_rels\/(.*)\.rels$/.exec(key);
    if (key === contentTypesPart.toLowerCase() || key.endsWith('/')) return false;
    const part = owner ? `${owner[1] ?? ''}${owner[2] ?? ''}` : key;
    return part !== '' && !reached.has(part);
  });
  draft.remove(...unreached);
}
