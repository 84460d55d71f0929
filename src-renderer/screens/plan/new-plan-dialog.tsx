import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import type { PlanForm, PlanPreview as Preview } from '../../../src-shared/contract/plan-making.ts';
import { itemsOfTable, linesOf, yearsBetween } from '../../../src-shared/contract/plan-table.ts';
import { desk } from '../../desk.ts';
import { shippedForm } from '../../../src-shared/form/forms.ts';
import type { FormModel, FormTable } from '../../../src-shared/form/model.ts';
import { saidPart } from '../../../src-shared/form/said.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { makePlan } from '../../workspace/plan-making.ts';
import { closeDialog, session } from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';
import { Choose } from '../frame/choose.tsx';
import { Lines } from './fields.tsx';
import { SpanFields, type PlanSpan } from './plan-span.tsx';
import { usePlanWork } from './use-plan-work.ts';
import { ItemTable } from './item-table.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** Loaded when it is shown: its styles name some hundred font files. */
const PlanPreview = lazy(() => import('./plan-preview.tsx').then((module) => ({ default: module.PlanPreview })));

const rowCounts = Array.from({ length: 31 }, (_, count) => ({ id: String(count), name: String(count) }));

/** A list that the form needs has a row at least; most items fill a few. */
const isNeeded = ({ description }: FormTable): boolean => description.required !== false;
const rowsOf = (list: FormTable, rows: Readonly<Record<string, string>>): string =>
  rows[list.id] ?? (isNeeded(list) ? '3' : '1');

/**
 * The items of a pasted table, each under its pillar: the one that a person chose, else the one that the table names. Pillars that the
 * table names need not be written a second time.
 */
function itemsUnderPillars(table: string, pillars: string, pillarOf: Readonly<Record<number, number>>) {
  const read = itemsOfTable(table);
  const named = read.flatMap(({ pillarName }) => pillarName ?? []);
  const pillarNames = [...new Map([...linesOf(pillars), ...named].map((name) => [groupingKey(name), name])).values()];
  const items = read.map(({ pillarName, ...item }, i) => {
    const byName = pillarNames.findIndex((name) => groupingKey(name) === groupingKey(pillarName ?? '')) + 1;
    const pillar = pillarOf[i] ?? byName;
    return pillar >= 1 && pillar <= pillarNames.length ? { ...item, pillar } : item;
  });
  return { pillarNames, items };
}

/** «新しい計画»: the settings of a plan, what its workbook will look like, and where to keep it. */
export function NewPlanDialog(): ReactNode {
  const t = useTranslate();
  const [span, setSpan] = useState<PlanSpan>({ title: '', first: '', last: '' });
  const [pillars, setPillars] = useState('');
  const [statuses, setStatuses] = useState(t('plan.statuses.default'));
  const [grades, setGrades] = useState('A\nB\nC\nD');
  /** Rows of each list, as chosen. */
  const [rows, setRows] = useState<Readonly<Record<string, string>>>({});
  const [table, setTable] = useState('');
  /** The pillar of each item, by its place in the table. */
  const [pillarOf, setPillarOf] = useState<Readonly<Record<number, number>>>({});
  const [preview, setPreview] = useState<{ readonly of: string; readonly shown: Preview }>();
  const { busy, failure, during } = usePlanWork();

  const form = shippedForm();
  const years = yearsBetween(span.first, span.last);
  const { pillarNames, items } = itemsUnderPillars(table, pillars, pillarOf);
  const settings: PlanForm = {
    title: span.title.trim(),
    years: [...years],
    pillars: pillarNames,
    statuses: linesOf(statuses),
    grades: linesOf(grades),
    rows: Object.fromEntries(form.lists.map((list) => [list.id, Number(rowsOf(list, rows))])),
    items,
  };
  const signature = JSON.stringify(settings);
  const needed = [settings.title, years, items, settings.statuses, settings.grades];
  const ready = needed.every(({ length }) => length > 0);
  const lacks = ready ? undefined : t('plan.new.lacks');

  const show = async (): Promise<Failure | undefined> => {
    const made = await desk('previewPlan', settings);
    if (!made.ok) return made.failure;
    setPreview({ of: signature, shown: made.value });
    return undefined;
  };
  return (
    <DialogFrame
      title={t('plan.new')}
      hasDraft={[...Object.values(span), pillars, table].some((text) => text !== '')}
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
          <SpanFields span={span} onChange={setSpan} />
          <Lines label={t('plan.pillars')} value={pillars} onChange={setPillars} rows={3} />
          <div className="plan-row">
            <Lines label={t('plan.statuses')} value={statuses} onChange={setStatuses} rows={4} />
            <Lines label={t('plan.grades')} value={grades} onChange={setGrades} rows={4} />
          </div>
          <RowCounts form={form} rows={rows} onRows={setRows} />
          <Lines label={t('plan.items')} value={table} onChange={setTable} rows={6} note={t('plan.items.note')} />
          <output>{t('plan.items.count', { count: items.length })}</output>
          <ItemTable
            items={items}
            pillars={pillarNames}
            onPillar={(place, pillar) => setPillarOf({ ...pillarOf, [place]: pillar })}
          />
        </div>
        <PlanResult
          busy={busy}
          failure={failure}
          preview={preview?.shown}
          isStale={preview !== undefined && preview.of !== signature}
        />
      </div>
    </DialogFrame>
  );
}

/** How many rows each sheet has of each list of the form. */
function RowCounts({
  form,
  rows,
  onRows,
}: {
  form: FormModel;
  rows: Readonly<Record<string, string>>;
  onRows: (rows: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  return (
    <div className="plan-row">
      {form.lists.map((list) => (
        <Choose
          key={list.id}
          label={saidPart(form, list.count, language) ?? t('plan.rows', { list: list.shown })}
          showLabel
          value={rowsOf(list, rows)}
          options={isNeeded(list) ? rowCounts.slice(1) : rowCounts}
          onChange={(count) => onRows({ ...rows, [list.id]: count })}
        />
      ))}
    </div>
  );
}

/** What the workbook will look like, or why there is none. */
function PlanResult({
  busy,
  failure,
  preview,
  isStale,
}: {
  busy: boolean;
  failure: Failure | undefined;
  preview: Preview | undefined;
  isStale: boolean;
}): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  return (
    <div>
      {busy && <output>{t('plan.working')}</output>}
      {failure !== undefined && <p role="alert">{sentence(failure, language)}</p>}
      {isStale && <output>{t('plan.preview.stale')}</output>}
      {preview !== undefined && (
        <Suspense fallback={<output>{t('plan.working')}</output>}>
          <PlanPreview preview={preview} />
        </Suspense>
      )}
    </div>
  );
}
