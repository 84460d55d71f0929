import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { isListPaper, type FixedVersion } from '../../../src-shared/contract/print-order.ts';
import { desk } from '../../desk.ts';
import { allStored } from '../../editing/accept.ts';
import { flushTyping } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import {
  chosenItems,
  compares,
  copiesOf,
  firstChoices,
  orderOf,
  type PrintChoices,
} from '../../workspace/print-choices.ts';
import {
  forgetPrinting,
  printing,
  printOrder,
  stopPrinting,
  type Printing as PrintingState,
} from '../../workspace/printing.ts';
import {
  activeDocument,
  activeItem,
  closeDialog,
  session,
  type ItemRef,
  type OpenDocument,
} from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { OutputActions } from '../frame/output-actions.tsx';
import { UndecidedList } from '../exchange/undecided-list.tsx';
import { CompareChoices } from './compare-choices.tsx';
import { PaperChoices } from './paper-choices.tsx';
import { SheetChoices } from './sheet-choices.tsx';
import { WhatChoices } from './what-choices.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** Loaded when something is to be printed: its styles name some hundred font files. */
const PrintPreview = lazy(() => import('./print-preview.tsx').then((module) => ({ default: module.PrintPreview })));

/** Chooses what to print and where to; the page itself is main's. */
export function PrintDialog({ changesOnly }: { changesOnly: boolean }): ReactNode {
  const document = useStore(session, activeDocument);
  const [item] = useState(activeItem);
  return document === undefined || item === undefined ? null : (
    <Printing document={document} item={item} changesOnly={changesOnly} />
  );
}

/** How far the print is, and what it came to. */
function PrintState({ now }: { now: PrintingState }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (state) => state.settings.language);
  return (
    <>
      <output className="print-state" data-tone={now.kind === 'failed' ? 'error' : 'info'}>
        {now.kind === 'busy' &&
          (now.total === 0 ? t('print.preparing') : t('print.progress', { done: now.done, total: now.total }))}
        {now.kind === 'done' && (now.name === undefined ? t('print.sent') : t('print.done', { name: now.name }))}
        {now.kind === 'stopped' && t('print.stopped')}
        {now.kind === 'failed' && sentence(now.failure, language)}
      </output>
      {now.kind === 'done' && now.output !== undefined && <OutputActions output={now.output} />}
      {now.kind === 'busy' && now.total > 0 && (
        <progress aria-label={t('print.progress.label')} value={now.done} max={now.total} />
      )}
    </>
  );
}

function PrintButtons({
  busy,
  isList,
  why,
  print,
}: {
  busy: boolean;
  isList: boolean;
  why: string | undefined;
  print: (to: 'printer' | 'pdf' | 'xlsx') => void;
}): ReactNode {
  const t = useTranslate();
  return (
    <>
      {/* One button with two meanings: the cursor on it stays in the dialog when the work is done. */}
      <Button onPress={() => (busy ? void stopPrinting() : closeDialog())}>{t(busy ? 'print.stop' : 'close')}</Button>
      {isList && (
        <TellingButton why={why} onPress={() => print('xlsx')}>
          {t('print.xlsx')}
        </TellingButton>
      )}
      <TellingButton why={why} onPress={() => print('pdf')}>
        {t('print.pdf')}
      </TellingButton>
      <TellingButton className="primary" why={why} onPress={() => print('printer')}>
        {t('print.printer')}
      </TellingButton>
    </>
  );
}

function Printing({
  document,
  item,
  changesOnly,
}: {
  document: OpenDocument;
  item: ItemRef;
  changesOnly: boolean;
}): ReactNode {
  const t = useTranslate();
  const now = useStore(printing, (state) => state);
  const [choices, setChoices] = useState(() => firstChoices(document, changesOnly));
  const [versions, setVersions] = useState<readonly FixedVersion[]>([]);
  const [ready, setReady] = useState(false);
  const change = (patch: Partial<PrintChoices>): void => {
    if (printing.get().kind !== 'busy') forgetPrinting();
    setChoices((before) => ({ ...before, ...patch }));
  };
  useEffect(() => {
    // What is being printed still is shown on; it goes on when the dialog is left.
    if (printing.get().kind !== 'busy') forgetPrinting();
    // What is being typed is printed too: it becomes a draft first.
    flushTyping();
    void allStored().then(() => setReady(true));
    void desk('fixedVersions', document.id).then(setVersions);
  }, [document.id]);

  const chosen = useMemo(() => chosenItems(document, item, choices), [document, item, choices]);
  const items = chosen.ok ? chosen.value : [];
  const order = orderOf(document, items, choices);
  // Typing goes first; the preview follows.
  const shown = useDeferredValue(JSON.stringify(order));
  const lacksVersion = choices.paper === 'comparison' && choices.since === 'none';
  const busy = now.kind === 'busy';
  const printable = items.length > 0 && !lacksVersion && !busy;
  // While it prints the buttons wait without being disabled: the one that has the cursor keeps it.
  const why = printable || busy ? undefined : t(lacksVersion ? 'print.since.choose' : 'print.none');
  const print = (to: 'printer' | 'pdf' | 'xlsx') =>
    void printOrder(order, to, { copies: copiesOf(choices) ?? 1, bothSides: choices.bothSides });
  return (
    <DialogFrame
      title={t(changesOnly ? 'action.printChanges' : 'print.title').replace('…', '')}
      size="full"
      answers={
        <>
          <PrintState now={now} />
          <PrintButtons busy={busy} isList={isListPaper(choices.paper)} why={why} print={print} />
        </>
      }
    >
      <div className="print">
        <div className="print-choices">
          <PaperChoices document={document} choices={choices} change={change} />
          <WhatChoices
            document={document}
            choices={choices}
            change={change}
            count={items.length}
            failure={chosen.ok ? undefined : chosen.failure}
          />
          {compares(choices.paper) && (
            <CompareChoices
              document={document}
              choices={choices}
              change={change}
              versions={versions}
              onFixed={(version) => setVersions((before) => [version, ...before])}
            />
          )}
          <SheetChoices document={document} choices={choices} change={change} />
          <UndecidedList document={document.id} items={items.map(({ key }) => key)} />
        </div>
        {ready && items.length > 0 && !lacksVersion ? (
          <Suspense fallback={<output>{t('print.preparing')}</output>}>
            <PrintPreview order={shown} />
          </Suspense>
        ) : (
          <div className="preview-pane">
            <output>{lacksVersion ? t('print.since.choose') : t('print.none')}</output>
          </div>
        )}
      </div>
    </DialogFrame>
  );
}
