import { memo, useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { overflowOf } from '../../../src-shared/checks/capacity.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { FieldKind } from '../../../src-shared/form/description.ts';
import { factsOf } from '../../../src-shared/form/facts.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { editField } from '../../editing/edit.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { createStore } from '../../state/store.ts';
import { useStore } from '../../state/use-store.ts';
import { boxId } from '../../state/go-to.ts';
import { openDialog, session, type FieldRef, type ItemRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { listFilter } from '../../workspace/list.ts';
import { Marked } from '../list/marked.tsx';
import { BlanksBox } from './blanks-box.tsx';
import { BoxFoot, useBoxUse, useSettled } from './box-foot.tsx';
import { ConflictNote, dueNoteId, LockMark, LockNote, useLockWords, type InnerProps } from './box-notes.tsx';
import { choiceByKey, copyChoice, pasteChoice } from './choice-keys.ts';
import { choiceName, showChoices } from './choice-popover.tsx';
import { ExchangeNotes } from './exchange-notes.tsx';
import { MarksBox } from './marks-box.tsx';
import { TextArea } from './text-area.tsx';
import { useFieldState, useIdle, useLock, useSheetField, useText } from './use-field.ts';

export interface BoxProps {
  readonly item: ItemRef;
  readonly path: FieldPath;
  /** To be filled in this step. */
  readonly due?: boolean;
  /** Lines that the box is high at least. */
  readonly rows?: number;
  readonly className?: string;
  /** Shown in the foot, after the typing helps. */
  readonly foot?: ReactNode;
}

/** What is on paper from `cutAt` on, marked in place behind the text. */
function CutMark({ text, cutAt }: { text: string; cutAt: number }): ReactNode {
  return (
    <div className="cut-layer" aria-hidden="true">
      {text.slice(0, cutAt)}
      <mark>{text.slice(cutAt)}</mark>
    </div>
  );
}

/** A box of free text. */
function TextBox({ field, sheetField, due, rows = 1, foot, label }: InnerProps): ReactNode {
  const t = useTranslate();
  const lock = useLock(field);
  const state = useFieldState(field);
  const accepted = useText(field);
  const { document, item, path } = field;
  const live = useMemo(() => createStore(textOf({ document, item, path })), [document, item, path]);
  useEffect(() => live.set(accepted), [live, accepted]);
  // What is only counted and marked follows the text after the next paint: opening a sheet measures dozens of boxes.
  const settled = useDeferredValue(useSettled(live), '');
  const use = useBoxUse(settled, sheetField.capacity);
  const growRows = useStore(session, ({ settings }) => settings.growRows);
  // What the list was searched for is marked where it stands.
  const query = useStore(listFilter, (filter) => filter.query);
  const overflow = use === undefined ? undefined : overflowOf(settled, use, sheetField, growRows);
  const footId = `${boxId(path)}-foot`;
  const { choices } = sheetField;
  const unit = factsOf(sheetField)?.traits.unit;
  const open =
    choices === undefined ? undefined : (anchor: HTMLElement) => showChoices({ field, label, choices, anchor });
  return (
    <>
      <div className="stack">
        {query !== '' && settled !== '' && (
          <div className="cut-layer hits" aria-hidden="true">
            <Marked text={settled} query={query} />
          </div>
        )}
        {overflow === 'cut' && use !== undefined && <CutMark text={settled} cutAt={use.cutAt} />}
        <TextArea
          field={field}
          label={label}
          rows={rows}
          readOnly={lock !== undefined}
          describedBy={due ? `${dueNoteId} ${footId}` : footId}
          onLive={live.set}
          onOpenChoices={open}
        />
        {open !== undefined && lock === undefined && (
          <button
            type="button"
            className="open-choices"
            tabIndex={-1}
            aria-label={t('box.choices', { field: label })}
            onClick={(event) =>
              open(event.currentTarget.parentElement?.querySelector('textarea') ?? event.currentTarget)
            }
          >
            <span aria-hidden="true">▾</span>
          </button>
        )}
      </div>
      <BoxFoot
        id={footId}
        field={field}
        text={settled}
        capacity={sheetField.capacity}
        use={use}
        overflow={overflow}
        readOnly={lock !== undefined}
      >
        {lock !== undefined && <LockNote field={field} sheetField={sheetField} lock={lock} />}
        {state === 'conflict' && <ConflictNote field={field} />}
        {unit !== undefined && !settled.endsWith(unit) && <span className="meter">{unit}</span>}
        {foot}
      </BoxFoot>
    </>
  );
}

/** A box that takes only what is in the workbook's list. */
function ChoiceBox({ field, sheetField, due, label }: InnerProps): ReactNode {
  const t = useTranslate();
  const lock = useLock(field);
  const why = useLockWords(field, sheetField.cell, lock);
  const state = useFieldState(field);
  const text = useText(field);
  const button = useRef<HTMLButtonElement>(null);
  const open = (): void => {
    if (button.current !== null && lock === undefined) {
      showChoices({ field, label, choices: sheetField.choices ?? [], anchor: button.current });
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        id={boxId(field.path)}
        data-path={field.path}
        className="choice"
        aria-label={`${label}: ${text === '' ? t('box.blank') : choiceName(text)}`}
        aria-haspopup="listbox"
        aria-disabled={lock !== undefined || undefined}
        title={why}
        aria-describedby={due ? dueNoteId : undefined}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            open();
            return;
          }
          const chosen = lock === undefined ? choiceByKey(event, sheetField.choices ?? [], text) : undefined;
          if (chosen === undefined) return;
          event.preventDefault();
          editField(field, chosen, 'choice');
        }}
        onCopy={(event) => copyChoice(event, text)}
        onCut={(event) => {
          copyChoice(event, text);
          if (lock === undefined) editField(field, '', 'choice');
        }}
        onPaste={(event) => {
          event.preventDefault();
          if (lock === undefined) pasteChoice(event, field);
        }}
      >
        <span className="choice-text">{text === '' ? ' ' : text}</span>
        <span className="choice-mark" aria-hidden="true">
          ▾
        </span>
      </button>
      {(lock !== undefined || state === 'conflict') && (
        <div className="box-foot">
          {lock !== undefined && <LockNote field={field} sheetField={sheetField} lock={lock} />}
          {state === 'conflict' && <ConflictNote field={field} />}
        </div>
      )}
    </>
  );
}

