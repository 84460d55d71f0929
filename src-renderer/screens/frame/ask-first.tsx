import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';

export interface AskFirstProps {
  /** The button's text. */
  readonly label: string;
  /** Its whole name, where the text alone does not tell which of many it is. */
  readonly name?: string;
  readonly question: string;
  /** The answer that does it. */
  readonly yes: string;
  readonly onYes: () => void;
  readonly className?: string;
}

/** A button for what cannot be taken back by Ctrl+Z: it asks in its own place, and the safe answer has the cursor. */
export function AskFirst({ label, name, question, yes, onYes, className = 'small' }: AskFirstProps): ReactNode {
  const t = useTranslate();
  const [asks, setAsks] = useState(false);
  if (!asks)
    return (
      <Button
        className={className}
        {...(name === undefined ? {} : { 'aria-label': name })}
        onPress={() => setAsks(true)}
      >
        {label}
      </Button>
    );
  return (
    <span className="ask-first" role="alert">
      <span>{question}</span>
      {/* The question has come up because of a press: the cursor goes to its safe answer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Button autoFocus className="small" onPress={() => setAsks(false)}>
        {t('cancel')}
      </Button>
      <Button
        className="small"
        onPress={() => {
          setAsks(false);
          onYes();
        }}
      >
        {yes}
      </Button>
    </span>
  );
}
