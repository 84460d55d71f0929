import { useEffect, useEffectEvent, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { isComposing } from '../../editing/composing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useDialogDraft } from '../../state/dialog-drafts.ts';
import { closeDialog } from '../../state/session.ts';

export interface DialogFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons at the bottom; without them a close button stands there. */
  readonly answers?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large' | 'full';
  /** The body is text to read: the keyboard can scroll it. */
  readonly text?: boolean;
  /** What leaving it by Escape or × does; by default it just closes. */
  readonly onClose?: () => void;
  /** Something was written in it that closing would lose: closing asks first, and so does the window. */
  readonly hasDraft?: boolean;
  /** What Enter in one of its lines does, as its first answer. */
  readonly onSubmit?: () => void;
}

/** Enter in a line of text answers the dialog, as people are used to; never while an input method composes. */
function submitOnEnter(event: KeyboardEvent, submit: () => void): void {
  if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
  if (event.target instanceof HTMLInputElement && !['checkbox', 'radio'].includes(event.target.type)) {
    event.preventDefault();
    submit();
  }
}

/** A dialog over the window: focus stays inside, Escape closes, the box that had the cursor gets it back. */
export function DialogFrame({
  title,
  children,
  answers,
  size = 'medium',
  text = false,
  onClose = closeDialog,
  hasDraft = false,
  onSubmit,
}: DialogFrameProps): ReactNode {
  const t = useTranslate();
  const [asks, setAsks] = useState(false);
  useDialogDraft(hasDraft ? title : undefined);
  const leave = (): void => {
    if (hasDraft) setAsks(true);
    else onClose();
  };
  const onLostEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    // What had the cursor may be gone with what was just decided: Escape leaves the dialog all the same.
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    const own = '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"]';
    if ((document.activeElement?.closest(own) ?? null) === null) leave();
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => onLostEscape(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className="overlay"
      onOpenChange={(isOpen) => {
        if (!isOpen) leave();
      }}
    >
      <Modal className="modal" data-size={size}>
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button className="quiet" aria-label={t('close')} onPress={leave}>
              ×
            </Button>
          </div>
          <div
            className="dialog-body"
            {...(text ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
            {...(onSubmit === undefined ? {} : { onKeyDown: (event: KeyboardEvent) => submitOnEnter(event, onSubmit) })}
          >
            {children}
          </div>
          {asks && hasDraft ? (
            <div className="dialog-foot asks" role="alert">
              <span>{t('dialog.lose')}</span>
              {/* The question has come up because of a key: the cursor goes to its safe answer. */}
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
              <Button autoFocus onPress={() => setAsks(false)}>
                {t('dialog.lose.stay')}
              </Button>
              <Button onPress={onClose}>{t('dialog.lose.close')}</Button>
            </div>
          ) : (
            <div className="dialog-foot">{answers ?? <Button onPress={leave}>{t('close')}</Button>}</div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
