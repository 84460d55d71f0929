import { useState, type ReactNode } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { searchKey } from '../../../src-shared/domain/normal.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { closeDialog, openDialog, session } from '../../state/session.ts';
import { Marked } from '../list/marked.tsx';
import { DialogFrame } from './frame.tsx';
import { helpSections } from './help-text.ts';

/** Goes to a section: its head gets the cursor, so that a screen reader reads on from there. */
function showSection(index: number): void {
  const section = document.getElementById(`help-${index}`);
  section?.scrollIntoView({ behavior: 'instant' });
  section?.querySelector('h3')?.focus({ preventScroll: true });
}

/** How the app is used: contents at the left, a search over all of it, and the version at its end. */
export function HelpDialog(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const info = useStore(session, (now) => now.info);
  const [query, setQuery] = useState('');
  const wanted = searchKey(query);
  const shown = helpSections.filter(
    ({ title, paragraphs }) =>
      wanted === '' || [title, ...paragraphs].some((text) => searchKey(text[language]).includes(wanted)),
  );
  return (
    <DialogFrame
      title={t('help.title')}
      size="large"
      text
      answers={
        <>
          <Button onPress={() => openDialog({ kind: 'about' })}>{t('action.about')}</Button>
          <Button onPress={() => openDialog({ kind: 'keys' })}>{t('keys.title')}</Button>
          <Button onPress={closeDialog}>{t('close')}</Button>
        </>
      }
    >
      <SearchField className="search" aria-label={t('help.search')} value={query} onChange={setQuery}>
        <Input placeholder={t('help.search')} autoComplete="off" spellCheck="false" />
        <Button className="clear" aria-label={t('list.clear')}>
          <span aria-hidden="true">×</span>
        </Button>
      </SearchField>
      <nav className="help-contents" aria-label={t('help.contents')}>
        {shown.map(({ title }, index) => (
          <Button key={title.en} className="quiet" onPress={() => showSection(index)}>
            {title[language]}
          </Button>
        ))}
      </nav>
      {shown.length === 0 && <p>{t('help.none')}</p>}
      {shown.map(({ title, paragraphs }, index) => (
        <section key={title.en} className="help" id={`help-${index}`}>
          <h3 tabIndex={-1}>
            <Marked text={title[language]} query={query} />
          </h3>
          {paragraphs.map((paragraph) => (
            <p key={paragraph.en}>
              <Marked text={paragraph[language]} query={query} />
            </p>
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
