import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { SheetField } from '../../../src-shared/domain/item.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import type { Lock } from '../../editing/editable.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { documentOf, openDialog, session, type FieldRef } from '../../state/session.ts';

/** The id of the sentence that marks boxes as due, for screen readers. */
export const dueNoteId = 'note-due';

/** What the inside of every kind of box is given. */
export interface InnerProps {
  readonly field: FieldRef;
  readonly sheetField: SheetField;
  readonly due: boolean;
  readonly rows?: number | undefined;
  readonly foot?: ReactNode;
  readonly label: string;
}

/** A small lock in the corner: the words for it are in the box's foot. */
export const LockMark = (): ReactNode => (
  <svg className="lock-mark" viewBox="0 0 8 9" aria-hidden="true">
    <path d="M2 4V2.8a2 2 0 0 1 4 0V4" fill="none" stroke="currentColor" />
    <rect x="1" y="4" width="6" height="4.5" fill="currentColor" />
  </svg>
);

/** Why the box is read-only, and the way to write in it all the same. */
/** Why a box cannot be written in, in words. */
export function useLockWords(field: FieldRef, cell: string, lock: Lock | undefined): string | undefined {
  const t = useTranslate();
  const sent = useStore(session, () => documentOf(field.document)?.sentStep !== undefined);
  return lock === undefined ? undefined : t(lock === 'locked' && sent ? 'box.locked.sent' : `box.${lock}`, { cell });
}

export function LockNote({
  field,
  sheetField,
  lock,
}: {
  field: FieldRef;
  sheetField: SheetField;
  lock: Lock;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const words = useLockWords(field, sheetField.cell, lock);
  return (
    <span className="note lock">
      {words}
      {lock !== 'computed' && (
        <Button
          aria-label={t('box.unlockOf', { field: fieldLabel(field.path, settings) })}
          onPress={() => openDialog({ kind: 'unlock', field })}
        >
          {t('box.unlock')}
        </Button>
      )}
    </span>
  );
}

export function ConflictNote({ field }: { field: FieldRef }): ReactNode {
  const t = useTranslate();
  return (
    <span className="note conflict">
      <Button onPress={() => openDialog({ kind: 'conflicts', document: field.document })}>{t('box.conflict')}</Button>
    </span>
  );
}
