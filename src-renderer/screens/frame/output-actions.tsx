import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { OutputRef } from '../../../src-shared/domain/output-ref.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

/** What a person does next with a file that was written: look at it, find it, name it in a mail. */
export function OutputActions({ output: { id, name, opens, warnings = [] } }: { output: OutputRef }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (state) => state.settings.language);
  const [said, setSaid] = useState<'copied' | 'gone'>();
  const use = (what: 'folder' | 'open' | 'copy'): void =>
    void desk('useOutput', id, what).then((done) => setSaid(done ? (what === 'copy' ? 'copied' : undefined) : 'gone'));
  return (
    <span className="output-actions">
      <Button onPress={() => use('folder')}>{t('output.folder')}</Button>
      {opens && (
        <Button onPress={() => use('open')}>
          {t(name.toLowerCase().endsWith('.pdf') ? 'output.open.pdf' : 'output.open.xlsx')}
        </Button>
      )}
      <Button onPress={() => use('copy')}>{t('output.copy')}</Button>
      {warnings.map((warning) => (
        <span key={warning.reason} role="alert">
          {sentence(warning, language)}
        </span>
      ))}
      <output className="soft">{said !== undefined && t(`output.${said}`)}</output>
    </span>
  );
}
