import type { ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import type { RecentFile } from '../../../src-shared/contract/documents.ts';
import { desk } from '../../desk.ts';
import { dateTimeName } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { chooseAndOpen, openRecent, openSample, refreshRecent } from '../../workspace/documents.ts';
import { TellingButton } from '../frame/telling-button.tsx';
import { UnsavedMark } from '../frame/tabs.tsx';
import { openDialog, session } from '../../state/session.ts';

/** A file opened before: when, whether it holds what was typed, and the ways to keep it here or take it away. */
function Recent({ file: { id, name, folder, openedAt, missing, pinned, unsaved } }: { file: RecentFile }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const change = (what: 'pin' | 'unpin' | 'forget'): void => void desk('changeRecent', id, what).then(refreshRecent);
  return (
    <li className="recent">
      <TellingButton
        className="recent-open"
        why={missing ? t('start.missing.why') : undefined}
        onPress={() => void openRecent(id)}
      >
        <span className="recent-name">
          {unsaved && <UnsavedMark />}
          {name}
        </span>
        <span className="recent-folder" title={folder}>
          {missing ? `${folder} （${t('start.missing')}）` : folder}
        </span>
        <span className="recent-date">{dateTimeName(openedAt, settings)}</span>
      </TellingButton>
      <ToggleButton
        className="react-aria-ToggleButton small"
        isSelected={pinned}
        aria-label={t('start.pinOf', { name })}
        onChange={(on) => change(on ? 'pin' : 'unpin')}
      >
        {t('start.pin')}
      </ToggleButton>
      <Button className="quiet" aria-label={t('start.forgetOf', { name })} onPress={() => change('forget')}>
        ×
      </Button>
    </li>
  );
}

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
          {recent.map((file) => (
            <Recent key={file.id} file={file} />
          ))}
        </ul>
      )}
    </main>
  );
}
