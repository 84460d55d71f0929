import { flushSync } from 'react-dom';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { Span } from '../../src-shared/domain/normal.ts';
import { rowOf, type RowBlock } from '../../src-shared/form/rows.ts';
import { yearOfBox } from '../../src-shared/form/facts.ts';
import { inSight, isYearSettled } from './due.ts';
import { activeItem, documentOf, itemOf, patchSession, session, type FieldRef, type ItemRef } from './session.ts';

/** Shows a sheet. */
export function showItem(ref: ItemRef): void {
  session.update((now) => ({
    ...now,
    active: ref.document,
    page: now.page?.kind === 'glance' ? undefined : now.page,
    openItems:
      now.openItems[ref.document] === ref.item ? now.openItems : { ...now.openItems, [ref.document]: ref.item },
  }));
}

/** The DOM id of a box; the sheet shows one item at a time. */
export const boxId = (path: FieldPath): string => `box-${path.replaceAll('.', '-')}`;

/** The box that was asked for last: a retry for an earlier one must not take the cursor back. */
let wanted: FieldRef | undefined;

function focusBox(ref: FieldRef, tries: number): void {
  if (wanted !== ref) return;
  const box = document.getElementById(boxId(ref.path));
  if (box !== null) {
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: 'center', behavior: 'instant' });
  } else if (tries > 0) requestAnimationFrame(() => focusBox(ref, tries - 1));
}

/** Shows a sheet with the cursor in one box, unfolding what hides it. */
export function goToField(ref: FieldRef): void {
  wanted = ref;
  // Rendered and focused at once: who presses F8 and types on at once means the new box.
  flushSync(() => {
    showItem(ref);
    if (session.get().paperView) patchSession({ paperView: false });
    const document = documentOf(ref.document);
    const sheet = itemOf(ref);
    if (document === undefined || sheet === undefined) return;
    const year = yearOfBox(sheet, ref.path);
    if (year !== undefined && isYearSettled(document, year)) patchSession({ showSettled: true });
    if (session.get().dueOnly && !inSight(document, sheet)(ref.path)) patchSession({ dueOnly: false });
  });
  focusBox(ref, 0);
  requestAnimationFrame(() => {
    // The sheet may still be rendering what was unfolded, and a menu that closes gives the cursor back to where it was;
    // a box that has it by now was reached by a key since.
    if (pathOf(document.activeElement) === undefined) focusBox(ref, 10);
  });
}

const pathOf = (element: Element | EventTarget | null): FieldPath | undefined =>
  element instanceof HTMLElement ? (element.dataset['path'] as FieldPath | undefined) : undefined;

/** Where commands are given; focus that goes there comes from the box that they are meant for. */
const commands = '[role="menu"], [role="toolbar"], .choices, .paper-toggle';
let pathBefore: FieldPath | undefined;

/** Remembers the box that had the cursor before a menu took it: what the menu does is meant for that box. */
export function rememberBoxes(): void {
  globalThis.document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && target.closest(commands) === null) pathBefore = pathOf(target);
  });
}

/** The box of the open sheet that has the cursor, or had it before a button of the toolbar or an entry of the menu. */
export function focusedPath(): FieldPath | undefined {
  const { activeElement } = globalThis.document;
  return activeElement?.closest(commands) ? pathBefore : pathOf(activeElement);
}

/** The row of a list that has the cursor. */
export function focusedRow(): { readonly item: ItemRef; readonly block: RowBlock; readonly row: number } | undefined {
  const item = activeItem();
  const sheet = item && itemOf(item);
  if (sheet?.edition !== undefined) return undefined;
  const row = sheet && rowOf(sheet, focusedPath() ?? '');
  return item === undefined || row === undefined ? undefined : { item, ...row };
}

/** That box with its sheet. */
/** The marked part of the text that has the cursor; `undefined` where no text has it. */
export function cursorIn(): Span | undefined {
  const box = document.activeElement;
  return box instanceof HTMLTextAreaElement ? { start: box.selectionStart, end: box.selectionEnd } : undefined;
}

export function focusedField(): FieldRef | undefined {
  const path = focusedPath();
  const item = activeItem();
  return path === undefined || item === undefined ? undefined : { ...item, path };
}
