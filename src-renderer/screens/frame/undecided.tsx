import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { undecidedIn, useSummary } from '../../workspace/exchange-summary.ts';
import { showExchange } from '../../workspace/exchange.ts';

/** How much of an exchange is undecided; always in sight, since undecided texts are not in the workbook. */
export function Undecided({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const count = undecidedIn(useSummary(document));
  if (count === 0) return null;
  return (
    <Button className="undecided" onPress={() => showExchange('decide')}>
      {t('exchange.undecided', { count })}
    </Button>
  );
}
