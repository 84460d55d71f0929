import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { OldVersion } from '../../../src-shared/contract/ipc-contract.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { oldVersions, restoreVersion } from '../../workspace/versions.ts';
import { closeDialog, session } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';

/** The versions of a workbook's file that were kept before saves, each with a way back to it. */
export function VersionsDialog({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const [versions, setVersions] = useState<readonly OldVersion[]>();
  useEffect(() => void oldVersions(document).then(setVersions), [document]);
  const time = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  return (
    <DialogFrame title={t('versions.title')}>
      <p>{versions?.length === 0 ? t('versions.none') : t('versions.text')}</p>
      <ul>
        {versions?.map(({ id, at }) => (
          <li key={id}>
            <Button
              onPress={() => {
                closeDialog();
                void restoreVersion(document, id);
              }}
            >
              {t('versions.restore', { at: time.format(new Date(at)) })}
            </Button>
          </li>
        ))}
      </ul>
    </DialogFrame>
  );
}
