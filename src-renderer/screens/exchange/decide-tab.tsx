import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView } from '../../../src-shared/domain/exchange.ts';
import { isComposing } from '../../editing/composing.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session, type FieldRef } from '../../state/session.ts';
import { Besides } from './besides.tsx';
import { choicesOf, ConflictScreen, type ConflictCommand } from './conflict-screen.tsx';
import { OpenQuestions } from './open-questions.tsx';

/** Where letters and digits mean something else. */
const hasKeysOfItsOwn = 'textarea, input, [role="combobox"], [role="listbox"], [role="dialog"], [role="menu"]';

const commandOf = (key: string): ConflictCommand | undefined => {
  if (/^[1-9]$/.test(key)) return { kind: 'take', index: Number(key) - 1 };
  switch (key) {
    case 'b':
      return { kind: 'both' };
    case 'e':
      return { kind: 'edit' };
    default:
      return undefined;
  }
};

/**
 * Keys that work wherever the cursor is on the page, as long as it is in no text and no list: they are told on the page. `use` answers
 * whether the key meant something.
 */
function useKeys(use: (key: string) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(hasKeysOfItsOwn) !== null) return;
    if (use(event.key.toLowerCase())) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** All that is undecided: questions and sheets first, then one conflict at a time beside the list of all. */
export function DecideTab({
  document,
  view,
  at: wanted,
}: {
  document: string;
  view: ExchangeView;
  at?: FieldRef | undefined;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      view.conflicts.findIndex(({ item, path }) => item === wanted?.item && path === wanted.path),
    ),
  );
  const [command, setCommand] = useState<ConflictCommand & { readonly n: number }>();
  const { conflicts } = view;
  const index = Math.min(at, conflicts.length - 1);
  const conflict = conflicts[index];
  const move = (by: number): void => setAt((index + by + conflicts.length) % Math.max(1, conflicts.length));
  useKeys((key) => {
    if (key === 'n' || key === 'p') {
      move(key === 'n' ? 1 : -1);
      return true;
    }
    const found = commandOf(key);
    if (found === undefined || conflict === undefined) return false;
    if (found.kind === 'take' && found.index >= choicesOf(conflict).length) return false;
    setCommand({ ...found, n: (command?.n ?? 0) + 1 });
    return true;
  });
  const pane = useRef<HTMLDivElement>(null);
  const shown = conflict === undefined ? '' : `${conflict.item} ${conflict.path}`;
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    // The button that decided is gone: the cursor goes on to the next box, or to what is left.
    const heading = pane.current?.querySelector<HTMLElement>('.conflict h2') ?? pane.current;
    if (globalThis.document.activeElement === globalThis.document.body) heading?.focus();
  }, [shown]);
  const isSettled = conflicts.length + view.questions.length + view.sheets.length === 0;
  return (
    <div className="decide" ref={pane} tabIndex={-1}>
      {isSettled && <p>{t('exchange.decide.none')}</p>}
      <OpenQuestions document={document} view={view} />
      {conflict !== undefined && (
        <>
          <p className="soft">{t('exchange.decide.keys')}</p>
          <div className="decide-columns">
            <nav aria-label={t('exchange.decide.list')}>
              {conflicts.map((other, place) => (
                <Button
                  key={`${other.item} ${other.path}`}
                  aria-current={place === index}
                  className="quiet"
                  onPress={() => setAt(place)}
                >
                  No.{other.no} {fieldLabel(other.path, settings)}
                </Button>
              ))}
            </nav>
            <ConflictScreen key={shown} document={document} conflict={conflict} command={command} />
          </div>
          <div className="row">
            <Button onPress={() => move(-1)}>{t('exchange.previous')}</Button>
            <Button onPress={() => move(1)}>{t('exchange.next')}</Button>
          </div>
        </>
      )}
      <Besides document={document} view={view} />
    </div>
  );
}
