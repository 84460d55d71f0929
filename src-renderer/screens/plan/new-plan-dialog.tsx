import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import type { PlanForm, PlanPreview as Preview } from '../../../src-shared/contract/plan-making.ts';
import { itemsOfTable, linesOf, yearsBetween } from '../../../src-shared/contract/plan-table.ts';
import { desk } from '../../desk.ts';
import { shippedForm } from '../../../src-shared/form/forms.ts';
import type { FormTable } from '../../../src-shared/form/model.ts';
import { saidPart } from '../../../src-shared/form/said.ts';
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

/** A list that the form needs has a row at least; most items fill a few. */
const isNeeded = ({ description }: FormTable): boolean => description.required !== false;

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
  /** Rows of each list, as chosen. */
  const [rows, setRows] = useState<Readonly<Record<string, string>>>({});
  const [table, setTable] = useState('');
  /** The pillar of each item, by its place in the table. */
  const [pillarOf, setPillarOf] = useState<Readonly<Record<number, number>>>({});
  const [failure, setFailure] = useState<Failure>();
  const [preview, setPreview] = useState<{ readonly of: string; readonly shown: Preview }>();
  const [busy, setBusy] = useState(false);

  const form = shippedForm();
  const { lists } = form;
  const rowsOf = (list: FormTable): string => rows[list.id] ?? (isNeeded(list) ? '3' : '1');
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
  const settings: PlanForm = {
    title: title.trim(),
    years: [...years],
    pillars: pillarNames,
    statuses: linesOf(statuses),
    grades: linesOf(grades),
    rows: Object.fromEntries(lists.map((list) => [list.id, Number(rowsOf(list))])),
    items,
  };
  const signature = JSON.stringify(settings);
  const ready =
    settings.title !== '' &&
    years.length > 0 &&
    items.length > 0 &&
    settings.statuses.length > 0 &&
    settings.grades.length > 0;
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
    const made = await desk('previewPlan', settings);
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
          <TellingButton className="primary" why={lacks} onPress={() => void during(() => makePlan(settings))}>
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
            {lists.map((list) => (
              <Choose
                key={list.id}
                label={saidPart(form, list.count, language) ?? t('plan.rows', { list: list.shown })}
                showLabel
                value={rowsOf(list)}
                options={isNeeded(list) ? rowCounts.slice(1) : rowCounts}
                onChange={(count) => setRows({ ...rows, [list.id]: count })}
              />
            ))}
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
