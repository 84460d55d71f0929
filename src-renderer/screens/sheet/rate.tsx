import type { ReactNode } from 'react';
import { achievement } from '../../../src-shared/checks/achievement.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { useTranslate } from '../../i18n/translate.ts';
import type { ItemRef } from '../../state/session.ts';
import { useText } from './use-field.ts';

export interface RateProps {
  readonly item: ItemRef;
  readonly actual: FieldPath;
  readonly plan: FieldPath;
  /** Where it began; the form may have no box for it. */
  readonly start: FieldPath | undefined;
}

/** The achievement rate under a number that was reached, where it can be worked out. It is shown, never stored. */
export function Rate({ item, actual, plan, start }: RateProps): ReactNode {
  const t = useTranslate();
  const began = useText({ ...item, path: start ?? '' });
  const rate = achievement(began, useText({ ...item, path: plan }), useText({ ...item, path: actual }));
  if (rate === undefined) return null;
  return <span className="rate">{t(`rate.${rate.rule}`, { percent: rate.percent })}</span>;
}
