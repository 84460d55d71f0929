import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { isOneOfMany, markStates, withMark } from '../../../src-shared/form/edit-value.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { editField } from '../../editing/edit.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { boxId } from '../../state/go-to.ts';
import { ConflictNote, dueNoteId, LockNote, type InnerProps } from './box-notes.tsx';
import { TextArea } from './text-area.tsx';
import { useFieldState, useLock, useText } from './use-field.ts';

const onward: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Arrow keys go from mark to mark, Tab past all of them. */
function move(event: KeyboardEvent<HTMLInputElement>): void {
  const by = onward[event.key];
  if (by === undefined || event.altKey || event.ctrlKey) return;
  const marks = [...(event.currentTarget.closest('fieldset')?.querySelectorAll('input') ?? [])];
  const at = marks.indexOf(event.currentTarget);
  event.preventDefault();
  marks[(at + by + marks.length) % marks.length]?.focus();
}

/** Marks before words in one text, or one in a cell of its own: each is set by itself, and every other character stays. */
export function MarksBox({ field, sheetField, due, rows = 1, foot, label }: InnerProps): ReactNode {
  const t = useTranslate();
  const lock = useLock(field);
  const state = useFieldState(field);
  const text = useText(field);
  const [asText, setAsText] = useState(false);
  const facts = factsOf(sheetField);
  const traits = facts?.traits ?? {};
  const words = facts?.label ?? label;
  const states = markStates(text, traits, words);
  const set = (name: string, on: boolean): void => {
    let next = text;
    const change = (mark: { name: string; on: boolean }): void => {
      const made = withMark(next, traits, words, mark);
      if ('text' in made) next = made.text;
    };
    if (on && isOneOfMany(states, traits))
      for (const other of states) if (other.on && other.name !== name) change({ name: other.name, on: false });
    change({ name, on });
    // What stands there is none of the form's choices: it is for a person to put right.
    if (next === text) setAsText(true);
    else editField(field, next, 'choice');
  };
  const notes = (lock !== undefined || state === 'conflict' || foot !== undefined) && (
    <div className="box-foot">
      {lock !== undefined && <LockNote field={field} sheetField={sheetField} lock={lock} />}
      {state === 'conflict' && <ConflictNote field={field} />}
      {foot}
    </div>
  );
  if (asText)
    return (
      <>
        <div className="stack">
          <TextArea field={field} label={label} rows={rows} readOnly={lock !== undefined} />
        </div>
        {notes}
      </>
    );
  return (
    <>
      <fieldset className="marks" aria-label={label}>
        {states.map(({ name, on }, i) => (
          <label key={name}>
            <input
              type="checkbox"
              {...(i === 0 ? { id: boxId(field.path) } : {})}
              data-path={field.path}
              tabIndex={i === 0 ? 0 : -1}
              checked={on}
              aria-disabled={lock !== undefined || undefined}
              aria-describedby={due ? dueNoteId : undefined}
              onKeyDown={move}
              onChange={() => {
                if (lock === undefined) set(name, !on);
              }}
            />
            {/* Where the sheet has the word beside its mark, it is not said twice. */}
            <span className={states.length === 1 && name === words ? 'unsaid' : undefined}>{name}</span>
          </label>
        ))}
        {lock === undefined && (
          <button
            type="button"
            className="quiet as-text"
            tabIndex={-1}
            aria-label={t('box.asText', { field: label })}
            title={t('box.asText', { field: label })}
            onClick={() => setAsText(true)}
          >
            <span aria-hidden="true">✎</span>
          </button>
        )}
      </fieldset>
      {notes}
    </>
  );
}
