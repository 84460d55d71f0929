import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../read/open.ts';
import { workbookPart } from '../../package/open-package.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { blankStrings } from '../extract/blank-strings.ts';
import { collectGarbage } from '../extract/collect-garbage.ts';
import { cutWorkbook } from '../extract/sheets-of-workbook.ts';
import { Secrets } from '../extract/secrets.ts';
import { stringTexts } from '../extract/sheet-texts.ts';
import { attempt } from '../../package/attempt.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** What was taken out, in the order of the list that a person sees. */
export type Stripped =
  | 'base'
  | 'itemIds'
  | 'notes'
  | 'authors'
  | 'properties'
  | 'customXml'
  | 'printerSettings'
  | 'paths'
  | 'history'
  | 'thumbnail';

export const strippedNames: Readonly<Record<Stripped, { readonly ja: string; readonly en: string }>> = {
  base: { ja: '配布のときの控え', en: 'the base of an exchange' },
  itemIds: { ja: '個票の識別番号', en: 'ids of items' },
  notes: { ja: 'メモ・コメント', en: 'notes and comments' },
  authors: { ja: '作成者・更新者の名前', en: 'names of authors' },
  properties: { ja: '会社・管理者などのプロパティ', en: 'document properties' },
  customXml: { ja: '埋め込まれたXMLデータ', en: 'embedded XML data' },
  printerSettings: { ja: 'プリンターの設定', en: 'printer settings' },
  paths: { ja: '保存場所の記録', en: 'the path where it was saved' },
  history: { ja: '変更履歴', en: 'the history of changes' },
  thumbnail: { ja: '縮小版の画像', en: 'the thumbnail' },
};

export interface PublishedWorkbook {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  readonly stripped: readonly { readonly kind: Stripped; readonly count: number }[];
  /** Hidden sheets that stay, since choices and formulas may need them: a person has to look at them. */
  readonly hiddenSheets: readonly string[];
}

const baseSheet = '_kohyo_base';

/**
 * The workbook for the public (公開用に保存): without base of an exchange, history, names of authors, notes, personal document
 * properties, embedded data, printer settings and paths. Cells, formats and drawings stay. Says what it stripped.
 *
 * Fails with `unsafe` (signed) and `damaged`.
 */
export function publishWorkbook(opened: OpenedWorkbook): Result<PublishedWorkbook, Failure> {
  return attempt(() => publish(opened));
}

function publish(opened: OpenedWorkbook): Result<PublishedWorkbook, Failure> {
  const signed = signedFailure(opened.package);
  if (signed !== undefined) return err(signed);
  const draft = new PackageDraft(opened.package);
  const book = workbookPart(opened.package);
  const counts = new Map<Stripped, number>();
  const note = (kind: Stripped, count = 1) => void (count > 0 && counts.set(kind, (counts.get(kind) ?? 0) + count));
  const sheets = indexSheets(draft, book);
  stripBase(draft, book, sheets, note);
  stripWorkbook(draft, book, note);
  for (const sheet of sheets) if (draft.has(sheet.part)) stripSheet(draft, sheet, note);
  stripPackage(draft, book, note);
  collectGarbage(draft);
  const bytes = draft.bytes();
  const again = openWorkbook(bytes);
  if (!again.ok || again.value.items.length !== opened.items.length)
    return err({ kind: 'write-failed', reason: 'check' });
  const order = Object.keys(strippedNames) as Stripped[];
  return ok({
    bytes,
    opened: again.value,
    stripped: order.flatMap((kind) => (counts.has(kind) ? [{ kind, count: counts.get(kind) ?? 0 }] : [])),
    hiddenSheets: sheets
      .filter((sheet) => sheet.state !== 'visible' && sheet.name !== baseSheet)
      .map((sheet) => sheet.name),
  });
}

type Note = (kind: Stripped, count?: number) => void;

function stripBase(draft: PackageDraft, book: string, sheets: readonly IndexedSheet[], note: Note): void {
  const base = sheets.find((sheet) => sheet.name === baseSheet);
  if (base === undefined) return;
  note('base');
  const keep = (sheet: IndexedSheet) => sheet !== base;
  let active = 0;
  new XmlEdit(draft.text(book)).walk((_, s) => {
    if (s.local === 'workbookView') active = Number(s.attribute('activeTab') ?? 0);
  });
  const gone = { sheets: new Set([base.name.toUpperCase()]), names: new Set<string>() };
  draft.edit(book, (edit) =>
    cutWorkbook(edit, { sheets, keep, gone, secrets: new Secrets([], []), active: active === base.index ? 0 : active }),
  );
  draft.unrelate(book, (one) => one.id === base.relationshipId);
  draft.remove(base.part);
  // LibreOffice moves the base's texts into the string table.
  const strings = draft
    .relationships(book)
    .find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;
  if (strings !== undefined) blankStrings(draft, strings, sheets.filter(keep), stringTexts(draft.text(strings)));
}

