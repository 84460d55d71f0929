import type { ReactNode } from 'react';
import { useTranslate } from '../../i18n/translate.ts';
import { useList } from '../../workspace/list.ts';
import { ItemRows } from './item-rows.tsx';
import { ListTools } from './list-tools.tsx';

/** The sheets at the left, with the search and the filters over them. */
export function ItemList(): ReactNode {
  const t = useTranslate();
  const list = useList();
  return (
    <nav className="list" aria-label={t('list.name')}>
      <ListTools list={list} />
      {list.rows.length === 0 && <p className="empty">{t('list.none')}</p>}
      <ItemRows rows={list.rows} />
    </nav>
  );
}
