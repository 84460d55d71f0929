import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { prepareReturn } from '../../actions/prepare-return.ts';
import { dayName, daysUntil, localDate } from '../../i18n/dates.ts';
import { stepLabel } from '../../i18n/labels.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session, type OpenDocument } from '../../state/session.ts';
import { useSummary } from '../../workspace/exchange-summary.ts';

/** How long there is until the due date, in words. */
function left(due: string, t: Translate): string {
  const days = daysUntil(due);
  if (days === 0) return t('sent.today');
  return days > 0 ? t('sent.left', { days }) : t('sent.late', { days: -days });
}

/** What came with the file: from whom, for what, until when, with what note; and the way to send it back. */
export function SentStrip({ document }: { document: OpenDocument }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const summary = useSummary(document.id);
  if (summary?.received !== true) return null;
  const { sender, due, note } = summary;
  const isLate = due !== undefined && daysUntil(due) < 0;
  return (
    <section className="sent-strip" aria-label={t('sent.title')} data-late={isLate || undefined}>
      <p>
        <strong>{sender === undefined || sender === '' ? t('sent.title') : t('sent.from', { sender })}</strong>
        {document.sentStep !== undefined && <span>{stepLabel(document.sentStep, settings)}</span>}
        {due !== undefined && (
          <span className="due">{t('sent.due', { day: dayName(localDate(due), settings), left: left(due, t) })}</span>
        )}
        {note !== undefined && note !== '' && <span className="note-text">{note}</span>}
      </p>
      <Button className="react-aria-Button primary" onPress={() => void prepareReturn.run()}>
        {t('action.prepareReturn').replace('…', '')}
      </Button>
    </section>
  );
}
