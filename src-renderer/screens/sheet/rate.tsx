import { useMemo, type ReactNode } from 'react';
import { achievement } from '../../../src-shared/checks/achievement.ts';
import type { FiscalYear } from '../../../src-shared/domain/fields.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { ItemRef } from '../../state/session.ts';
import { useText } from './use-field.ts';

/** The achievement rate under an indicator's actual value, where it can be worked out. It is shown, never stored. */
export function Rate({ item, row, year }: { item: ItemRef; row: number; year: FiscalYear }): ReactNode {
  const t = useTranslate();
  const { document, item: key } = item;
  const refs = useMemo(
    () =>
      ({
        current: { document, item: key, path: `indicators.${row}.current` },
        plan: { document, item: key, path: `indicators.${row}.${year}.plan` },
        actual: { document, item: key, path: `indicators.${row}.${year}.actual` },
      }) as const,
    [document, key, row, year],
  );
  const rate = achievement(useText(refs.current), useText(refs.plan), useText(refs.actual));
  if (rate === undefined) return null;
  return <span className="rate">{t(`rate.${rate.rule}`, { percent: rate.percent })}</span>;
}
