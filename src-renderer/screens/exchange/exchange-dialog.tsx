import { useEffect, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { closeExchange, exchange, openExchange } from '../../workspace/exchange.ts';
import { closeDialog, type FieldRef } from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { CollectTab } from './collect-tab.tsx';
import { DecideTab } from './decide-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import { SendTab } from './send-tab.tsx';
import { StatusTab } from './status-tab.tsx';

/** Sending out, collecting, deciding and who is missing: the exchange of one workbook. */
export function ExchangeDialog({
  document,
  tab,
  at,
}: {
  document: string;
  tab?: 'decide' | undefined;
  at?: FieldRef | undefined;
}): ReactNode {
  const t = useTranslate();
  const now = useStore(exchange, (state) => state);
  useEffect(() => {
    void openExchange(document);
    return closeExchange;
  }, [document]);
  const view = now?.view;
  const open = view === undefined ? 0 : view.conflicts.length + view.sheets.length + view.questions.length;
  return (
    <DialogFrame title={t('exchange.title')} size="large" onClose={closeDialog}>
      <div className="exchange" aria-busy={now?.busy ?? true}>
        {view?.elsewhere === true && <p className="remark">{t('exchange.elsewhere', { folder: view.folder })}</p>}
        {view?.others.map(({ who, host }) => (
          <p key={host} className="remark">
            {t('exchange.others', { who, host })}
          </p>
        ))}
        {view !== undefined && view.unread > 0 && (
          <p className="remark">{t('exchange.unread', { count: view.unread })}</p>
        )}
        <output className="message" data-tone={now?.message?.tone}>
          {now?.busy === true ? t('exchange.working') : now?.message?.text}
        </output>
        {now !== undefined && view !== undefined && (
          <Tabs className="tabs-inside" defaultSelectedKey={tab ?? (view.sections.length === 0 ? 'send' : 'collect')}>
            <TabList aria-label={t('exchange.title')}>
              <Tab id="send">{t('exchange.send')}</Tab>
              <Tab id="collect">{t('exchange.collect')}</Tab>
              <Tab id="decide">{t('exchange.decide', { count: open })}</Tab>
              <Tab id="status">{t('exchange.status')}</Tab>
              <Tab id="record">{t('exchange.record')}</Tab>
            </TabList>
            <TabPanel id="send">
              <SendTab document={document} view={view} />
            </TabPanel>
            <TabPanel id="collect">
              <CollectTab review={now.review} />
            </TabPanel>
            <TabPanel id="decide">
              <DecideTab document={document} view={view} at={at} />
            </TabPanel>
            <TabPanel id="status">
              <StatusTab document={document} view={view} />
            </TabPanel>
            <TabPanel id="record">
              <RecordTab document={document} view={view} />
            </TabPanel>
          </Tabs>
        )}
      </div>
    </DialogFrame>
  );
}
