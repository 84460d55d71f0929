import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { ConflictView, SourceView } from '../../../src-shared/domain/exchange.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { momentDay } from '../../i18n/dates.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { decide, patchExchange, useExchange } from '../../workspace/exchange.ts';
import { useDialogDraft } from '../../state/dialog-drafts.ts';
import { session } from '../../state/session.ts';
import { MarkedDifference } from '../frame/marked-difference.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** What a key asks of the conflict that is shown. */
export type ConflictCommand =
  | { readonly kind: 'take'; readonly index: number }
  | { readonly kind: 'both' }
  | { readonly kind: 'edit' };

interface Choice {
  readonly value: string;
  readonly from: readonly SourceView[];
}

/** The texts to choose from: those in question, and the workbook's own when it is not among them. */
export const choicesOf = ({ candidates, mine }: ConflictView): readonly Choice[] =>
  candidates.some(({ value }) => value === mine)
    ? candidates
    : [...candidates, { value: mine, from: [{ kind: 'master', name: '' }] }];

function sourceText(source: SourceView, t: Translate, settings: Settings): string {
  switch (source.kind) {
    case 'master':
      return t('exchange.mine');
    case 'decision':
      return t('exchange.earlierDecision', { who: source.name });
    case 'file':
      return [
        source.section,
        source.who,
        source.when === undefined ? undefined : momentDay(source.when, settings),
        source.name,
      ]
        .filter((part) => part !== undefined && part !== '')
        .join('　');
  }
}

/** The base and every text to choose from, each with its difference marked and its button. */
function Versions({
  conflict,
  choices,
  why,
  onTake,
}: {
  conflict: ConflictView;
  choices: readonly Choice[];
  why: string | undefined;
  onTake: (value: string) => void;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  return (
    <div className="versions">
      <div>
        <h3>{t('exchange.base')}</h3>
        {conflict.base === null ? <p>{t('exchange.noBase')}</p> : <pre>{conflict.base}</pre>}
      </div>
      {choices.map(({ value, from }, index) => (
        <div key={index}>
          <h3>{from.map((source) => sourceText(source, t, settings)).join('、')}</h3>
          <MarkedDifference before={conflict.base ?? conflict.mine} after={value} />
          <TellingButton why={why} onPress={() => onTake(value)}>
            {t('exchange.take', { n: index + 1 })}
          </TellingButton>
        </div>
      ))}
    </div>
  );
}

/** One conflict: the base and every text with its differences marked; take one, keep both, or write by hand. */
export function ConflictScreen({
  document,
  conflict,
  command,
}: {
  document: string;
  conflict: ConflictView;
  command: (ConflictCommand & { readonly n: number }) | undefined;
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const key = `${conflict.item}\n${conflict.path}`;
  const { byHand: written } = useExchange(document);
  const edited = written[key];
  // Kept with the exchange: leaving the box, the tab or the page loses nothing that was written.
  const setEdited = (text: string): void => patchExchange(document, { byHand: { ...written, [key]: text } });
  const box = useRef<HTMLTextAreaElement>(null);
  const choices = choicesOf(conflict);
  const both = choices
    .map(({ value }) => value)
    .filter((value) => value !== '')
    .join('\n');
  const settle = (value: string): void => {
    const { [key]: _, ...others } = written;
    patchExchange(document, { byHand: others });
    void decide(document, conflict.item, conflict.path, value);
  };
  const obey = useEffectEvent((asked: ConflictCommand): void => {
    if (!conflict.writable) return;
    if (asked.kind === 'take') settle(choices[asked.index]?.value ?? conflict.mine);
    else if (asked.kind === 'both') settle(both);
    else setEdited(edited ?? conflict.mine);
  });
  const first = useRef(command?.n);
  useEffect(() => {
    // A key pressed for the conflict before this one is not for this one.
    if (command !== undefined && command.n !== first.current) obey(command);
  }, [command]);
  const byHand = edited !== undefined;
  const closed = conflict.writable ? undefined : t('exchange.closed');
  useDialogDraft(byHand && edited !== conflict.mine ? t('exchange.edited') : undefined);
  useEffect(() => {
    if (byHand) box.current?.focus();
  }, [byHand]);
  return (
    <section className="conflict" aria-label={fieldLabel(conflict.path, settings)}>
      <h2 tabIndex={-1}>
        No.{conflict.no} {conflict.title} ／ {fieldLabel(conflict.path, settings)}
      </h2>
      {!conflict.writable && <p className="warn">{t('exchange.closed')}</p>}
      <Versions conflict={conflict} choices={choices} why={closed} onTake={settle} />
      <div className="row">
        <TellingButton why={closed} onPress={() => settle(both)}>
          {t('exchange.both')}
        </TellingButton>
        <TellingButton why={closed} onPress={() => (byHand ? box.current?.focus() : setEdited(conflict.mine))}>
          {t('exchange.edit')}
        </TellingButton>
      </div>
      {byHand && (
        <div className="by-hand">
          <textarea
            ref={box}
            aria-label={t('exchange.edited')}
            value={edited}
            rows={6}
            onChange={(event) => setEdited(event.target.value)}
          />
          <Button className="primary" onPress={() => settle(edited)}>
            {t('exchange.useEdited')}
          </Button>
        </div>
      )}
    </section>
  );
}