/** Our ids, the path that Excel notes (`x15ac:absPath`), the person who reserved the file. */
function stripWorkbook(draft: PackageDraft, book: string, note: Note): void {
  draft.edit(book, (edit) =>
    edit.walk((e, s) => {
      if (s.local === 'definedNames') {
        const { start } = s;
        let kept = 0;
        e.children((_, name) => {
          if (!/^_?kohyo/i.test(name.attribute('name') ?? '')) return kept++;
          note('itemIds');
          e.remove();
          return kept;
        });
        if (kept === 0) e.splice(start, s.end, '');
      } else if (s.local === 'AlternateContent') {
        const close = s.text.indexOf(`</${s.qualifiedName}`, s.end);
        if (!/:absPath\b/.test(s.text.slice(s.end, close))) return;
        note('paths');
        e.remove();
      } else if (s.local === 'fileSharing' && s.attribute('userName') !== undefined) {
        note('authors');
        e.set('userName', undefined);
      }
    }),
  );
}

function stripSheet(draft: PackageDraft, sheet: IndexedSheet, note: Note): void {
  const gone = new Set<string>();
  for (const one of draft.relationships(sheet.part)) {
    if (one.external || !draft.has(one.target)) continue;
    if (one.type === 'comments' || one.type === 'threadedComment') {
      let count = 0;
      new XmlEdit(draft.text(one.target)).walk((_, s) => void (s.local === 'comment' && count++));
      note('notes', count);
      gone.add(one.id);
    } else if (one.type === 'printerSettings') {
      note('printerSettings');
      gone.add(one.id);
    } else if (one.type === 'vmlDrawing') {
      const text = draft.text(one.target);
      const rest = text.replace(/<(\w+:)?shape\b[\s\S]*?<\/(?:\w+:)?shape>/g, (shape) =>
        /ObjectType\s*=\s*["']Note["']/.test(shape) ? '' : shape,
      );
      if (rest === text) continue;
      if (/<(?:\w+:)?shape\b/.test(rest)) draft.put(one.target, rest);
      else gone.add(one.id);
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

/** Document properties, embedded XML, persons, logs of a shared workbook. */
function stripPackage(draft: PackageDraft, book: string, note: Note): void {
  for (const { type, target } of draft.relationships('')) {
    if (!draft.has(target)) continue;
    if (type === 'core-properties') {
      emptyElements(draft, target, ['creator', 'lastModifiedBy'], () => note('authors'));
      emptyElements(draft, target, ['keywords', 'description', 'category', 'contentStatus', 'identifier'], () =>
        note('properties'),
      );
    } else if (type === 'extended-properties') {
      emptyElements(draft, target, ['Company', 'Manager', 'HyperlinkBase', 'Template'], () => note('properties'));
      // The list of sheets names the base as well; Excel makes it anew.
      draft.edit(target, (edit) =>
        edit.walk((e, s) => void ((s.local === 'TitlesOfParts' || s.local === 'HeadingPairs') && e.remove())),
      );
    } else if (type === 'custom-properties') {
      let count = 0;
      new XmlEdit(draft.text(target)).walk((_, s) => void (s.local === 'property' && count++));
      note('properties', count);
    } else if (type === 'thumbnail') note('thumbnail');
  }
  draft.unrelate('', (one) => ['custom-properties', 'thumbnail', 'customXml'].includes(one.type));
  for (const { type } of draft.relationships(book)) {
    if (type === 'person') note('authors');
    else if (type === 'revisionHeaders' || type === 'usernames') note('history');
  }
  draft.unrelate(book, (one) => ['person', 'revisionHeaders', 'usernames', 'customXml'].includes(one.type));
  note(
    'customXml',
    draft.names().filter((name) => /^customxml\/item[^/]*\.xml$/i.test(name) && !/itemProps/i.test(name)).length,
  );
}

function emptyElements(draft: PackageDraft, part: string, names: readonly string[], note: () => void): void {
  draft.edit(part, (edit) =>
    edit.walk((e, s) => {
      if (s.depth !== 2 || !names.includes(s.local)) return;
      e.text((text) => {
        if (text.trim() !== '') note();
        return '';
      });
    }),
  );
}