const PictureBox = (): ReactNode => <div className="picture-box">{useTranslate()('box.picture')}</div>;

/** Boxes that are not typed in as a text. */
const special: Partial<Record<FieldKind, (props: InnerProps) => ReactNode>> = {
  marks: MarksBox,
  blanks: BlanksBox,
  picture: PictureBox,
};

/** One box of the form: free text or a choice, as the workbook has it. */
export const Box = memo(function Box({ item, path, due = false, rows, className = '', foot }: BoxProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { document, item: key } = item;
  const field = useMemo<FieldRef>(() => ({ document, item: key, path }), [document, key, path]);
  const sheetField = useSheetField(field);
  const state = useFieldState(field);
  const lock = useLock(field);
  const label = fieldLabel(path, settings);
  const isIdle = useIdle(field);
  if (sheetField === undefined) return <div className={`box absent ${className}`}>{t('box.notAvailable')}</div>;
  const isDue = due && lock === undefined && !isIdle;
  const strict = sheetField.strict === true && (sheetField.choices?.length ?? 0) > 0;
  const kind = factsOf(sheetField)?.traits.kind;
  const Inner = (kind && special[kind]) ?? (strict ? ChoiceBox : TextBox);
  const isNumber = kind === 'number' || kind === 'percent' || kind === 'computed';
  return (
    <div
      className={`box ${rows === undefined || rows <= 1 ? 'compact ' : ''}${isNumber ? 'number ' : ''}${isIdle ? 'idle ' : ''}${className}`}
      data-name={label}
      data-lock={lock}
      data-due={isDue || undefined}
      data-state={state}
    >
      {lock === 'locked' && <LockMark />}
      <Inner
        field={field}
        sheetField={sheetField}
        due={isDue}
        rows={rows}
        foot={isIdle ? <span className="note idle-note">{t('box.idle')}</span> : foot}
        label={label}
      />
      <ExchangeNotes field={field} />
      <button
        type="button"
        className="history-button"
        tabIndex={-1}
        aria-label={t('box.historyOf', { field: label })}
        onClick={() => openDialog({ kind: 'history', field })}
      >
        {t('box.history')}
      </button>
    </div>
  );
});
