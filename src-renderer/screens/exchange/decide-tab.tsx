import { useState, type KeyboardEvent, type ReactNode } from 'react';
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

const commandOf = (key: string): ConflictCommand | undefined => {
  if (/^[1-9]$/.test(key)) return { kind: 'take', index: Number(key) - 1 };
  switch (key.toLowerCase()) {
    case 'b':
      return { kind: 'both' };
    case 'e':
      return { kind: 'edit' };
    default:
      return undefined;
  }
};

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
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('textarea, input, [role="combobox"]') !== null) return;
    const key = event.key.toLowerCase();
    if (key === 'n' || key === 'p') move(key === 'n' ? 1 : -1);
    else {
      const found = commandOf(key);
      if (found === undefined || conflict === undefined) return;
      if (found.kind === 'take' && found.index >= choicesOf(conflict).length) return;
      setCommand({ ...found, n: (command?.n ?? 0) + 1 });
    }
    event.preventDefault();
  };
  const isSettled = conflicts.length + view.questions.length + view.sheets.length === 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys for the buttons inside, which do the same
    <div className="decide" onKeyDown={onKeyDown}>
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
            <ConflictScreen key={`${conflict.item} ${conflict.path}`} conflict={conflict} command={command} />
          </div>
          <div className="row">
            <Button onPress={() => move(-1)}>{t('exchange.previous')}</Button>
            <Button onPress={() => move(1)}>{t('exchange.next')}</Button>
          </div>
        </>
      )}
      <Besides view={view} />
    </div>
  );
}
