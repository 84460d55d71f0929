import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { listColumns, type ListColumn } from '../../../src-shared/contract/settings.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { changeSettings } from '../../workspace/settings-change.ts';

/** What a row of the list says beside number, title and section: kept between starts. */
export function ListColumns(): ReactNode {
  const t = useTranslate();
  const chosen = useStore(session, (now) => now.settings.listColumns);
  return (
    <CheckboxGroup
      className="list-columns"
      value={[...chosen]}
      onChange={(names) => void changeSettings({ listColumns: names as readonly string[] as readonly ListColumn[] })}
    >
      <Label>{t('list.columns')}</Label>
      {listColumns.map((name) => (
        <Checkbox key={name} value={name} className="checkbox">
          <span className="check-mark" aria-hidden="true" />
          {t(`list.column.${name}`)}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
