import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { chooseAndOpen, openRecent, openSample } from '../../workspace/documents.ts';
import { openDialog, session } from '../../state/session.ts';

/** What the window shows while no workbook is open. */
export function StartScreen(): ReactNode {
  const t = useTranslate();
  const recent = useStore(session, (now) => now.recent);
  return (
    <main className="start">
      <h1>{t('start.title')}</h1>
      <p>{t('start.text')}</p>
      <div className="start-buttons">
        <Button className="primary" onPress={() => void chooseAndOpen()}>
          {t('start.open')}
        </Button>
        <Button onPress={() => openDialog({ kind: 'new-plan' })}>{t('action.newPlan')}</Button>
        <Button onPress={() => void openSample()}>{t('start.sample')}</Button>
      </div>
      <h2>{t('start.recent')}</h2>
      {recent.length === 0 ? (
        <p>{t('start.noRecent')}</p>
      ) : (
        <ul>
          {recent.map(({ id, name, folder, missing }) => (
            <li key={id}>
              <Button isDisabled={missing} onPress={() => void openRecent(id)}>
                <span className="recent-name">{name}</span>
                <span className="recent-folder">{missing ? `${folder} （${t('start.missing')}）` : folder}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </main>
  );
}
