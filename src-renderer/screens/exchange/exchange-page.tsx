import { useEffect, useRef, type ReactNode } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { isComposing } from '../../editing/composing.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { workbooksOfPlan } from '../../workspace/plan-of-folder.ts';
import { chooseFolder, leaveExchange, refresh, useExchange, type ExchangeSession } from '../../workspace/exchange.ts';
import {
  documentOf,
  exchangeTabs,
  patchSession,
  session,
  type ExchangeTab,
  type FieldRef,
  type ExchangePageState,
} from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { OutputActions } from '../frame/output-actions.tsx';
import { CollectTab } from './collect-tab.tsx';
import { DecideTab } from './decide-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import { SendTab } from './send-tab.tsx';
import { StatusTab } from './status-tab.tsx';

/** What Escape belongs to before it leaves the page: a text that is being written, a list or a dialog that is open. */
const ownsEscape = 'textarea, input, [role="listbox"], [role="dialog"], [role="alertdialog"], [role="menu"]';

/** Sending out, collecting, deciding and who is missing: the exchange of one workbook, in the place of list and sheet. */
export function ExchangePage({ document, page }: { document: string; page: ExchangePageState }): ReactNode {
  const t = useTranslate();
  const now = useExchange(document);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    for (const { id } of workbooksOfPlan(document)) void refresh(id);
    head.current?.focus();
  }, [document]);
  const { view } = now;
  const others = workbooksOfPlan(document).length - 1;
  const open = view === undefined ? 0 : view.conflicts.length + view.sheets.length + view.questions.length;
  const first: ExchangeTab = page.at === undefined ? (view?.sections.length === 0 ? 'send' : 'collect') : 'decide';
  const tab = page.tab ?? first;
  const isKnown = view !== undefined;
  useEffect(() => {
    // Chosen once: what is sent or taken in meanwhile leads nobody to another tab.
    if (isKnown && page.tab === undefined) patchSession({ page: { ...page, tab } });
  }, [isKnown, page, tab]);
  useEscape(leaveExchange);
  return (
    <main className="exchange page" id="sheet" tabIndex={-1} aria-busy={view === undefined || now.busy}>
      <header className="page-head">
        <Button onPress={leaveExchange}>‹ {t('exchange.leave')}</Button>
        <h1 ref={head} tabIndex={-1}>
          {t('exchange.title')}{' '}
          <span className="soft">
            {documentOf(document)?.name}
            {others > 0 && t('plan.others', { count: others })}
          </span>
        </h1>
      </header>
      <PageNotes document={document} now={now} />
      {view !== undefined && (
        <Tabs
          className="tabs-inside"
          selectedKey={tab}
          onSelectionChange={(key) => patchSession({ page: { kind: 'exchange', tab: key as ExchangeTab } })}
        >
          <TabList aria-label={t('exchange.title')}>
            {exchangeTabs.map((id) => (
              <Tab key={id} id={id}>
                {t(`exchange.${id}`, { count: open })}
              </Tab>
            ))}
          </TabList>
          <TabPanel id="send">
            <SendTab document={document} view={view} />
          </TabPanel>
          <TabPanel id="collect">
            <CollectTab document={document} now={now} />
          </TabPanel>
          <TabPanel id="decide">
            <DecideTab key={placeOf(page.at)} document={document} view={view} at={page.at} />
          </TabPanel>
          <TabPanel id="status">
            <StatusTab document={document} view={view} />
          </TabPanel>
          <TabPanel id="record">
            <RecordTab document={document} view={view} />
          </TabPanel>
        </Tabs>
      )}
    </main>
  );
}

/** What is to be known of the plan folder, and what the last work came to. */
function PageNotes({ document, now }: { document: string; now: ExchangeSession }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (state) => state.settings.language);
  const { view } = now;
  return (
    <div className="page-notes">
      {view?.elsewhere === true && <p className="remark">{t('exchange.elsewhere', { folder: view.folder })}</p>}
      {view !== undefined && view.several.length > 0 && (
        <div className="remark">
          <p>{t('exchange.several', { count: view.several.length })}</p>
          {view.several.map((folder) => (
            <Button key={folder} isDisabled={now.busy} onPress={() => void chooseFolder(document, folder)}>
              {folder}
            </Button>
          ))}
        </div>
      )}
      {view?.warnings.map((warning, index) => (
        <p key={index} className="remark">
          {sentence(warning, language)}
        </p>
      ))}
      {view?.others.map(({ who, host }) => (
        <p key={host} className="remark">
          {t('exchange.others', { who, host })}
        </p>
      ))}
      {view !== undefined && view.unread > 0 && (
        <p className="remark">{t('exchange.unread', { count: view.unread })}</p>
      )}
      <div className="message-line">
        <output className="message" data-tone={now.message?.tone}>
          {now.message?.text}
        </output>
        {now.message?.output !== undefined && <OutputActions output={now.message.output} />}
      </div>
    </div>
  );
}

/** Leaves by Escape, unless something on the page has a use for it. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    // On the window: what had the cursor may be gone with a work that is done.
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      if (event.target instanceof Element && event.target.closest(ownsEscape) !== null) return;
      event.preventDefault();
      leave();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [leave]);
}

const placeOf = (at: FieldRef | undefined): string => (at === undefined ? '' : `${at.item} ${at.path}`);
