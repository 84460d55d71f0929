import { memo, type ReactNode } from 'react';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { excerpt, type ItemSummary } from '../../workspace/list-rows.ts';
import { session } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { Marked } from './marked.tsx';

export interface ItemRowProps {
  readonly summary: ItemSummary;
  readonly hit: FieldPath | undefined;
  readonly query: string;
  /** The workbook's name, when the list shows several. */
  readonly file: string | undefined;
}

function Hit({ summary, hit, query }: { summary: ItemSummary; hit: FieldPath; query: string }): ReactNode {
  const settings = useStore(session, (now) => now.settings);
  const found = excerpt(textOf({ ...summary.ref, path: hit }), query);
  return (
    <span className="row-hit">
      <span className="hit-text">{found !== undefined && <Marked text={found.text} query={query} />}</span>
      <span className="hit-field">{fieldLabel(hit, settings)}</span>
    </span>
  );
}

/** What one row of the list says of a sheet. */
export const ItemRow = memo(function ItemRow({ summary, hit, query, file }: ItemRowProps): ReactNode {
  const t = useTranslate();
  const { no, title, lead, missing, changed, conflicts, sheet } = summary;
  const columns = useStore(session, (now) => now.settings.listColumns);
  const more = columns.flatMap((name) => (summary[name] === '' ? [] : [[name, summary[name]] as const]));
  const inHead = hit === 'title' || hit === 'no';
  return (
    <>
      <span className="row-no">
        <Marked text={no} query={query} />
      </span>
      <span className="row-main">
        <span className="row-title" title={title}>
          {title === '' ? t('list.noTitle') : <Marked text={title} query={query} />}
        </span>
        <span className="row-sub">
          <span className="row-lead" title={lead}>
            {lead ?? t('list.noSection')}
          </span>
          {more.map(([name, text]) => (
            <span key={name} className="row-more" data-column={name} title={t(`list.column.${name}`)}>
              {text}
            </span>
          ))}
          {file !== undefined && <span className="row-file">{file}</span>}
          {sheet.hidden && <span className="row-file">{t('list.hidden')}</span>}
          <span className="row-states">
            {conflicts > 0 && <span className="badge conflict">{t('list.conflict')}</span>}
            {changed > 0 && <span className="badge changed">{t('list.changed', { count: changed })}</span>}
            {missing.length > 0 ? (
              <span className="badge missing">{t('list.missing', { count: missing.length })}</span>
            ) : (
              <span className="badge complete">{t('list.complete')}</span>
            )}
          </span>
        </span>
        {hit !== undefined && !inHead && <Hit summary={summary} hit={hit} query={query} />}
      </span>
    </>
  );
});
