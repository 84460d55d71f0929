import { lazy, Suspense, useEffect, type CSSProperties, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslate } from '../i18n/translate.ts';
import { teachState } from '../state/teaching.ts';
import { useStore } from '../state/use-store.ts';
import { activeDocument, activeItem, session, type ItemRef } from '../state/session.ts';
import { Dialogs } from './dialogs.tsx';
import { HeaderBar } from '../screens/frame/header.tsx';
import { Notices } from '../screens/frame/notices.tsx';
import { DocumentTabs, useUnsaved } from '../screens/frame/tabs.tsx';
import { ItemList } from '../screens/list/item-list.tsx';
import { ChecksPanel } from '../screens/panels/checks-panel.tsx';
import { Sheet } from '../screens/sheet/sheet.tsx';
import { StartScreen } from '../screens/start/start-screen.tsx';
import { GlancePage } from '../screens/glance/glance-page.tsx';
import { ExchangePage } from '../screens/exchange/exchange-page.tsx';
import { ContextMenu } from '../screens/frame/context-menu.tsx';
import { WorksLine } from '../screens/frame/works-line.tsx';

/** Comes when a form is taught: no other start is to wait for it. */
const TeachPage = lazy(async () => ({ default: (await import('../screens/teach/teach-page.tsx')).TeachPage }));

function Workspace(): ReactNode {
  const t = useTranslate();
  const document = useStore(session, ({ active }) => active);
  const item = useStore(session, ({ active, openItems }) => (active === undefined ? undefined : openItems[active]));
  const panel = useStore(session, (now) => now.panel);
  const open = useStore(session, activeDocument);
  const isGlance = useStore(session, (now) => now.page?.kind === 'glance');
  const ref: ItemRef | undefined = activeItem();
  const listWidth = useStore(session, (now) => now.settings.listWidth);
  const widths: CSSProperties = listWidth > 0 ? ({ '--list-width': `${listWidth}px` } as CSSProperties) : {};
  return (
    <div className="workspace" data-panel={panel} style={widths}>
      <ItemList />
      {isGlance && open !== undefined ? (
        <GlancePage document={open} />
      ) : (
        <main className="sheet" id="sheet" tabIndex={-1}>
          {document === undefined || item === undefined || ref === undefined ? (
            <p className="empty">{t('sheet.none')}</p>
          ) : (
            <Sheet item={ref} />
          )}
        </main>
      )}
      {panel === 'checks' && <ChecksPanel />}
    </div>
  );
}

/** What the window is for now: the sheets, or a page in their place. */
function Middle(): ReactNode {
  const page = useStore(session, (now) => now.page);
  const active = useStore(session, (now) => now.active);
  return page?.kind === 'exchange' && active !== undefined ? (
    <ExchangePage document={active} page={page} />
  ) : (
    <Workspace />
  );
}

/** The whole window. Theme and text size are attributes of the root element; the styles read them there. */
export function App(): ReactNode {
  const t = useTranslate();
  const ready = useStore(session, (now) => now.ready);
  const settings = useStore(session, (now) => now.settings);
  const teaching = useStore(teachState, (now) => now !== undefined);
  const empty = useStore(session, ({ documents }) => documents.length === 0);
  const name = useStore(session, ({ documents, active }) => documents.find(({ id }) => id === active)?.name);
  const active = useStore(session, (now) => now.active);
  const unsaved = useUnsaved(active ?? '');
  useEffect(() => {
    const root = window.document.documentElement;
    root.lang = settings.language;
    root.dataset['theme'] = settings.theme;
    root.dataset['textSize'] = settings.textSize;
  }, [settings.language, settings.theme, settings.textSize]);
  useEffect(() => {
    window.document.title = name === undefined ? t('appName') : `${unsaved ? '● ' : ''}${name} - ${t('appName')}`;
  }, [name, unsaved, t]);
  return (
    <I18nProvider locale={settings.language === 'ja' ? 'ja-JP' : 'en-GB'}>
      <div className="app" data-ready={ready || undefined}>
        {!empty && (
          <a
            className="skip"
            href="#sheet"
            onClick={(event) => {
              event.preventDefault();
              window.document.getElementById('sheet')?.focus();
            }}
          >
            {t('skip.sheet')}
          </a>
        )}
        <HeaderBar />
        {!empty && <DocumentTabs />}
        <WorksLine />
        <Notices />
        {ready ? (
          teaching ? (
            <Suspense fallback={null}>
              <TeachPage />
            </Suspense>
          ) : empty ? (
            <StartScreen />
          ) : (
            <Middle />
          )
        ) : (
          <main className="start">
            <h1>{t('loading')}</h1>
          </main>
        )}
        <Dialogs />
        <ContextMenu />
      </div>
    </I18nProvider>
  );
}
