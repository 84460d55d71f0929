import { formatAddress, parseArea, type Area } from '../../book/address.ts';
import { readRichText } from '../../book/rich-text.ts';
import { escapeText } from '../../xml/entities.ts';
import { visibleText } from '../../xml/xstring.ts';
import { officeRelationships, type PackageDraft } from '../draft/package-draft.ts';
import { withWorksheetChild } from '../draft/schema-order.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { anchorsFor, emptyVml, nextShapeId, noteShape, withShapes } from './note-shapes.ts';

/** What a note is to say, worked out from what it says; `area` is the merged area or cell that it belongs to. */
export interface NoteChange {
  readonly area: string;
  readonly change: (before: string | undefined) => string;
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const commentsType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const vmlType = 'application/vnd.openxmlformats-officedocument.vmlDrawing';

interface Wanted {
  readonly cell: string;
  readonly area: Area;
  readonly change: NoteChange['change'];
}

/**
 * Changes notes of a sheet and adds those that are not there: the comments part (ECMA-376 part 1, 18.7) and the VML that
 * Excel draws them by (19.4). What a note said before keeps its own formats where the new text only goes on. Gives the
 * cells whose note could not be changed: their comments are threaded, which Excel shows in the note's place.
 */
export function changeNotes(
  draft: PackageDraft,
  part: string,
  changes: readonly NoteChange[],
  author: string,
): readonly string[] {
  const related = draft.relationships(part).filter((one) => !one.external && draft.has(one.target));
  const find = (type: string): string | undefined => related.find((one) => one.type === type)?.target;
  const threads = find('threadedComment');
  const threaded = threads === undefined ? new Set<string>() : cellsOf(draft.text(threads), 'threadedComment');
  const wanted = changes.flatMap(({ area, change }): Wanted[] => {
    const parsed = parseArea(area);
    return parsed === undefined ? [] : [{ cell: formatAddress(parsed.top, parsed.left), area: parsed, change }];
  });
  const doable = wanted.filter(({ cell }) => !threaded.has(cell));
  if (doable.length === 0) return wanted.map(({ cell }) => cell);
  const comments = find('comments') ?? addComments(draft, part);
  const added = writeComments(draft, comments, doable, author);
  if (added.length > 0) draw(draft, part, legacyDrawing(draft, part), added);
  return wanted.filter(({ cell }) => threaded.has(cell)).map(({ cell }) => cell);
}

function cellsOf(text: string, element: string): ReadonlySet<string> {
  const found = new Set<string>();
  new XmlEdit(text).walk(
    (_, s) => void (s.local === element && found.add((s.attribute('ref') ?? '').replaceAll('$', ''))),
  );
  return found;
}

function addComments(draft: PackageDraft, part: string): string {
  const name = draft.freeName((n) => `xl/comments${n}.xml`);
  draft.put(
    name,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${spreadsheet}"><authors></authors><commentList></commentList></comments>`,
  );
  draft.declare(name, commentsType);
  draft.relate(part, `${officeRelationships}/comments`, name);
  return name;
}

interface AddedNote {
  readonly area: Area;
  readonly text: string;
}

/** Changes the notes that are there; gives those that were added, which need a window each. */
function writeComments(
  draft: PackageDraft,
  comments: string,
  wanted: readonly Wanted[],
  author: string,
): readonly AddedNote[] {
  const authorId = authorIn(draft, comments, author);
  const left = new Map(wanted.map((one) => [one.cell, one]));
  const added: AddedNote[] = [];
  draft.edit(comments, (edit) =>
    edit.walk((e, s) => {
      const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      if (s.local === 'comment') {
        const one = left.get((s.attribute('ref') ?? '').replaceAll('$', ''));
        left.delete(one?.cell ?? '');
        if (one !== undefined) e.children(() => void (s.local === 'text' && changeText(e, one.change, prefix)));
      } else if (s.local === 'commentList') {
        const { end, selfClosing, qualifiedName, start } = s;
        // Those of the list itself come first: what is left then is new.
        const list = cellsOf(s.text, 'comment');
        const markup = [...left.values()]
          .filter(({ cell }) => !list.has(cell))
          .map(({ cell, area, change }) => {
            const text = change(undefined);
            added.push({ area, text });
            return `<${prefix}comment ref="${cell}" authorId="${authorId}" shapeId="0"><${prefix}text>${run(prefix, text)}</${prefix}text></${prefix}comment>`;
          })
          .join('');
        if (markup === '') return;
        if (selfClosing) e.splice(start, end, `<${qualifiedName}>${markup}</${qualifiedName}>`);
        else e.splice(end, end, markup);
      }
    }),
  );
  return added;
}

/** The run format of Excel's own notes in Japanese. */
const run = (prefix: string, text: string): string =>
  `<${prefix}r><${prefix}rPr><${prefix}sz val="9"/><${prefix}color indexed="81"/><${prefix}rFont val="MS P ゴシック"/><${prefix}family val="3"/></${prefix}rPr>` +
  `<${prefix}t xml:space="preserve">${escapeText(text)}</${prefix}t></${prefix}r>`;

/** From a `text` element's `open`, goes to its `close`. A text that only goes on keeps what is there. */
function changeText(edit: XmlEdit, change: NoteChange['change'], prefix: string): void {
  const { s } = edit;
  const { start, end, selfClosing, qualifiedName } = s;
  const before = selfClosing ? '' : visibleText(readRichText(s).text);
  const after = change(before);
  if (after === before) return;
  if (selfClosing) edit.splice(start, end, `<${qualifiedName}>${run(prefix, after)}</${qualifiedName}>`);
  // A text without runs of its own may not be followed by one: it becomes a run.
  else if (after.startsWith(before) && /<(?:\w+:)?r[\s>]/.test(s.text.slice(end, s.start)))
    edit.splice(s.start, s.start, run(prefix, after.slice(before.length)));
  else edit.splice(end, s.start, run(prefix, after));
}

function authorIn(draft: PackageDraft, comments: string, author: string): number {
  const names: string[] = [];
  new XmlEdit(draft.text(comments)).walk((_, s) => void (s.local === 'author' && names.push(s.readText())));
  const known = names.indexOf(author);
  if (known >= 0) return known;
  draft.edit(comments, (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'authors') return;
      const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      const element = `<${prefix}author>${escapeText(author)}</${prefix}author>`;
      if (s.selfClosing) e.replace(`<${s.qualifiedName}>${element}</${s.qualifiedName}>`);
      else {
        e.children(() => undefined);
        e.splice(s.start, s.start, element);
      }
    }),
  );
  return names.length;
}

