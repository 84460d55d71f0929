import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Button, Radio, RadioGroup, Label } from 'react-aria-components';
import { allStored } from '../../editing/accept.ts';
import { flushTyping } from '../../editing/pending.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { showFailure } from '../../workspace/documents.ts';
import { currentList } from '../../workspace/list.ts';
import { activeDocument, activeItem, closeDialog } from '../../workspace/session.ts';
import { changedItems } from '../../workspace/texts.ts';
import { UndecidedList } from '../exchange/undecided-list.tsx';
import { DialogFrame } from './frame.tsx';

/** Loaded when something is to be printed: its styles name some hundred font files. */
const PrintPreview = lazy(() => import('./print-preview.tsx').then((module) => ({ default: module.PrintPreview })));

type What = 'item' | 'listed' | 'changed';
type Look = 'plain' | 'marked' | 'comparison';
const looks = ['plain', 'marked', 'comparison'] as const satisfies readonly Look[];

/** Chooses what to print and where to; the page itself is main's. */
export function PrintDialog({ changesOnly }: { changesOnly: boolean }): ReactNode {
  const t = useTranslate();
  const document = activeDocument();
  const item = activeItem();
  const [what, setWhat] = useState<What>(changesOnly ? 'changed' : 'item');
  const [look, setLook] = useState<Look>(changesOnly ? 'marked' : 'plain');
  const [done, setDone] = useState<string>();
  const [ready, setReady] = useState(false);
  // What is being typed is printed too: it becomes a draft first.
  useEffect(() => {
    flushTyping();
    void allStored().then(() => setReady(true));
  }, []);
  if (document === undefined || item === undefined) return null;
  const inOrder = document.items.map(({ key }) => key);
  const listed = currentList()
    .rows.filter(({ summary }) => summary.ref.document === document.id)
    .map(({ summary }) => summary.ref.item);
  const changedSet = new Set(changedItems(document.id));
  const changed = inOrder.filter((key) => changedSet.has(key));
  const items = what === 'item' ? [item.item] : what === 'listed' ? listed : changed;
  const print = async (to: 'printer' | 'pdf'): Promise<void> => {
    flushTyping();
    if (!(await allStored())) return;
    const result = await desk('print', { document: document.id, items: [...items], to, ...(look === 'plain' ? {} : { changes: look }) });
    if (!result.ok) {
      closeDialog();
      showFailure(result.failure);
    } else if (result.value.outcome === 'done') {
      if (result.value.name === undefined) closeDialog();
      else setDone(result.value.name);
    }
  };
  return (
    <DialogFrame
      title={t(changesOnly ? 'action.printChanges' : 'print.title').replace('…', '')}
      size="large"
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <Button isDisabled={items.length === 0} onPress={() => void print('pdf')}>
            {t('print.pdf')}
          </Button>
          <Button className="primary" isDisabled={items.length === 0} onPress={() => void print('printer')}>
            {t('print.printer')}
          </Button>
        </>
      }
    >
      <UndecidedList document={document.id} items={items} />
      <div className="print">
        <div className="print-choices">
          <RadioGroup className="radios" value={what} onChange={(next) => setWhat(next as What)}>
            <Label>{t('print.what')}</Label>
            <Radio value="item">{t('print.item')}</Radio>
            <Radio value="listed">{t('print.listed', { count: listed.length })}</Radio>
            <Radio value="changed" isDisabled={changed.length === 0}>
              {t('print.changed', { count: changed.length })}
            </Radio>
          </RadioGroup>
          <RadioGroup className="radios" value={look} onChange={(next) => setLook(next as Look)}>
            <Label>{t('print.look')}</Label>
            {looks.map((id) => (
              <Radio key={id} value={id} isDisabled={id !== 'plain' && changed.length === 0}>
                {t(`print.look.${id}`)}
              </Radio>
            ))}
          </RadioGroup>
        </div>
        {ready && items.length > 0 && (
          <Suspense fallback={<output>{t('print.preparing')}</output>}>
            <PrintPreview document={document.id} items={items} changes={look === 'plain' ? undefined : look} />
          </Suspense>
        )}
      </div>
      {done !== undefined && <output>{t('print.done', { name: done })}</output>}
    </DialogFrame>
  );
}
