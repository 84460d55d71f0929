import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { cellsHtml, cellsOf, type Cells } from '../../../src-shared/domain/clipboard-cells.ts';
import { bulletOnEnter } from '../../editing/bullets.ts';
import { isComposing } from '../../editing/composing.ts';
import { editField } from '../../editing/edit.ts';
import { createTypingSession } from '../../editing/typing-session.ts';
import { boxId } from '../../state/go-to.ts';
import { openDialog, type FieldRef } from '../../state/session.ts';
import { subscribeField, textOf } from '../../state/texts.ts';
import { isNumbered, nextByKey } from './table-keys.ts';

export interface TextAreaProps {
  readonly field: FieldRef;
  readonly label: string;
  readonly readOnly?: boolean | undefined;
  /** One line high at least; more for boxes of long text. */
  readonly rows?: number;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
  readonly className?: string;
  /** Told the text as it stands in the box, after every input. */
  readonly onLive?: ((text: string) => void) | undefined;
  readonly onOpenChoices?: ((anchor: HTMLElement) => void) | undefined;
  /** The box's DOM id, where it is not the field's own. */
  readonly id?: string;
  /** The piece of the field's text that is typed here. */
  readonly part?: TextPart | undefined;
}

/** A piece of a text: how it is found in the whole, and the whole with it changed. */
export interface TextPart {
  readonly get: (whole: string) => string;
  readonly put: (whole: string, typed: string) => string;
}

/** Puts text at the caret as if it had been typed. */
function replaceRange(area: HTMLTextAreaElement, start: number, end: number, insert: string): void {
  area.setRangeText(insert, start, end, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: insert }));
}

/** One copied cell goes in where the cursor is; several are spread over boxes once a person has seen how. */
function pasteCopied(field: FieldRef, area: HTMLTextAreaElement, cells: Cells): void {
  const [only] = cells.length === 1 && cells[0]?.length === 1 ? cells[0] : [];
  if (only === undefined) openDialog({ kind: 'paste', field, cells });
  else replaceRange(area, area.selectionStart, area.selectionEnd, only);
}

/** Takes what was copied as cells; any other text is the browser's to put in. */
function pasteCells({ clipboardData, currentTarget }: ClipboardEvent<HTMLTextAreaElement>, field: FieldRef): boolean {
  const cells = cellsOf(clipboardData.getData('text/plain'), clipboardData.getData('text/html'));
  if (cells !== undefined) pasteCopied(field, currentTarget, cells);
  return cells !== undefined;
}

/** As with a cell of Excel: nothing marked means the whole box. */
function copyWhole(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  if (selectionStart !== selectionEnd || value === '') return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', value);
  event.clipboardData.setData('text/html', cellsHtml([[value]]));
}

/** Keys of a box, as in a cell of Excel. `finish` hands over what was typed before the cursor leaves. */
function onKey(
  event: KeyboardEvent<HTMLTextAreaElement>,
  field: FieldRef,
  { readOnly, onOpenChoices, finish }: Pick<TextAreaProps, 'readOnly' | 'onOpenChoices'> & { finish: () => void },
): void {
  if (isComposing(event.nativeEvent)) return;
  if (isNumbered(field) && nextByKey(event)) {
    event.preventDefault();
    finish();
    return;
  }
  if (event.key === 'F2') {
    // As in Excel: on in the text, at its end.
    event.currentTarget.setSelectionRange(event.currentTarget.value.length, event.currentTarget.value.length);
    return;
  }
  if (readOnly) return;
  if (event.altKey && event.key === 'ArrowDown' && onOpenChoices !== undefined) {
    event.preventDefault();
    onOpenChoices(event.currentTarget);
    return;
  }
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const box = event.currentTarget;
  // In Excel Alt+Enter is the line end within a cell; fingers know it.
  if (event.altKey) {
    event.preventDefault();
    replaceRange(box, box.selectionStart, box.selectionEnd, '\n');
    return;
  }
  if (box.selectionStart !== box.selectionEnd) return;
  const bullet = bulletOnEnter(box.value, box.selectionStart);
  if (bullet === undefined) return;
  event.preventDefault();
  replaceRange(box, bullet.start, bullet.end, bullet.insert);
}

/** The browser's own undo knows nothing of the history; only ours may answer. */
function useOwnUndoOnly(area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const box = area.current;
    const listen = (event: InputEvent): void => {
      if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') event.preventDefault();
    };
    box?.addEventListener('beforeinput', listen);
    return () => box?.removeEventListener('beforeinput', listen);
  }, [area]);
}

/**
 * A box's real textarea. It is uncontrolled: React never touches its value while a person types, so an input method
 * is never disturbed; a text that comes from elsewhere (undo, replacement, another sheet) is put in by an effect.
 */
export const TextArea = memo(function TextArea(props: TextAreaProps): ReactNode {
  const {
    field,
    label,
    readOnly = false,
    rows = 1,
    describedBy,
    invalid = false,
    className,
    onLive,
    onOpenChoices,
    id = boxId(field.path),
    part,
  } = props;
  const { document, item, path } = field;
  const area = useRef<HTMLTextAreaElement>(null);
  const [initial] = useState(() => part?.get(textOf(field)) ?? textOf(field));
  const live = useRef(onLive);
  useLayoutEffect(() => {
    live.current = onLive;
  });

  const typing = useMemo(() => {
    const own: FieldRef = { document, item, path };
    return createTypingSession<HTMLTextAreaElement>((typed, source) =>
      editField(own, part?.put(textOf(own), typed) ?? typed, source),
    );
  }, [document, item, path, part]);

  // What was typed belongs to the sheet that was open: hand it over before the box shows another.
  useLayoutEffect(() => () => typing.finish(), [typing]);

  // Straight from the store to the element: undoing what is still being typed gives the text of the last render again,
  // which React would take for no change.
  useLayoutEffect(() => {
    const own: FieldRef = { document, item, path };
    const show = (): void => {
      const box = area.current;
      const text = part?.get(textOf(own)) ?? textOf(own);
      if (box === null || box.value === text || typing.busy()) return;
      const caret = box.selectionStart;
      const focused = box === box.ownerDocument.activeElement;
      box.value = text;
      if (focused) box.setSelectionRange(Math.min(caret, text.length), Math.min(caret, text.length));
      live.current?.(text);
    };
    show();
    return subscribeField(own, show);
  }, [document, item, path, typing, part]);

  useOwnUndoOnly(area);

  return (
    <textarea
      ref={area}
      id={id}
      data-path={path}
      className={className}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      aria-readonly={readOnly || undefined}
      readOnly={readOnly}
      rows={rows}
      style={{ '--rows': rows } as CSSProperties}
      spellCheck={false}
      autoComplete="off"
      defaultValue={initial}
      onInput={(event) => {
        typing.typed(event.currentTarget);
        live.current?.(event.currentTarget.value);
      }}
      onCompositionStart={() => typing.compositionStarted()}
      onCompositionEnd={() => typing.compositionEnded()}
      onBlur={() => typing.flush()}
      onPaste={(event) => {
        typing.flush();
        if (!readOnly && pasteCells(event, field)) event.preventDefault();
        queueMicrotask(() => requestAnimationFrame(() => typing.flush('paste')));
      }}
      onCopy={copyWhole}
      onCut={() => typing.flush()}
      onKeyDown={(event) => onKey(event, field, { readOnly, onOpenChoices, finish: () => typing.flush() })}
    />
  );
});
