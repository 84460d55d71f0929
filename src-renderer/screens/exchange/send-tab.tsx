import { useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, ParcelView, ReportingStep, SectionView } from '../../../src-shared/domain/exchange.ts';
import { parseStep, stepCode, stepName, stepsToSend } from '../../../src-shared/checks/reporting-steps.ts';
import { defaultPattern, fileNameFrom, unknownPlaceholders } from '../../../src-shared/domain/file-name-pattern.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { fiscalYearName } from '../../i18n/years.ts';
import { useStore } from '../../state/use-store.ts';
import { useDialogDraft } from '../../state/dialog-drafts.ts';
import { distribute, usePlanViews, useWorkbooksOfPlan } from '../../workspace/exchange.ts';
import { itemsOfPlan, keyInPlan, parcelsByDocument, parcelsOfPlan } from '../../workspace/plan-of-folder.ts';
import { documentOf, session } from '../../state/session.ts';
import type { ChooseOption } from '../frame/choose.tsx';
import { markedIn } from '../../workspace/marks.ts';
import { chosenParcels, leftOutByMarks, ParcelChoice, type LeftOut } from './parcel-choice.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import type { SendingChoice, SendingOptions } from '../../../src-shared/contract/sending.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { given } from '../../../src-shared/domain/given.ts';
import type { FormModel } from '../../../src-shared/form/model.ts';
import { SendOptions, type SendChoices } from './send-options.tsx';
import { formOf } from '../../../src-shared/form/forms.ts';
import { saidHow } from '../../i18n/form-names.ts';
import { saidStage } from '../../../src-shared/form/said.ts';

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

/** Asks before a section gets the same step a second time. */
function SendAgain({
  sections,
  onNo,
  onYes,
}: {
  sections: readonly SectionView[];
  onNo: () => void;
  onYes: () => void;
}): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const names = sections.slice(0, 5).map(({ section }) => section);
  return (
    <span className="ask-first" role="alert">
      <span>
        {t('exchange.again', { count: sections.length, sections: names.join(language === 'ja' ? '、' : ', ') })}
      </span>
      {/* The question has come up because of a press: the cursor goes to its safe answer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <Button autoFocus onPress={onNo}>
        {t('cancel')}
      </Button>
      <Button onPress={onYes}>{t('exchange.again.yes')}</Button>
    </span>
  );
}

/** The steps of the form that can be sent for, by their names. */
function stepOptions(
  form: FormModel,
  years: readonly number[],
  settings: Settings,
  t: Translate,
): readonly ChooseOption[] {
  return [
    { id: 'none', name: t('exchange.step.none') },
    ...stepsToSend(form, years).map((one) => {
      const year = one.year === undefined ? '' : fiscalYearName(one.year, settings);
      const name = form.stages.find(({ id }) => id === one.kind)?.name ?? one.kind;
      return { id: stepCode(one), name: saidStage(form, one.kind, saidHow(settings), one) ?? `${year} ${name}`.trim() };
    }),
  ];
}

/** What the first file is called by the pattern as it is now. */
const exampleName = (
  first: ParcelView | undefined,
  items: readonly ItemSheet[],
  { pattern, due }: SendChoices,
  step: string | undefined,
): string =>
  first === undefined
    ? ''
    : fileNameFrom(pattern, {
        section: first.section,
        numbers: first.items.map((key) => items.find((item) => item.key === key)?.no ?? ''),
        ...given({ step, due: due === '' ? undefined : due }),
      });

/** What was chosen, as a sending takes it: an empty field says nothing. */
const chosenOptions = (
  { by, due, note, pattern, lock, whole }: SendChoices,
  step: ReportingStep | undefined,
): SendingOptions & Pick<SendingChoice, 'whole'> => ({
  by,
  ...given({
    step,
    due: due === '' ? undefined : due,
    note: note === '' ? undefined : note,
    pattern: pattern === defaultPattern ? undefined : pattern,
    lock: lock && step !== undefined ? lock : undefined,
    whole: whole ? whole : undefined,
  }),
});

const firstChoices = { by: 'lead', stepId: 'none', due: '', note: '', lock: false, whole: false } as const;

/** Which sections and items, for which step, until when, under which names. */
export function SendTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const views = usePlanViews(document);
  const workbooks = useWorkbooksOfPlan(document);
  const [choices, setChoices] = useState<SendChoices>({ ...firstChoices, pattern: view.pattern ?? defaultPattern });
  const { by, stepId, note, pattern } = choices;
  const [left, setLeft] = useState<LeftOut>(() =>
    leftOutByMarks(
      [...parcelsOfPlan(views, 'lead'), ...parcelsOfPlan(views, 'any')],
      workbooks.flatMap(({ id }) => markedIn(id).map(({ item }) => keyInPlan(id, item))),
    ),
  );
  const [asks, setAsks] = useState(false);
  const opened = documentOf(document);
  const items = useMemo(() => itemsOfPlan(workbooks), [workbooks]);
  const parcels = useMemo(() => parcelsOfPlan(views, by), [views, by]);
  const form = formOf(items[0] ?? {});
  const structureLocked = workbooks.some(({ warnings }) => warnings.some(({ kind }) => kind === 'structure-locked'));
  const chosen = chosenParcels(parcels, left);
  const step = stepId === 'none' ? undefined : parseStep(stepId);
  const again = sentBefore(
    [...views.values()].flatMap(({ sections }) => sections),
    chosen,
    step,
  );
  useDialogDraft(note.trim() === '' ? undefined : t('exchange.note'));
  const steps = stepOptions(form, opened?.plan.years ?? [], settings, t);
  const stepWords = step === undefined ? undefined : stepName(step, form, settings.years);
  const example = exampleName(chosen[0], items, choices, stepWords);
  const send = async (): Promise<void> => {
    setAsks(false);
    const { [document]: own = [], ...others } = Object.fromEntries(parcelsByDocument(chosen));
    const also = Object.entries(others).map(([id, theirs]) => ({ document: id, parcels: theirs }));
    const sent = await distribute(document, { parcels: own, ...chosenOptions(choices, step) }, also);
    if (sent !== undefined && sent.stopped === undefined) setChoices((before) => ({ ...before, note: '' }));
  };
  const lacks = (): string | undefined => {
    if (chosen.length === 0) return t('exchange.lacks.sections');
    if (unknownPlaceholders(pattern).length > 0) return t('exchange.lacks.pattern');
    return structureLocked && !choices.whole ? t('exchange.lacks.whole') : undefined;
  };
  return (
    <div className="send">
      <div className="panes send-panes">
        <SendOptions
          choices={choices}
          change={(patch) => setChoices((before) => ({ ...before, ...patch }))}
          steps={steps}
          example={example}
          structureLocked={structureLocked}
        />
        <section className="pane" aria-label={t('exchange.sections')}>
          <ParcelChoice parcels={parcels} items={items} left={left} onChange={setLeft} />
        </section>
      </div>
      <footer className="page-foot">
        {asks && again.length > 0 ? (
          <SendAgain sections={again} onNo={() => setAsks(false)} onYes={() => void send()} />
        ) : (
          <TellingButton
            className="react-aria-Button primary"
            why={lacks()}
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
