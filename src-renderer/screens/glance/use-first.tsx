import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';

/** Rows that are drawn at first: a plan with hundreds of sections still follows a key at once. */
const first = 24;

/** The first of many rows, and the button that shows the others; both ends of the plan stay one press away. */
export function useFirst<T>(
  rows: readonly T[],
  most = first,
): { readonly rows: readonly T[]; readonly more: ReactNode } {
  const t = useTranslate();
  const [all, setAll] = useState(false);
  const isCut = !all && rows.length > most;
  return {
    rows: isCut ? rows.slice(0, most) : rows,
    more: isCut ? <Button onPress={() => setAll(true)}>{t('glance.more', { count: rows.length })}</Button> : null,
  };
}