/** The VML drawing of a sheet's notes; made and named in the sheet when there is none. */
function legacyDrawing(draft: PackageDraft, part: string): string {
  let id: string | undefined;
  new XmlEdit(draft.text(part)).walk((_, s) => {
    if (s.depth === 2 && s.local === 'legacyDrawing')
      id = s
        .attributeNames()
        .filter((name) => name.endsWith(':id'))
        .map((name) => s.attribute(name))[0];
    else if (s.depth === 2) s.skip();
  });
  const known = draft.relationships(part).find((one) => one.id === id && draft.has(one.target));
  if (known !== undefined) return known.target;
  const name = draft.freeName((n) => `xl/drawings/vmlDrawing${n}.vml`);
  const block = Number(/(\d+)\.vml$/.exec(name)?.[1] ?? 1) + 60;
  draft.put(name, emptyVml(block));
  draft.declare(name, vmlType);
  const relationship = draft.relate(part, `${officeRelationships}/vmlDrawing`, name);
  draft.put(
    part,
    withWorksheetChild(
      draft.text(part),
      'legacyDrawing',
      (prefix) => `<${prefix}legacyDrawing xmlns:r="${officeRelationships}" r:id="${relationship}"/>`,
    ),
  );
  return name;
}

function draw(draft: PackageDraft, part: string, vml: string, added: readonly AddedNote[]): void {
  const before = draft.text(vml);
  const first = nextShapeId(before);
  const anchors = anchorsFor(draft.text(part), added);
  const shapes = added.map(({ area }, index) =>
    noteShape(first + index, index + 1, area.top - 1, area.left - 1, anchors[index]!),
  );
  draft.put(vml, withShapes(before, shapes.join('')));
}
