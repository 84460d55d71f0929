import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { boxUse, countCharacters, type BoxUse, type Overflow } from '../../../src-shared/checks/capacity.ts';
import { fixTyping, typingNotes, type TypingKind, type TypingNote } from '../../../src-shared/checks/typing.ts';
import type { Capacity } from '../../../src-shared/domain/item.ts';
import { editField } from '../../editing/edit.ts';
import { flushTyping } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { Store } from '../../state/store.ts';
import type { FieldRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';

/** After this many milliseconds without a key the meter counts again: measuring never stands in a key's way. */
const settleMilliseconds = 120;

/** The longest text that a cell of Excel can hold. */
const cellLimit = 32_767;

/** A live text that follows some milliseconds after the last key. */
function settledText(live: Store<string>): Pick<Store<string>, 'get' | 'subscribe'> {
  let settled = live.get();
  return {
    get: () => settled,
    subscribe: (listener) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = live.subscribe(() => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          settled = live.get();
          listener();
        }, settleMilliseconds);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}

/** The text in a box after its last key, for what need not follow every key. */
export function useSettled(live: Store<string>): string {
  const { subscribe, get } = useMemo(() => settledText(live), [live]);
  return useSyncExternalStore(subscribe, get);
}

export interface BoxFootProps {
  readonly id: string;
  readonly field: FieldRef;
  readonly text: string;
  readonly capacity: Capacity | undefined;
  readonly use: BoxUse | undefined;
  readonly overflow: Overflow | undefined;
  readonly readOnly: boolean;
  readonly children?: ReactNode;
}

/** How a text uses its box; `undefined` without the box's measures. */
export const useBoxUse = (text: string, capacity: Capacity | undefined): BoxUse | undefined =>
  useMemo(() => (capacity === undefined ? undefined : boxUse(text, capacity)), [text, capacity]);

function Meter({
  text,
  use,
  overflow,
  capacity,
}: Pick<BoxFootProps, 'text' | 'use' | 'overflow' | 'capacity'>): ReactNode {
  const t = useTranslate();
  if (text.length > cellLimit) return <span className="meter over">{t('meter.cell')}</span>;
  if (use === undefined || capacity === undefined) {
    return text === '' ? null : (
      <span className="meter">{t('meter.count', { characters: countCharacters(text) })}</span>
    );
  }
  const over = use.lines - Math.max(1, capacity.lines);
  return (
    <>
      {overflow !== undefined && (
        <span className={overflow === 'grows' ? 'meter grows' : 'meter over'}>
          {t(overflow === 'grows' ? 'meter.grow' : 'meter.over', { over: Math.max(1, over) })}
        </span>
      )}
      {text !== '' && (
        <span className="meter">
          {t('meter.use', { characters: use.characters, lines: use.lines, room: Math.max(1, capacity.lines) })}
        </span>
      )}
    </>
  );
}

function Notes({
  field,
  notes,
  readOnly,
}: {
  field: FieldRef;
  notes: readonly TypingNote[];
  readOnly: boolean;
}): ReactNode {
  const t = useTranslate();
  const byKind = new Map<TypingKind, TypingNote>();
  for (const note of notes) if (!byKind.has(note.kind)) byKind.set(note.kind, note);
  return [...byKind.values()].map((note) => {
    const sentence = t(`typing.${note.kind}`, { sample: note.sample });
    return (
      <span key={note.kind} className="note">
        {sentence}
        {note.fixable && !readOnly && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('typing.fixOf', { note: sentence })}
            onClick={() => {
              flushTyping();
              editField(field, fixTyping(textOf(field), note.kind), 'fix');
            }}
          >
            {t('typing.fix')}
          </button>
        )}
      </span>
    );
  });
}

/** The line under a box: typing helps at the left, the meter at the right. Its height never changes. */
export function BoxFoot({ id, field, text, capacity, use, overflow, readOnly, children }: BoxFootProps): ReactNode {
  const notes = useMemo(() => typingNotes(text), [text]);
  return (
    <div className="box-foot" id={id}>
      <span className="notes">
        <Notes field={field} notes={notes} readOnly={readOnly} />
        {children}
      </span>
      <span className="meters">
        <Meter text={text} use={use} overflow={overflow} capacity={capacity} />
      </span>
    </div>
  );
}
