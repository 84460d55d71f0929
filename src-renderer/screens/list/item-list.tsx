import type { ReactNode } from 'react';
import { useTranslate } from '../../i18n/translate.ts';
import { Button } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { useStore } from '../../state/use-store.ts';
import { changeFilter, listFilter, useList, type ListContents } from '../../workspace/list.ts';
import { session } from '../../state/session.ts';
import { changeSettings } from '../../workspace/settings-change.ts';
import { ItemRows } from './item-rows.tsx';
import { MarkBar } from './mark-bar.tsx';
import { ListTools } from './list-tools.tsx';
import { Splitter } from './splitter.tsx';

/** Why nothing is listed; a section's short name that no sheet writes is the usual reason. */
function NothingListed({ list }: { list: ListContents }): ReactNode {
  const t = useTranslate();
  const { mine } = useStore(listFilter, (now) => now);
  const personSection = useStore(session, (now) => now.settings.personSection);
  const known = new Map(list.all.flatMap(({ sections }) => sections.map(({ name }) => [groupingKey(name), name])));
  if (!mine || known.has(groupingKey(personSection))) return <p className="empty">{t('list.none')}</p>;
  const own = groupingKey(personSection);
  const alike = [...known].filter(([key]) => key.includes(own) || own.includes(key)).map(([, name]) => name);
  return (
    <div className="empty">
      <p>{t('list.noOwn', { section: personSection })}</p>
      {alike.map((name) => (
        <Button key={name} onPress={() => void changeSettings({ personSection: name })}>
          {t('list.useSection', { section: name })}
        </Button>
      ))}
      <Button onPress={() => changeFilter({ mine: false })}>{t('list.showAll')}</Button>
    </div>
  );
}

/** The sheets at the left, with the search and the filters over them. */
export function ItemList(): ReactNode {
  const t = useTranslate();
  const list = useList();
  return (
    <nav className="list" aria-label={t('list.name')}>
      <ListTools list={list} />
      <MarkBar />
      {list.rows.length === 0 && <NothingListed list={list} />}
      <ItemRows rows={list.rows} />
      <Splitter />
    </nav>
  );
}
