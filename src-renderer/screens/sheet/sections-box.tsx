import { memo, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { addSection, chooseLead, placedSections, renameSection } from '../../../src-shared/domain/sections.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Section } from '../../../src-shared/domain/item.ts';
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
  /** It has become a section of the workbook. */
  readonly onAdded?: (() => void) | undefined;
  /** It was left. */
  readonly onDone?: (() => void) | undefined;
}

/** One section's name: a real input with the same typing rules as the boxes. */
function NameInput({ field, index, name, readOnly, fresh = false, onAdded, onDone }: NameProps): ReactNode {
  const t = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const { document, item, path } = field;
  const added = useRef(onAdded);
  useLayoutEffect(() => {
    added.current = onAdded;
  });
  const typing = useMemo(() => {
    const own: FieldRef = { document, item, path };
    return createTypingSession<HTMLInputElement>((typed, source, element) => {
      const now = textOf(own);
      if (fresh) {
        if (typed.trim() === '') return;
        // From now on it is a section as the others are: the same input shows it, with the cursor where it was.
        editField(own, addSection(now, typed.trim()), source);
        added.current?.();
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
      onInput={(event) => typing.typed(event.currentTarget)}
      onCompositionStart={() => typing.compositionStarted()}
      onCompositionEnd={() => typing.compositionEnded()}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return;
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      onBlur={(event) => {
        // A name that was cleared and left is removed; one that nobody touched stays as the file writes it.
        if (event.currentTarget.value.trim() !== name) typing.typed(event.currentTarget);
        typing.flush();
        onDone?.();
      }}
    />
  );
}

/** The mark of the lead section and the way out of the list, behind a name. */
function SectionTools({
  field,
  index,
  section: { name, lead },
  readOnly,
  group,
}: {
  field: FieldRef;
  index: number;
  section: Section;
  readOnly: boolean;
  group: string;
}): ReactNode {
  const t = useTranslate();
  return (
    <>
      <input
        type="radio"
        name={`lead-${group}`}
        className="lead"
        checked={lead}
        disabled={readOnly}
        title={readOnly ? t('fix.locked') : undefined}
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
    </>
  );
}

/** 担当課: the sections as a list, one a row, with the lead one (●) chosen among them. */
export const SectionsBox = memo(function SectionsBox({
  item,
  path,
  due = false,
}: {
  item: ItemRef;
  path: FieldPath;
  due?: boolean;
}): ReactNode {
  const t = useTranslate();
  const { document, item: key } = item;
  const field = useMemo<FieldRef>(() => ({ document, item: key, path }), [document, key, path]);
  const text = useText(field);
  const state = useFieldState(field);
  const lock = useLock(field);
  const sheetField = useSheetField(field);
  const [adding, setAdding] = useState(false);
  const sections = placedSections(text);
  const readOnly = lock !== undefined;
  const isAdding = (adding || sections.length === 0) && !readOnly;
  // One list with one key a place: a new row that becomes a section keeps its input, and with it the cursor.
  const rows = [...sections, ...(isAdding ? [undefined] : [])];
  if (sheetField === undefined) return <div className="box absent">{t('box.notAvailable')}</div>;
  return (
    <fieldset
      className="box sections"
      data-due={(due && lock === undefined) || undefined}
      data-lock={lock}
      data-state={state}
      aria-label={t('sections.list')}
    >
      <ul>
        {rows.map((section, index) => (
          <li key={`${document}-${key}-${index}`}>
            <NameInput
              field={field}
              index={index}
              name={section?.name ?? ''}
              readOnly={readOnly}
              fresh={section === undefined}
              onAdded={() => setAdding(false)}
              onDone={section === undefined && adding ? () => setAdding(false) : undefined}
            />
            {section !== undefined && (
              <SectionTools field={field} index={index} section={section} readOnly={readOnly} group={key} />
            )}
          </li>
        ))}
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
