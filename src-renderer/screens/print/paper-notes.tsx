import type { ReactNode } from 'react';
import type { LayoutNote } from '../../../src-shared/paper/page.ts';
import type { Partly } from '../../../src-shared/paper/undrawn.ts';
import { useTranslate } from '../../i18n/translate.ts';

const partly: readonly Partly[] = [
  'chart-shapes',
  'trend-line',
  'error-bars',
  'flat',
  'highlight',
  'effect',
  'paper',
  'comments',
  'headings',
  'ground',
  'colour',
];

/** What a person should know of the pages shown: sheets that go on to a further page, text that is cut, pictures and characters that cannot be drawn. */
export function PaperNotes({ notes, rare }: { notes: readonly LayoutNote[]; rare: readonly string[] }): ReactNode {
  const t = useTranslate();
  const named = (of: readonly LayoutNote[]): string => [...new Set(of.map(({ sheet }) => sheet))].join(t('print.and'));
  const sheets = (kind: LayoutNote['kind']): string => named(notes.filter((note) => note.kind === kind));
  const small = notes.filter((note) => note.kind === 'small');
  const lines = [
    sheets('second-page') === '' ? '' : t('print.note.second-page', { sheets: sheets('second-page') }),
    sheets('cut') === '' ? '' : t('print.note.cut', { sheets: sheets('cut') }),
    small.length === 0
      ? ''
      : t('print.note.small', { sheets: named(small), size: String(Math.min(...small.map(({ size }) => size))) }),
    sheets('rule') === '' ? '' : t('print.note.rule', { sheets: sheets('rule') }),
    sheets('picture') === '' ? '' : t('print.note.picture', { sheets: sheets('picture') }),
    ...partly.map((what) => {
      const of = notes.filter((note) => note.kind === 'partly' && note.what === what);
      return of.length === 0 ? '' : t(`print.note.partly.${what}`, { sheets: named(of) });
    }),
    rare.length === 0
      ? ''
      : t('print.note.rare', {
          characters: rare
            .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
            .join(t('print.and')),
        }),
  ].filter((line) => line !== '');
  return lines.length === 0 ? null : (
    <ul className="paper-notes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
