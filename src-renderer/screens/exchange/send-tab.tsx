import { useState, type ReactNode } from 'react';
import { Button, Checkbox, CheckboxGroup, Input, Label, TextField } from 'react-aria-components';
import type { ExchangeView, ReportingStep } from '../../../src-shared/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../store/use-store.ts';
import { distribute } from '../../workspace/exchange.ts';
import { documentOf, session } from '../../workspace/session.ts';
import { Choose, type ChooseOption } from '../frame/choose.tsx';

const stepOf = (id: string): ReportingStep | undefined => {
  if (id === 'overall') return { kind: 'overall' };
  const [kind, year] = id.split('/');
  return kind === 'firstHalf' || kind === 'annual' ? { kind, year: Number(year) } : undefined;
};

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** One workbook per section: which sections, for which step, until when. */
export function SendTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [by, setBy] = useState<'lead' | 'any'>('lead');
  const [step, setStep] = useState('none');
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const [left, setLeft] = useState<readonly string[]>([]);
  const opened = documentOf(document);
  const parcels = view.parcels[by];
  const chosen = parcels.map(({ section }) => section).filter((section) => !left.includes(section));
  const steps: readonly ChooseOption[] = [
    { id: 'none', name: t('exchange.step.none') },
    ...(opened?.plan.years ?? []).flatMap((year) => [
      { id: `firstHalf/${year}`, name: t('exchange.step.firstHalf', { year: fiscalYearName(year, settings) }) },
      { id: `annual/${year}`, name: t('exchange.step.annual', { year: fiscalYearName(year, settings) }) },
    ]),
    { id: 'overall', name: t('exchange.step.overall') },
  ];
  const numbers = (keys: readonly string[]): string =>
    keys.map((key) => opened?.items.find((item) => item.key === key)?.no ?? '').join('・');
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
        <Choose label={t('exchange.step')} showLabel value={step} options={steps} onChange={setStep} />
      </div>
      <div className="row">
        <TextField value={due} onChange={setDue} isInvalid={due !== '' && !isDate(due)}>
          <Label>{t('exchange.due')}</Label>
          <Input />
        </TextField>
        <TextField value={note} onChange={setNote} maxLength={2000}>
          <Label>{t('exchange.note')}</Label>
          <Input />
        </TextField>
      </div>
      <CheckboxGroup className="parcels" value={chosen} onChange={(now) => setLeft(parcels.map(({ section }) => section).filter((section) => !now.includes(section)))}>
        <Label>{t('exchange.sections')}</Label>
        {parcels.map(({ section, items }) => (
          <Checkbox key={section} value={section}>
            <span className="tick" aria-hidden="true" />
            {section === '' ? t('exchange.noSection') : section}
            <span className="soft">{t('exchange.items', { items: numbers(items) })}</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Button
        className="primary"
        isDisabled={chosen.length === 0 || (due !== '' && !isDate(due))}
        onPress={() => {
          const reporting = stepOf(step);
          void distribute({
            by,
            sections: chosen,
            ...(reporting === undefined ? {} : { step: reporting }),
            ...(due === '' ? {} : { due }),
            ...(note === '' ? {} : { note }),
          });
        }}
      >
        {t('exchange.sendNow')}
      </Button>
    </div>
  );
}
