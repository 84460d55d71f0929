import { useState, type ReactNode } from 'react';
import { Button, Checkbox, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { ExchangeView, ParcelView, ReportingStep, SectionView } from '../../../src-shared/domain/exchange.ts';
import { parseStep, stepCode, stepName, stepsToSend } from '../../../src-shared/checks/reporting-steps.ts';
import {
  defaultPattern,
  fileNameFrom,
  placeholders,
  unknownPlaceholders,
} from '../../../src-shared/domain/file-name-pattern.ts';
import { dayName, localDate } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { useDialogDraft } from '../../state/dialog-drafts.ts';
import { distribute } from '../../workspace/exchange.ts';
import { documentOf, session } from '../../state/session.ts';
import { Choose, type ChooseOption } from '../frame/choose.tsx';
import { markedIn } from '../../workspace/marks.ts';
import { chosenParcels, leftOutByMarks, ParcelChoice, type LeftOut } from './parcel-choice.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import { formOf } from '../../../src-shared/form/forms.ts';
import { nameOr } from '../../i18n/form-names.ts';

/** Sections of the choice that have a file of the same step already. */
function sentBefore(
  sections: readonly SectionView[],
  chosen: readonly ParcelView[],
  step: ReportingStep | undefined,
): readonly SectionView[] {
  const names = new Set(chosen.map(({ section }) => section));
  const code = step === undefined ? '' : stepCode(step);
  return sections.filter(
    (sent) =>
      sent.closed !== true && names.has(sent.section) && (sent.step === undefined ? '' : stepCode(sent.step)) === code,
  );
}

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
  const [left, setLeft] = useState<LeftOut>(() =>
    leftOutByMarks(
      [...view.parcels.lead, ...view.parcels.any],
      markedIn(document).map(({ item }) => item),
    ),
  );
  const [asks, setAsks] = useState(false);
  const opened = documentOf(document);
  const items = opened?.items ?? [];
  const form = formOf(items[0] ?? {});
  const structureLocked = opened?.warnings.some(({ kind }) => kind === 'structure-locked') ?? false;
  const chosen = chosenParcels(view.parcels[by], left);
  const step = stepId === 'none' ? undefined : parseStep(stepId);
  const again = sentBefore(view.sections, chosen, step);
  useDialogDraft(note.trim() === '' ? undefined : t('exchange.note'));
  const steps: readonly ChooseOption[] = [
    { id: 'none', name: t('exchange.step.none') },
    ...stepsToSend(form, opened?.plan.years ?? []).map((one) => {
      const year = one.year === undefined ? '' : fiscalYearName(one.year, settings);
      const name = form.stages.find(({ id }) => id === one.kind)?.name ?? one.kind;
      return { id: stepCode(one), name: nameOr(`exchange.step.${one.kind}`, `${year} ${name}`.trim(), { year }) };
    }),
  ];
  const [first] = chosen;
  const example =
    first === undefined
      ? ''
      : fileNameFrom(pattern, {
          section: first.section,
          numbers: first.items.map((key) => items.find((item) => item.key === key)?.no ?? ''),
          ...(step === undefined ? {} : { step: stepName(step, form, settings.years) }),
          ...(due === '' ? {} : { due }),
        });
  const unknown = unknownPlaceholders(pattern);
  const send = async (): Promise<void> => {
    setAsks(false);
    const sent = await distribute(document, {
      by,
      parcels: chosen.map(({ section, items: keys }) => ({ section, items: [...keys] })),
      ...(step === undefined ? {} : { step }),
      ...(due === '' ? {} : { due }),
      ...(note === '' ? {} : { note }),
      ...(pattern === defaultPattern ? {} : { pattern }),
      ...(lock && step !== undefined ? { lock } : {}),
      ...(whole ? { whole } : {}),
    });
    if (sent !== undefined && sent.stopped === undefined) setNote('');
  };
  const lacks =
    chosen.length === 0
      ? t('exchange.lacks.sections')
      : unknown.length > 0
        ? t('exchange.lacks.pattern')
        : structureLocked && !whole
          ? t('exchange.lacks.whole')
          : undefined;
  return (
    <div className="send">
      <div className="panes send-panes">
        <section className="pane options" aria-label={t('exchange.options')}>
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
          <TextField className="due-field" value={due} onChange={setDue}>
            <Label>{t('exchange.due')}</Label>
            <Input type="date" />
            <Text slot="description" className="soft">
              {due === '' ? '' : dayName(localDate(due), settings)}
            </Text>
          </TextField>
          <Checkbox
            className="tick-box"
            isSelected={lock && step !== undefined}
            isDisabled={step === undefined}
            aria-describedby="lock-how"
            onChange={setLock}
          >
            <span className="tick" aria-hidden="true" />
            <span>
              {t('exchange.lock')}
              <span id="lock-how" className="soft">
                {t(step === undefined ? 'exchange.lock.step' : 'exchange.lock.how')}
              </span>
            </span>
          </Checkbox>
          <TextField className="note-to-sections" value={note} onChange={setNote} maxLength={2000}>
            <Label>{t('exchange.note')}</Label>
            <Input />
            <Text slot="description" className="soft">
              {t('exchange.note.help')}
            </Text>
          </TextField>
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
          {structureLocked && (
            <div className="remark">
              <p>{t('exchange.whole')}</p>
              <Checkbox className="tick-box" isSelected={whole} onChange={setWhole}>
                <span className="tick" aria-hidden="true" />
                {t('exchange.whole.confirm')}
              </Checkbox>
            </div>
          )}
        </section>
        <section className="pane" aria-label={t('exchange.sections')}>
          <ParcelChoice parcels={view.parcels[by]} items={items} left={left} onChange={setLeft} />
        </section>
      </div>
      <footer className="page-foot">
        {asks && again.length > 0 ? (
          <span className="ask-first" role="alert">
            <span>
              {t('exchange.again', {
                count: again.length,
                sections: again
                  .slice(0, 5)
                  .map(({ section }) => section)
                  .join(settings.language === 'ja' ? '、' : ', '),
              })}
            </span>
            {/* The question has come up because of a press: the cursor goes to its safe answer. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <Button autoFocus onPress={() => setAsks(false)}>
              {t('cancel')}
            </Button>
            <Button onPress={() => void send()}>{t('exchange.again.yes')}</Button>
          </span>
        ) : (
          <TellingButton
            className="react-aria-Button primary"
            why={lacks}
            onPress={() => {
              if (again.length > 0) setAsks(true);
              else void send();
            }}
          >
            {t('exchange.sendNow', { count: chosen.length })}
          </TellingButton>
        )}
      </footer>
    </div>
  );
}
