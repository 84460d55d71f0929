import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { FiscalYear } from '../../../src-shared/domain/fields.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { shortYear } from '../../i18n/dates.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { patchSession, session } from '../../state/session.ts';

/** The strip of folded years: one key (F9) or a press opens them. */
export function FoldedYears({ years }: { years: readonly FiscalYear[] }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  if (years.length === 0) return null;
  const short = years.map((year) => shortYear(year, settings));
  const names = years.map((year) => fiscalYearName(year, settings)).join('・');
  return (
    <Button
      className="folded"
      aria-label={t('sheet.settled.show', { year: names })}
      onPress={() => patchSession({ showSettled: true })}
    >
      {/* The strip is narrow: what it folds is named in full to a screen reader and in the tooltip. */}
      <span className="folded-text" title={t('sheet.settled.folded', { years: names })}>
        ▸{short.length > 2 ? `${short[0]}～${short.at(-1)}` : short.join('・')}
      </span>
    </Button>
  );
}
