import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { addSection, chooseLead, placedSections, renameSection } from '../../../src-shared/domain/sections.ts';
import { isComposing } from '../../editing/composing.ts';
import { editField } from '../../editing/edit.ts';
import { createTypingSession } from '../../editing/typing-session.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { boxId } from '../../state/go-to.ts';
import { openDialog, type FieldRef, type ItemRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { useFieldState, useLock, useSheetField, useText } from './use-field.ts';

interface NameProps {
  readonly field: FieldRef;
  readonly index: number;
  readonly name: string;
  readonly readOnly: boolean;
  /** The row that a person adds and that the workbook has not got yet. */
  readonly fresh?: boolean;
  readonly onDone?: (() => void) | undefined;
}

/** One section's name: a real input with the same typing rules as the boxes. */
function NameInput({ field, index, name, readOnly, fresh = false, onDone }: NameProps): ReactNode {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const { document, item, path } = field;
  const typing = useMemo(() => {
    const own: FieldRef = { document, item, path };
    return createTypingSession<HTMLInputElement>((typed, source, element) => {
      const now = textOf(own);
      if (fresh) {
        if (typed.trim() !== '') editField(own, addSection(now, typed.trim()), source);
        return;
      }
      // A name cleared to be typed anew is not removed yet; leaving it empty removes it.
      if (typed.trim() === '' && element === globalThis.document.activeElement) return;
      editField(own, renameSection(now, index, typed), source);
    });
  }, [document, item, path, index, fresh]);
  useLayoutEffect(() => () => typing.finish(), [typing]);
  useLayoutEffect(() => {
    if (fresh && name === '' && onDone !== undefined) input.current?.focus();
    // Only when the row appears.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useLayoutEffect(() => {
    const box = input.current;
    if (box !== null && !typing.busy() && box.value.trim() !== name) box.value = name;
  }, [name, typing]);
  return (
    <input
      ref={input}
      id={index === 0 ? boxId(path) : undefined}
      data-path={path}
      type="text"
      className="section-name"
      defaultValue={name}
      readOnly={readOnly}
      spellCheck={false}
      autoComplete="off"
      aria-label={t('sections.nameOf', { row: index + 1 })}
      onInput={(event) => {
        // A new row becomes a section when it is left: half a name is no section.
        if (!fresh) typing.typed(event.currentTarget);
      }}
      onCompositionStart={() => typing.compositionStarted()}
      onCompositionEnd={() => typing.compositionEnded()}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={(event) => {
        if (fresh) typing.typed(event.currentTarget);
        typing.flush();
        onDone?.();
      }}
    />
  );
}

/** 担当課: the sections as a list, one a row, with the lead one (●) chosen among them. */
export const SectionsBox = memo(function SectionsBox({
  item,
  due = false,
}: {
  item: ItemRef;
  due?: boolean;
}): ReactNode {
  const t = useTranslate();
  const { document, item: key } = item;
  const field = useMemo<FieldRef>(() => ({ document, item: key, path: 'sections' }), [document, key]);
  const text = useText(field);
  const state = useFieldState(field);
  const lock = useLock(field);
  const sheetField = useSheetField(field);
  const [adding, setAdding] = useState(false);
  const sections = placedSections(text);
  const readOnly = lock !== undefined;
  if (sheetField === undefined) return <div className="box absent">{t('box.notAvailable')}</div>;
  return (
    <fieldset className="box sections" data-due={due || undefined} data-state={state} aria-label={t('sections.list')}>
      <ul>
        {sections.map(({ name, lead }, index) => (
          <li key={`${document}-${key}-${index}`}>
            <NameInput field={field} index={index} name={name} readOnly={readOnly} />
            <input
              type="radio"
              name={`lead-${key}`}
              className="lead"
              checked={lead}
              disabled={readOnly}
              aria-label={t('sections.leadOf', { name })}
              onChange={() => editField(field, chooseLead(textOf(field), index), 'choice')}
            />
            {!readOnly && (
              <button
                type="button"
                className="remove"
                tabIndex={-1}
                aria-label={t('sections.remove', { name })}
                onClick={() => editField(field, renameSection(textOf(field), index, ''), 'rows')}
              >
                <span aria-hidden="true">×</span>
              </button>
            )}
          </li>
        ))}
        {(adding || (sections.length === 0 && !readOnly)) && (
          <li>
            <NameInput
              key={`new-${document}-${key}`}
              field={field}
              index={sections.length}
              name=""
              readOnly={readOnly}
              fresh={true}
              onDone={adding ? () => setAdding(false) : undefined}
            />
          </li>
        )}
      </ul>
      {readOnly ? (
        <Button className="quiet" onPress={() => openDialog({ kind: 'unlock', field })}>
          {t('box.unlock')}
        </Button>
      ) : (
        <Button className="quiet" onPress={() => setAdding(true)}>
          ＋ {t('sections.add')}
        </Button>
      )}
    </fieldset>
  );
});
