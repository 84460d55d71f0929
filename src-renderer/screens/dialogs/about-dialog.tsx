import type { ReactNode } from 'react';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';
import { whatIsNew } from './what-is-new.ts';

/** Which version this is, and what a person finds changed in it. */
export function AboutDialog(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const info = useStore(session, (now) => now.info);
  return (
    <DialogFrame title={t('action.about')} text>
      {info !== undefined && (
        <p>
          <strong>
            {t('appName')} {info.version}
          </strong>{' '}
          <span className="faint">
            Electron {info.electron}
            {info.developmentRuntime ? `　${t('devRuntime')}` : ''}
          </span>
        </p>
      )}
      <h3>{t('about.new')}</h3>
      <ul className="bullets">
        {whatIsNew.map((line) => (
          <li key={line.en}>{line[language]}</li>
        ))}
      </ul>
    </DialogFrame>
  );
}
