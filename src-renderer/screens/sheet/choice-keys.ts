import type { ClipboardEvent, KeyboardEvent } from 'react';
import { searchKey } from '../../../src-shared/domain/normal.ts';
import { cellsHtml, cellsOf } from '../../../src-shared/domain/clipboard-cells.ts';
import { editField } from '../../editing/edit.ts';
import { asChoice } from '../../editing/paste.ts';
import { notify, openDialog, type FieldRef } from '../../state/session.ts';

/**
 * What a key chooses in a closed list, as in a cell of Excel with one: Delete empties it, a letter goes to the next choice
 * that begins with it.
 */
export function choiceByKey(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  choices: readonly string[],
  current: string,
): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Delete' || key === 'Backspace') return '';
  const letter = key.length === 1 ? searchKey(key) : '';
  if (letter === '') return undefined;
  const begins = choices.filter((choice) => searchKey(choice).startsWith(letter));
  const at = begins.findIndex((choice) => searchKey(choice) === searchKey(current));
  return begins[(at + 1) % begins.length];
}

export function copyChoice(event: ClipboardEvent, text: string): void {
  event.preventDefault();
  event.clipboardData.setData('text/plain', text);
  event.clipboardData.setData('text/html', cellsHtml([[text]]));
}

/** A pasted text that is one of the choices, whatever its width and blanks; another one is refused and said. */
export function pasteChoice({ clipboardData }: ClipboardEvent, field: FieldRef): void {
  const text = clipboardData.getData('text/plain');
  const cells = cellsOf(text, clipboardData.getData('text/html')) ?? [[text]];
  if (cells.length > 1 || (cells[0]?.length ?? 0) > 1) {
    openDialog({ kind: 'paste', field, cells });
    return;
  }
  const pasted = cells[0]?.[0] ?? '';
  const choice = asChoice(field, pasted);
  if (choice === undefined)
    notify({ id: 'not-a-choice', tone: 'warning', content: { kind: 'not-a-choice', text: pasted.slice(0, 40) } });
  else editField(field, choice, 'paste');
}
