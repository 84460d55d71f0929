import type { CSSProperties, ReactNode } from 'react';
import type { BandCell } from '../../../src-shared/form/bands.ts';
import { foldLabel } from '../../../src-shared/form/fold.ts';
import { formOf } from '../../../src-shared/form/forms.ts';
import { blockKeys, labelParts, saidLabel } from '../../../src-shared/form/said.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { saidHow } from '../../i18n/form-names.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

/** Labels narrower than this many points with more than two characters stand upright, as on paper. */
const uprightWidth = 42;
/** A text longer than this is a remark, not a label. */
const longestLabel = 60;

export interface LabelCellProps {
  readonly cell: BandCell;
  readonly sheet: ItemSheet;
  readonly style: CSSProperties;
  /** It stands over the whole width of its stretch. */
  readonly isWide: boolean;
  readonly hasBoxes: boolean;
  /** A box below it is to be filled in now. */
  readonly due?: boolean;
  /** Of the heading of a block: what its stretch is named by. */
  readonly id?: string | undefined;
}

/** A label of the sheet. Years stand as the person wants to read them; in another language the form may say it in other words. */
export function LabelCell({ cell, sheet, style, isWide, hasBoxes, due = false, id }: LabelCellProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const form = formOf(sheet);
  const parts = labelParts(cell.text ?? '', sheet.years[0]);
  // As the sheet writes it, where that is how the person reads it anyway.
  const isOwn = settings.language === 'ja' && (parts.year === undefined || settings.years === 'era');
  const text = isOwn ? (cell.text ?? '') : saidLabel(form, parts, saidHow(settings));
  const isUpright = cell.width < uprightWidth && cell.rowEnd - cell.row > 1 && text.length > 2;
  const kind = !hasBoxes || text.length > longestLabel ? 'words' : isWide ? 'heading' : 'plain';
  const isYear = parts.year !== undefined && foldLabel(parts.words) === foldLabel('{year}');
  const className = `label form-label ${kind}${isUpright ? ' upright' : ''}${isYear ? ' year' : ''}${due ? ' due' : ''}`;
  const Tag = blockKeys(form).has(foldLabel(cell.text ?? '')) ? 'h2' : 'div';
  return (
    <Tag className={className} style={style} id={id}>
      {isUpright ? text.replace(/\s*\n\s*/gu, settings.language === 'ja' ? '' : ' ') : text}
      {due && <span className="due-tag">{t('sheet.due')}</span>}
    </Tag>
  );
}
