import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { XmlEdit } from '../../xml/xml-edit.ts';

/** Elements that show a part and mean nothing without it; others lose the attribute's element alone. */
const shown = /^(?:twoCellAnchor|oneCellAnchor|absoluteAnchor|AlternateContent)$/;

/**
 * Takes a part out with what shows it: the picture's whole anchor in a drawing, the element itself elsewhere (`drawing`,
 * `oleObject`, `control`, `externalData`).
 */
export function detachPart(draft: PackageDraft, part: string): void {
  const key = part.toLowerCase();
  for (const owner of ['', ...draft.names().filter((name) => !name.endsWith('.rels') && !name.endsWith('/'))]) {
    const ids = new Set(
      draft
        .relationships(owner)
        .filter((one) => !one.external && one.target.toLowerCase() === key)
        .map((one) => one.id),
    );
    if (ids.size === 0) continue;
    draft.unrelate(owner, (one) => ids.has(one.id));
    if (owner !== '') unlessDamaged(() => removeUses(draft, owner, ids), undefined);
  }
  draft.remove(part);
}

function removeUses(draft: PackageDraft, owner: string, ids: ReadonlySet<string>): void {
  const uses = (edit: XmlEdit): boolean =>
    edit.s
      .attributeNames()
      .some(
        (name) =>
          name.includes(':') &&
          ids.has(edit.s.attribute(name) ?? '') &&
          edit.s.attributeNS(name.slice(name.indexOf(':') + 1), isRelationshipNamespace) !== undefined,
      );
  const drawing = /<(?:\w+:)?wsDr\b/.test(draft.text(owner).slice(0, 2000));
  draft.edit(owner, (edit) =>
    edit.walk((e, s) => {
      if (drawing && s.depth === 2 && shown.test(s.local)) {
        const { start } = s;
        let found = false;
        const look = (): void =>
          e.children(() => {
            found ||= uses(e);
            if (!s.selfClosing) look();
          });
        look();
        if (found) e.splice(start, s.end, '');
      } else if (uses(e)) e.remove();
    }),
  );
}
