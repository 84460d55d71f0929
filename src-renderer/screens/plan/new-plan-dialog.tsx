import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import type { PlanForm, PlanPreview as Preview } from '../../../src-shared/contract/plan-making.ts';
import { itemsOfTable, linesOf, yearsBetween } from '../../../src-shared/contract/plan-table.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { makePlan } from '../../workspace/plan-making.ts';
import { closeDialog, session } from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { Choose } from '../frame/choose.tsx';
import { Line, Lines } from './fields.tsx';
import { ItemTable } from './item-table.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** Loaded when it is shown: its styles name some hundred font files. */
const PlanPreview = lazy(() => import('./plan-preview.tsx').then((module) => ({ default: module.PlanPreview })));

const rowCounts = Array.from({ length: 31 }, (_, count) => ({ id: String(count), name: String(count) }));

/** «新しい計画»: the settings of a plan, what its workbook will look like, and where to keep it. */
export function NewPlanDialog(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const [title, setTitle] = useState('');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [pillars, setPillars] = useState('');
  const [statuses, setStatuses] = useState(t('plan.statuses.default'));
  const [grades, setGrades] = useState('A\nB\nC\nD');
  const [steps, setSteps] = useState('3');
  const [indicators, setIndicators] = useState('1');
  const [table, setTable] = useState('');
  /** The pillar of each item, by its place in the table. */
  const [pillarOf, setPillarOf] = useState<Readonly<Record<number, number>>>({});
  const [failure, setFailure] = useState<Failure>();
  const [preview, setPreview] = useState<{ readonly of: string; readonly shown: Preview }>();
  const [busy, setBusy] = useState(false);

  const years = yearsBetween(first, last);
  const read = itemsOfTable(table);
  // Pillars that the table names need not be written a second time.
  const written = linesOf(pillars);
  const named = read.flatMap(({ pillarName }) => pillarName ?? []);
  const pillarNames = [...new Map([...written, ...named].map((name) => [groupingKey(name), name])).values()];
  const items = read.map(({ pillarName, ...item }, i) => {
    const byName = pillarNames.findIndex((name) => groupingKey(name) === groupingKey(pillarName ?? '')) + 1;
    const pillar = pillarOf[i] ?? byName;
    return pillar >= 1 && pillar <= pillarNames.length ? { ...item, pillar } : item;
  });
  const form: PlanForm = {
    title: title.trim(),
    years: [...years],
    pillars: pillarNames,
    statuses: linesOf(statuses),
    grades: linesOf(grades),
    stepRows: Number(steps),
    indicatorRows: Number(indicators),
    items,
  };
  const signature = JSON.stringify(form);
  const ready =
    form.title !== '' && years.length > 0 && items.length > 0 && form.statuses.length > 0 && form.grades.length > 0;
  // While it works its buttons wait without being disabled: the one that has the cursor keeps it.
  const lacks = ready ? undefined : t('plan.new.lacks');
  const wrongYears = first !== '' && last !== '' && years.length === 0;

  const during = async (job: () => Promise<Failure | undefined>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      setFailure(await job());
    } finally {
      setBusy(false);
    }
  };
  const show = async (): Promise<Failure | undefined> => {
    const made = await desk('previewPlan', form);
    if (!made.ok) return made.failure;
    setPreview({ of: signature, shown: made.value });
    return undefined;
  };
  return (
    <DialogFrame
      title={t('plan.new')}
      hasDraft={[title, first, last, pillars, table].some((text) => text !== '')}
      size={preview === undefined ? 'large' : 'full'}
      answers={
        <>
          <Button onPress={closeDialog}>{t('cancel')}</Button>
          <TellingButton why={lacks} onPress={() => void during(show)}>
            {t('plan.preview')}
          </TellingButton>
          <TellingButton className="primary" why={lacks} onPress={() => void during(() => makePlan(form))}>
            {t('plan.make')}
          </TellingButton>
        </>
      }
    >
      <div className="plan" aria-busy={busy}>
        <div className="plan-fields">
          <Line label={t('plan.title')} value={title} onChange={setTitle} />
          <div className="plan-row">
            <Line label={t('plan.firstYear')} value={first} onChange={setFirst} isInvalid={wrongYears} />
            <Line label={t('plan.lastYear')} value={last} onChange={setLast} isInvalid={wrongYears} />
          </div>
          {wrongYears && <output>{t('plan.years.wrong')}</output>}
          <Lines label={t('plan.pillars')} value={pillars} onChange={setPillars} rows={3} />
          <div className="plan-row">
            <Lines label={t('plan.statuses')} value={statuses} onChange={setStatuses} rows={4} />
            <Lines label={t('plan.grades')} value={grades} onChange={setGrades} rows={4} />
          </div>
          <div className="plan-row">
            <Choose
              label={t('plan.stepRows')}
              showLabel
              value={steps}
              options={rowCounts.slice(1)}
              onChange={setSteps}
            />
            <Choose
              label={t('plan.indicatorRows')}
              showLabel
              value={indicators}
              options={rowCounts}
              onChange={setIndicators}
            />
          </div>
          <Lines label={t('plan.items')} value={table} onChange={setTable} rows={6} note={t('plan.items.note')} />
          <output>{t('plan.items.count', { count: items.length })}</output>
          <ItemTable
            items={items}
            pillars={pillarNames}
            onPillar={(place, pillar) => setPillarOf({ ...pillarOf, [place]: pillar })}
          />
        </div>
        <div>
          {busy && <output>{t('plan.working')}</output>}
          {failure !== undefined && <p role="alert">{sentence(failure, language)}</p>}
          {preview !== undefined && preview.of !== signature && <output>{t('plan.preview.stale')}</output>}
          {preview !== undefined && (
            <Suspense fallback={<output>{t('plan.working')}</output>}>
              <PlanPreview preview={preview.shown} />
            </Suspense>
          )}
        </div>
      </div>
    </DialogFrame>
  );
}
