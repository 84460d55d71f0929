import { useState, type ReactNode } from 'react';
import { Button, Checkbox, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { ExchangeView, ReportingStep } from '../../../src-shared/domain/exchange.ts';
import {
  defaultPattern,
  fileNameFrom,
  placeholders,
  unknownPlaceholders,
} from '../../../src-shared/domain/file-name-pattern.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { distribute } from '../../workspace/exchange.ts';
import { documentOf, session } from '../../state/session.ts';
import { Choose, type ChooseOption } from '../frame/choose.tsx';
import { chosenParcels, ParcelChoice, type LeftOut } from './parcel-choice.tsx';

const stepOf = (id: string): ReportingStep | undefined => {
  if (id === 'overall') return { kind: 'overall' };
  const [kind, year] = id.split('/');
  return kind === 'firstHalf' || kind === 'annual' ? { kind, year: Number(year) } : undefined;
};

/** Which sections and items, for which step, until when, under which names. */
export function SendTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [by, setBy] = useState<'lead' | 'any'>('lead');
  const [stepId, setStepId] = useState('none');
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const [pattern, setPattern] = useState(view.pattern ?? defaultPattern);
  const [lock, setLock] = useState(false);
  const [whole, setWhole] = useState(false);
  const [left, setLeft] = useState<LeftOut>(new Set());
  const opened = documentOf(document);
  const items = opened?.items ?? [];
  const structureLocked = opened?.warnings.some(({ kind }) => kind === 'structure-locked') ?? false;
  const chosen = chosenParcels(view.parcels[by], left);
  const step = stepOf(stepId);
  const steps: readonly ChooseOption[] = [
    { id: 'none', name: t('exchange.step.none') },
    ...(opened?.plan.years ?? []).flatMap((year) => [
      { id: `firstHalf/${year}`, name: t('exchange.step.firstHalf', { year: fiscalYearName(year, settings) }) },
      { id: `annual/${year}`, name: t('exchange.step.annual', { year: fiscalYearName(year, settings) }) },
    ]),
    { id: 'overall', name: t('exchange.step.overall') },
  ];
  const [first] = chosen;
  const example =
    first === undefined
      ? ''
      : fileNameFrom(pattern, {
          section: first.section,
          numbers: first.items.map((key) => items.find((item) => item.key === key)?.no ?? ''),
          ...(step === undefined ? {} : { step }),
          ...(due === '' ? {} : { due }),
        });
  const unknown = unknownPlaceholders(pattern);
  return (
    <div className="send">
      <div className="row">
        <Choose
          label={t('exchange.by')}
          showLabel
          value={by}
          options={[
            { id: 'lead', name: t('exchange.by.lead') },
            { id: 'any', name: t('exchange.by.any') },
          ]}
          onChange={(id) => setBy(id === 'any' ? 'any' : 'lead')}
        />
        <Choose label={t('exchange.step')} showLabel value={stepId} options={steps} onChange={setStepId} />
        <TextField value={due} onChange={setDue}>
          <Label>{t('exchange.due')}</Label>
          <Input type="date" />
        </TextField>
      </div>
      <Checkbox
        className="tick-box"
        isSelected={lock && step !== undefined}
        isDisabled={step === undefined}
        onChange={setLock}
      >
        <span className="tick" aria-hidden="true" />
        <span>
          {t('exchange.lock')}
          <span className="soft">{t(step === undefined ? 'exchange.lock.step' : 'exchange.lock.how')}</span>
        </span>
      </Checkbox>
      <ParcelChoice parcels={view.parcels[by]} items={items} left={left} onChange={setLeft} />
      <div className="row wide">
        <TextField
          className="pattern"
          value={pattern}
          onChange={setPattern}
          maxLength={200}
          isInvalid={unknown.length > 0}
        >
          <Label>{t('exchange.pattern')}</Label>
          <Input />
          <Text slot="description" className="soft">
            {t('exchange.pattern.help', {
              words: placeholders
                .map(([word, english]) => `{${settings.language === 'ja' ? word : english}}`)
                .join(' '),
              example,
            })}
          </Text>
          <FieldError className="warn">
            {t('exchange.pattern.unknown', { words: unknown.map((word) => `{${word}}`).join(' ') })}
          </FieldError>
        </TextField>
        <TextField className="note-to-self" value={note} onChange={setNote} maxLength={2000}>
          <Label>{t('exchange.note')}</Label>
          <Input />
        </TextField>
      </div>
      {structureLocked && (
        <div className="remark">
          <p>{t('exchange.whole')}</p>
          <Checkbox className="tick-box" isSelected={whole} onChange={setWhole}>
            <span className="tick" aria-hidden="true" />
            {t('exchange.whole.confirm')}
          </Checkbox>
        </div>
      )}
      <Button
        className="primary"
        isDisabled={chosen.length === 0 || unknown.length > 0 || (structureLocked && !whole)}
        onPress={() => {
          void distribute({
            by,
            parcels: chosen.map(({ section, items: keys }) => ({ section, items: [...keys] })),
            ...(step === undefined ? {} : { step }),
            ...(due === '' ? {} : { due }),
            ...(note === '' ? {} : { note }),
            ...(pattern === defaultPattern ? {} : { pattern }),
            ...(lock && step !== undefined ? { lock } : {}),
            ...(whole ? { whole } : {}),
          });
        }}
      >
        {t('exchange.sendNow', { count: chosen.length })}
      </Button>
    </div>
  );
}
