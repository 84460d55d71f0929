import { orderedPaths } from '../../../src-shared/checks/order.ts';
import { useDeferredValue, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, TextField } from 'react-aria-components';
import { searchKey } from '../../../src-shared/domain/normal.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { isComposing } from '../../editing/composing.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { currentList } from '../../workspace/list.ts';
import { activeItem, closeDialog, session, type FieldRef } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';

interface Target {
  readonly id: string;
  readonly field: FieldRef;
  readonly label: string;
  readonly sheet: string;
  readonly key: string;
}

/** More lines than anyone reads; the words typed narrow them. */
const limit = 50;

/** Every box of the open sheet first, then of the other listed sheets. */
function targets(settings: Settings): readonly Target[] {
  const open = activeItem();
  const labels = new Map<FieldPath, string>();
  const labelOf = (path: FieldPath): string => {
    let label = labels.get(path);
    if (label === undefined) labels.set(path, (label = fieldLabel(path, settings)));
    return label;
  };
  const rows = currentList().all.toSorted(
    (a, b) =>
      Number(b.ref.item === open?.item && b.ref.document === open.document) -
      Number(a.ref.item === open?.item && a.ref.document === open.document),
  );
  return rows.flatMap(({ ref, no, title, sheet }) =>
    orderedPaths(sheet).map((path) => {
      const label = labelOf(path);
      const place = `No.${no} ${title}`;
      return {
        id: `${ref.document}\n${ref.item}\n${path}`,
        field: { ...ref, path },
        label,
        sheet: place,
        key: searchKey(`${place} ${label}`),
      };
    }),
  );
}

/** The boxes whose name has all the words that were typed. */
function matches(all: readonly Target[], query: string): readonly Target[] {
  const words = query
    .split(/\s+/u)
    .map(searchKey)
    .filter((word) => word !== '');
  const hits: Target[] = [];
  for (const target of all) {
    if (words.every((word) => target.key.includes(word))) hits.push(target);
    if (hits.length >= limit) break;
  }
  return hits;
}

/** Goes to any box by typing parts of its name, its sheet's number or title. */
export function GoToDialog(): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [query, setQuery] = useState('');
  const all = useMemo(() => targets(settings), [settings]);
  const wanted = useDeferredValue(query);
  const found = useMemo(() => matches(all, wanted), [all, wanted]);
  /** An arrow has moved the list's cursor since something was typed. */
  const moved = useRef(false);
  const go = (target: Target | undefined): void => {
    closeDialog();
    // The dialog gives the cursor back to where it was; the box must come after that.
    if (target !== undefined) setTimeout(() => goToField(target.field));
  };
  // The list follows the typing by a moment: Enter goes where the text says, not where the list still stands.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key.startsWith('Arrow')) moved.current = true;
    if (event.key !== 'Enter' || moved.current || query.trim() === '') return;
    const [first] = matches(all, query);
    event.preventDefault();
    event.stopPropagation();
    if (first !== undefined) go(first);
  };
  return (
    <DialogFrame title={t('goTo.title')} size="medium">
      <Autocomplete
        inputValue={query}
        onInputChange={(text) => {
          moved.current = false;
          setQuery(text);
        }}
      >
        {/* A dialog that is opened to type in takes the cursor there. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <TextField aria-label={t('goTo.search')} autoFocus>
          <Input placeholder={t('goTo.search')} autoComplete="off" spellCheck="false" onKeyDownCapture={onKeyDown} />
        </TextField>
        {/* A region that scrolls must be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="targets" tabIndex={0} aria-label={t('goTo.title')}>
          <ListBox
            aria-label={t('goTo.title')}
            items={found}
            selectionMode="none"
            onAction={(key) => go(found.find(({ id }) => id === key))}
            renderEmptyState={() => t('goTo.none')}
          >
            {({ id, label, sheet }) => (
              <ListBoxItem id={id} textValue={`${label} ${sheet}`}>
                <span>{label}</span> <span className="faint">{sheet}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </section>
      </Autocomplete>
    </DialogFrame>
  );
}
