import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { sentence, type Warning } from '../../../src-shared/failures/failures.ts';
import { lockOf, unlock } from '../../editing/editable.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, documentOf, itemOf, session, type FieldRef } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';

/** What reading a workbook warned about. */
export function WarningsDialog({
  document,
  beside = [],
}: {
  document: string;
  beside?: readonly Warning[] | undefined;
}): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const warnings = [...beside, ...(documentOf(document)?.warnings ?? [])];
  return (
    <DialogFrame title={t('warnings.title')}>
      <ul className="plain-list">
        {warnings.map((warning, index) => (
          <li key={index}>{sentence(warning, language)}</li>
        ))}
      </ul>
    </DialogFrame>
  );
}

/** Asks before a protected or formula cell is opened for typing. */
export function UnlockDialog({ field }: { field: FieldRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const lock = lockOf(field) ?? 'locked';
  const cell = itemOf(field)?.fields[field.path]?.cell ?? '';
  return (
    <DialogFrame
      title={t('unlock.title')}
      size="small"
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <Button
            className="primary"
            onPress={() => {
              void unlock(field).then(() => {
                closeDialog();
                goToField(field);
              });
            }}
          >
            {t('unlock.run')}
          </Button>
        </>
      }
    >
      <p>
        {t(lock === 'locked' ? 'unlock.locked' : 'unlock.formula', { field: fieldLabel(field.path, settings), cell })}
      </p>
    </DialogFrame>
  );
}
