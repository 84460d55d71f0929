import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { editField } from '../../editing/edit.ts';
import { flushTyping } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { createStore } from '../../state/store.ts';
import { useStore } from '../../state/use-store.ts';
import type { FieldRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';

interface OpenChoices {
  readonly field: FieldRef;
  readonly label: string;
  readonly choices: readonly string[];
  /** The box that the list belongs to; it gets the cursor back. */
  readonly anchor: HTMLElement;
}

/**
 * The one list of choices of the sheet. A list for each box would be dozens of collections to set up at every
 * opening of a sheet; this one is filled when it is asked for.
 */
const openChoices = createStore<OpenChoices | undefined>(undefined);

export function showChoices(choices: OpenChoices): void {
  flushTyping();
  openChoices.set(choices);
}

const close = (anchor: HTMLElement): void => {
  openChoices.set(undefined);
  anchor.focus();
};

/** A choice on one line, as lists show it; the stored text keeps its line breaks. */
export const choiceName = (choice: string): string => choice.replace(/\s*\n\s*/gu, '');

export function ChoicePopover(): ReactNode {
  const t = useTranslate();
  const open = useStore(openChoices, (now) => now);
  if (open === undefined) return null;
  const { field, label, choices, anchor } = open;
  const current = textOf(field);
  const known = choices.findIndex((choice) => groupingKey(choice) === groupingKey(current));
  const own = current !== '' && known < 0 ? [current] : [];
  const rows = [...choices, ...own].map((text, index) => ({ id: `choice-${index}`, text }));
  const selected = current === '' ? 'blank' : `choice-${known < 0 ? choices.length : known}`;
  return (
    <Popover
      isOpen
      triggerRef={{ current: anchor }}
      placement="bottom start"
      className="choices"
      aria-label={t('box.choices', { field: label })}
      onOpenChange={(isOpen) => {
        if (!isOpen) close(anchor);
      }}
    >
      <ListBox
        aria-label={t('box.choices', { field: label })}
        selectionMode="single"
        selectedKeys={[selected]}
        // A list that opens takes the cursor, as lists of choices do.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onSelectionChange={(keys) => {
          // Choosing what is chosen already gives an empty selection: the list just closes.
          const key = keys === 'all' ? undefined : [...keys][0];
          const text = key === 'blank' ? '' : rows.find(({ id }) => id === key)?.text;
          if (text !== undefined && groupingKey(text) !== groupingKey(current)) editField(field, text, 'choice');
          close(anchor);
        }}
      >
        {rows.map(({ id, text }) => (
          <ListBoxItem key={id} id={id} textValue={choiceName(text)}>
            {choiceName(text)}
          </ListBoxItem>
        ))}
        <ListBoxItem id="blank" textValue={t('box.blank')} className="blank">
          {t('box.blank')}
        </ListBoxItem>
      </ListBox>
    </Popover>
  );
}
