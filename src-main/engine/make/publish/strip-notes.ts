import type { IndexedSheet } from '../../book/workbook-index.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import type { PublishingReport } from './kinds.ts';

/** Takes a sheet's notes and comments out: their parts, and their windows among the shapes of the older drawing. */
export function stripNotes(draft: PackageDraft, sheet: IndexedSheet, report: PublishingReport): void {
  const gone = new Set<string>();
  for (const one of draft.relationships(sheet.part)) {
    if (one.external || !draft.has(one.target)) continue;
    if (one.type === 'comments' || one.type === 'threadedComment') {
      let count = 0;
      new XmlEdit(draft.text(one.target)).walk((_, s) => void (s.local === 'comment' && count++));
      report.removed('notes', one.target, one.type === 'comments' ? 'comment' : 'threadedComment', count);
      gone.add(one.id);
    } else if (one.type === 'printerSettings') {
      report.removed('printerSettings', one.target, 'part');
      gone.add(one.id);
    } else if (one.type === 'vmlDrawing') {
      const text = draft.text(one.target);
      const rest = text.replace(/<(\w+:)?shape\b[\s\S]*?<\/(?:\w+:)?shape>/g, (shape) =>
        /ObjectType\s*=\s*["']Note["']/.test(shape) ? '' : shape,
      );
      if (rest === text) continue;
      if (/<(?:\w+:)?shape\b/.test(rest)) draft.put(one.target, rest);
      else {
        gone.add(one.id);
        draft.remove(one.target);
      }
    }
  }
  if (gone.size === 0) return;
  draft.unrelate(sheet.part, (one) => gone.has(one.id));
  draft.edit(sheet.part, (edit) =>
    edit.walk((e, s) => {
      const name = s.attributeNames().find((one) => one.endsWith(':id') && gone.has(s.attribute(one) ?? ''));
      if (name === undefined) return;
      if (s.local === 'legacyDrawing' || s.local === 'legacyDrawingHF') e.remove();
      else e.set(name, undefined);
    }),
  );
}
