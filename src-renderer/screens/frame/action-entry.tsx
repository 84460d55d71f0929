import type { ReactNode } from 'react';
import { Keyboard, MenuItem, Text } from 'react-aria-components';
import { whyNot, type Action } from '../../actions/action.ts';
import { chordName } from '../../actions/shortcuts.ts';
import { useTranslate } from '../../i18n/translate.ts';

/** An action as an entry of a menu: its name, its key, and why it cannot be done now. */
export function ActionEntry({ action }: { action: Action }): ReactNode {
  const t = useTranslate();
  const { id, label, keys, parted } = action;
  const why = whyNot(action);
  return (
    <MenuItem id={id} textValue={t(label)} data-parted={parted || undefined}>
      <Text slot="label" title={why}>
        {t(label)}
      </Text>
      {keys[0] !== undefined && <Keyboard>{chordName(keys[0])}</Keyboard>}
      {why !== undefined && (
        <Text slot="description" className="visually-hidden">
          {why}
        </Text>
      )}
    </MenuItem>
  );
}
