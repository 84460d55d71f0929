import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
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
}

/** A dialog over the window: focus stays inside, Escape closes, the box that had the cursor gets it back. */
export function DialogFrame({
  title,
  children,
  answers,
  size = 'medium',
  text = false,
  onClose = closeDialog,
}: DialogFrameProps): ReactNode {
  const t = useTranslate();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className="overlay"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal" data-size={size}>
        <Dialog className="dialog">
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button className="quiet" aria-label={t('close')} onPress={onClose}>
              ×
            </Button>
          </div>
          <div className="dialog-body" {...(text ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}>
            {children}
          </div>
          <div className="dialog-foot">{answers ?? <Button onPress={closeDialog}>{t('close')}</Button>}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
