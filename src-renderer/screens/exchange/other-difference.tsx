import type { ReactNode } from 'react';
import { messages, useTranslate, type MessageKey } from '../../i18n/translate.ts';
import { marksText } from './marks-text.ts';

const isMessage = (key: string): key is MessageKey => key in messages;

/** One difference that is no field: where, what kind, from what to what. */
export function OtherDifference({
  cell,
  kind,
  base,
  theirs,
}: {
  cell?: string | undefined;
  kind: string;
  base?: string | undefined;
  theirs?: string | undefined;
}): ReactNode {
  const t = useTranslate();
  const key = `exchange.other.${kind}`;
  const name = isMessage(key) ? t(key) : kind;
  const shown = (text: string | undefined): string =>
    text === undefined ? '－' : kind === 'format' ? marksText(text, t) : text;
  const change = [base, theirs].every((text) => text === undefined) ? '' : `：${shown(base)} → ${shown(theirs)}`;
  return (
    <>
      {[cell, name].filter((part) => part !== undefined && part !== '').join(' ')}
      {change}
    </>
  );
}
