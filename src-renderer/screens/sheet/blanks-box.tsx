import { useMemo, type ReactNode } from 'react';
import { withBlank } from '../../../src-shared/form/edit-value.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { blanksInText } from '../../../src-shared/form/values.ts';
import { boxId } from '../../state/go-to.ts';
import { ConflictNote, dueNoteId, LockNote, type InnerProps } from './box-notes.tsx';
import { TextArea, type TextPart } from './text-area.tsx';
import { useFieldState, useLock, useText } from './use-field.ts';

/** A sentence of the form with blanks to be filled: the words between them stay. A text without them is one to be typed freely. */
export function BlanksBox({ field, sheetField, due, rows = 1, foot, label }: InnerProps): ReactNode {
  const lock = useLock(field);
  const state = useFieldState(field);
  const text = useText(field);
  const traits = factsOf(sheetField)?.traits;
  const names = useMemo(() => traits?.blanks ?? [], [traits]);
  const parts = useMemo(
    () =>
      new Map(
        names.map(({ name }): [string, TextPart] => [
          name,
          {
            get: (whole) => blanksInText(whole, names).find((blank) => blank.name === name)?.text ?? '',
            put: (whole, typed) => withBlank(whole, { blanks: names }, name, typed) ?? whole,
          },
        ]),
      ),
    [names],
  );
  const found = blanksInText(text, names);
  const pieces = found.map((blank, i) => ({
    blank,
    before: text.slice(found[i - 1]?.end ?? 0, blank.start),
    part: parts.get(blank.name),
  }));
  const describedBy = due ? dueNoteId : undefined;
  const readOnly = lock !== undefined;
  return (
    <>
      {pieces.length === 0 ? (
        <div className="stack">
          <TextArea field={field} label={label} rows={rows} readOnly={readOnly} describedBy={describedBy} />
        </div>
      ) : (
        <div className="blanks">
          {pieces.map(({ blank, before, part }, i) => (
            <span key={blank.name}>
              {before}
              <span className="blank">
                <TextArea
                  field={field}
                  id={i === 0 ? boxId(field.path) : `${boxId(field.path)}-${i}`}
                  label={`${label} ${blank.name}`}
                  readOnly={readOnly}
                  describedBy={describedBy}
                  part={part}
                />
              </span>
            </span>
          ))}
          {text.slice(found.at(-1)?.end ?? 0)}
        </div>
      )}
      {(readOnly || state === 'conflict' || foot !== undefined) && (
        <div className="box-foot">
          {lock !== undefined && <LockNote field={field} sheetField={sheetField} lock={lock} />}
          {state === 'conflict' && <ConflictNote field={field} />}
          {foot}
        </div>
      )}
    </>
  );
}
