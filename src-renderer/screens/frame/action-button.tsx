import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { whyNot, type Action } from '../../actions/action.ts';
import { chordName } from '../../actions/shortcuts.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { TellingButton } from './telling-button.tsx';

/** A button that runs an action; its key is in the tooltip. */
export function ActionButton({
  action,
  isDisabled = false,
  isPrimary = false,
}: {
  action: Action;
  isDisabled?: boolean;
  isPrimary?: boolean;
}): ReactNode {
  const t = useTranslate();
  const chord = action.keys[0];
  const language = useStore(session, (now) => now.settings.language);
  const name = action.onBar?.[language] ?? t(action.label).replace('…', '');
  return (
    <TooltipTrigger delay={600}>
      <TellingButton
        {...(isPrimary ? { className: 'react-aria-Button primary' } : {})}
        why={isDisabled ? whyNot(action) : undefined}
        onPress={() => void action.run()}
      >
        {name}
      </TellingButton>
      <Tooltip className="tooltip">
        {t(action.label)}
        {chord !== undefined && <kbd>{chordName(chord)}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
