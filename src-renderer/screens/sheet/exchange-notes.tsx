import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { fieldLabel } from '../../i18n/labels.ts';
import { momentDay } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { requestsAt, useSummary } from '../../workspace/exchange-summary.ts';
import { showExchange } from '../../workspace/exchange.ts';
import { openDialog, session, type FieldRef } from '../../state/session.ts';

/** What the exchange says about one box: requests to answer or waiting for one, texts of which a person has to choose. */
export function ExchangeNotes({ field }: { field: FieldRef }): ReactNode {
  const summary = useSummary(field.document);
  const requests = requestsAt(summary, field);
  const isConflict = summary?.conflicts.some(({ item, path }) => item === field.item && path === field.path) ?? false;
  if (requests.length === 0 && !isConflict) return null;
  return <Notes field={field} isConflict={isConflict} received={summary?.received ?? false} requests={requests} />;
}

interface NotesProps {
  readonly field: FieldRef;
  readonly isConflict: boolean;
  readonly received: boolean;
  readonly requests: ReturnType<typeof requestsAt>;
}

function Notes({ field, isConflict, received, requests }: NotesProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const label = fieldLabel(field.path, settings);
  return (
    <div className="exchange-notes">
      {isConflict && (
        <p className="to-decide">
          <span>{t('exchange.box.conflict')}</span>
          <Button
            className="small"
            aria-label={t('exchange.box.decideOf', { field: label })}
            onPress={() => showExchange('decide', field)}
          >
            {t('exchange.box.decide')}
          </Button>
        </p>
      )}
      {requests.map(({ id, text, by, at, answer }) => (
        <div key={id} className="request" data-answered={answer !== undefined || undefined}>
          <p>
            <span className="tag">{t('request.title')}</span> <span className="text">{text}</span>{' '}
            <span className="soft">{[by, momentDay(at, settings)].filter(Boolean).join('　')}</span>
          </p>
          {answer !== undefined && (
            <p>
              <span className="tag">{t('request.answer')}</span> <span className="text">{answer}</span>
            </p>
          )}
          {received && (
            <Button
              className="small"
              aria-label={t('request.replyOf', { field: label })}
              onPress={() => openDialog({ kind: 'request', field })}
            >
              {t(answer === undefined ? 'request.reply' : 'request.replyAgain')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
