import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button, ListBox, ListBoxItem } from 'react-aria-components';
import type { HistoryRow } from '../../db/database.ts';
import { historyOf } from '../../db/history.ts';
import { allStored } from '../../editing/accept.ts';
import { editField } from '../../editing/edit.ts';
import { isEditable } from '../../editing/editable.ts';
import { diffTexts } from '../../editing/text-diff.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { dateTimeName } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, session, type FieldRef } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';

/** Two texts as one, with what went and what came marked. */
function Difference({ before, after }: { before: string; after: string }): ReactNode {
  const t = useTranslate();
  const parts = useMemo(() => diffTexts(before, after), [before, after]);
  return (
    <p className="text-preview">
      {parts.map(({ kind, text }, index) =>
        kind === 'same' ? (
          <span key={index}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={index} aria-label={`${t('history.added')}: ${text}`}>
            {text}
          </ins>
        ) : (
          <del key={index} aria-label={`${t('history.removed')}: ${text}`}>
            {text}
          </del>
        ),
      )}
    </p>
  );
}

/** The history of one box: when, by whom, from which file, what changed, and every text to bring back. */
export function HistoryDialog({ field }: { field: FieldRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [rows, setRows] = useState<readonly HistoryRow[]>();
  const [selected, setSelected] = useState(0);
  useEffect(() => {
    let current = true;
    void allStored()
      .then(() => historyOf(field))
      .then((found) => {
        if (current) setRows(found);
      });
    return () => {
      current = false;
    };
  }, [field]);
  const row = rows?.[selected];
  const bringBack = (text: string): void => {
    closeDialog();
    if (isEditable(field)) editField(field, text, 'bring-back');
    setTimeout(() => goToField(field));
  };
  return (
    <DialogFrame title={t('history.title', { field: fieldLabel(field.path, settings) })} size="large">
      {rows?.length === 0 && <p>{t('history.none')}</p>}
      {rows !== undefined && row !== undefined && (
        <div className="history">
          <ListBox
            aria-label={t('history.list')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(selected)]}
            onSelectionChange={(keys) => {
              if (keys !== 'all') setSelected(Number([...keys][0] ?? 0));
            }}
          >
            {rows.map(({ id, at, by, source, file }, index) => (
              <ListBoxItem key={id} id={String(index)} textValue={dateTimeName(at, settings)}>
                <span>
                  {dateTimeName(at, settings)}　{t(`source.${source}`)}
                </span>{' '}
                <span className="faint">
                  {by === '' ? t('history.unknown') : by}　{file}
                </span>
              </ListBoxItem>
            ))}
          </ListBox>
          <div>
            <h3>{t('history.difference')}</h3>
            <Difference before={row.before} after={row.after} />
            <div className="answers">
              <Button onPress={() => bringBack(row.after)}>{t('history.restore')}</Button>
              <Button onPress={() => bringBack(row.before)}>{t('history.restoreBefore')}</Button>
            </div>
          </div>
        </div>
      )}
    </DialogFrame>
  );
}
