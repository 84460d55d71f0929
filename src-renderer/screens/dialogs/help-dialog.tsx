import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { closeDialog, openDialog, session } from '../../state/session.ts';
import { DialogFrame } from './frame.tsx';
import { helpSections } from './help-text.ts';

/** How the app is used, with the version at its end. */
export function HelpDialog(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const info = useStore(session, (now) => now.info);
  return (
    <DialogFrame
      title={t('help.title')}
      size="large"
      text
      answers={
        <>
          <Button onPress={() => openDialog({ kind: 'keys' })}>{t('keys.title')}</Button>
          <Button onPress={closeDialog}>{t('close')}</Button>
        </>
      }
    >
      {helpSections.map(({ title, paragraphs }) => (
        <section key={title.en} className="help">
          <h3>{title[language]}</h3>
          {paragraphs.map((paragraph) => (
            <p key={paragraph.en}>{paragraph[language]}</p>
          ))}
        </section>
      ))}
      {info !== undefined && (
        <p className="faint">
          {t('appName')} {info.version} (Electron {info.electron}){info.developmentRuntime ? ` ${t('devRuntime')}` : ''}
        </p>
      )}
    </DialogFrame>
  );
}
