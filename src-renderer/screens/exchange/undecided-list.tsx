import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { undecidedIn, useSummary } from '../../workspace/exchange-summary.ts';
import { showExchange } from '../../workspace/exchange.ts';
import { itemOf, session } from '../../state/session.ts';

/** More than these are counted: a print dialog is for printing. */
const maxNamed = 8;

/** What is undecided among the sheets to be printed: they show the workbook's own text. */
export function UndecidedList({ document, items }: { document: string; items: readonly string[] }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const summary = useSummary(document);
  const wanted = new Set(items);
  const conflicts = (summary?.conflicts ?? []).filter(({ item }) => wanted.has(item));
  const questions = summary?.questions ?? 0;
  if (undecidedIn(summary) === 0 || conflicts.length + questions === 0) return null;
  return (
    <div className="undecided-list">
      <p>{t('exchange.beforePrint', { count: conflicts.length, questions })}</p>
      <ul>
        {conflicts.slice(0, maxNamed).map(({ item, path }) => (
          <li key={`${item} ${path}`}>
            No.{itemOf({ document, item })?.no} {fieldLabel(path, settings)}
          </li>
        ))}
        {conflicts.length > maxNamed && (
          <li>{t('exchange.beforePrint.more', { count: conflicts.length - maxNamed })}</li>
        )}
      </ul>
      <Button className="small" onPress={() => showExchange('decide')}>
        {t('exchange.beforePrint.decide')}
      </Button>
    </div>
  );
}
