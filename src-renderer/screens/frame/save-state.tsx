import type { ReactNode } from 'react';
import { unstored } from '../../editing/accept.ts';
import { typing } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session, type OpenDocument } from '../../state/session.ts';
import { draftCount, revision } from '../../state/texts.ts';

const clock = (iso: string): string => {
  const date = new Date(iso);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
};

/** Says where the text now is: being typed, on this laptop, or in the Excel file. */
export function SaveState({ document }: { document: OpenDocument }): ReactNode {
  const t = useTranslate();
  const isTyping = useStore(typing, (now) => now);
  const waiting = useStore(unstored, (now) => (now[document.id] ?? 0) > 0);
  const failed = useStore(session, ({ notices }) => notices.some(({ id }) => id === 'journal'));
  const busy = useStore(session, (now) => now.busy);
  useStore(revision, (now) => now);
  const count = draftCount(document.id);
  const state =
    busy === 'saving'
      ? 'saving'
      : busy === 'opening'
        ? 'opening'
        : failed && waiting
          ? 'failed'
          : isTyping
            ? 'typing'
            : waiting
              ? 'storing'
              : count > 0
                ? 'stored'
                : document.savedAt !== undefined
                  ? 'saved'
                  : 'same';
  return (
    <span className="save-state" data-state={state}>
      <output data-testid="save-state">
        {state === 'saved'
          ? t('state.saved', { time: clock(document.savedAt ?? '') })
          : state === 'stored'
            ? t('state.stored', { count })
            : t(state === 'typing' || state === 'storing' ? 'state.typing' : `state.${state}`)}
      </output>
      {count > 0 && state !== 'stored' && <span className="not-in-file">{t('state.notInFile', { count })}</span>}
    </span>
  );
}
