import { useState, type ReactNode } from 'react';
import { Button, Checkbox, CheckboxGroup, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { SectionView } from '../../../src-shared/domain/exchange.ts';
import { defaultPattern } from '../../../src-shared/domain/file-name-pattern.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { distribute } from '../../workspace/exchange.ts';
import { closeDialog, documentOf } from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import { DueField } from './due-field.tsx';

/** Sends items of a returned file back to their section with a reason (差戻し), as a sending that refers to the first one. */
export function SendBackDialog({ document, section }: { document: string; section: SectionView }): ReactNode {
  const t = useTranslate();
  const numbers = new Set(section.items);
  const items = (documentOf(document)?.items ?? []).filter(({ no }) => numbers.has(no));
  // Of one sheet there is nothing to choose.
  const [chosen, setChosen] = useState<readonly string[]>(items.length === 1 ? items.map(({ key }) => key) : []);
  const [reason, setReason] = useState('');
  const [due, setDue] = useState('');
  const lacks =
    chosen.length === 0
      ? t('exchange.back.lacks.items')
      : reason.trim() === ''
        ? t('exchange.back.lacks.reason')
        : undefined;
  const send = (): void => {
    closeDialog();
    void distribute(document, {
      by: 'lead',
      parcels: [{ section: section.section, items: [...chosen] }],
      note: t('exchange.back.note', { reason: reason.trim() }),
      pattern: `${defaultPattern}_${t('exchange.back.file')}`,
      sentBack: section.id,
      ...(due === '' ? {} : { due }),
    });
  };
  return (
    <DialogFrame
      title={t('exchange.back.title', { section: section.section })}
      hasDraft={reason.trim() !== ''}
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <TellingButton className="primary" why={lacks} onPress={send}>
            {t('exchange.back.run')}
          </TellingButton>
        </>
      }
    >
      <div className="exchange send-back">
        <p>{t('exchange.back.text')}</p>
        <CheckboxGroup value={[...chosen]} onChange={setChosen} aria-label={t('exchange.back.items')}>
          <Label>{t('exchange.back.items')}</Label>
          {items.map(({ key, no, fields }) => (
            <Checkbox key={key} value={key} className="tick-box">
              <span className="tick" aria-hidden="true" />
              No.{no} {fields['title']?.text}
            </Checkbox>
          ))}
        </CheckboxGroup>
        <TextField value={reason} onChange={setReason} maxLength={1500}>
          <Label>{t('exchange.back.reason')}</Label>
          <TextArea rows={3} />
          <Text slot="description" className="soft">
            {t('exchange.back.reason.help')}
          </Text>
        </TextField>
        <DueField due={due} onChange={setDue} />
      </div>
    </DialogFrame>
  );
}
