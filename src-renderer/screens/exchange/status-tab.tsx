import { useState, type ReactNode } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { timetableStep } from '../../../src-shared/checks/timetable.ts';
import { cellsText } from '../../../src-shared/domain/clipboard-cells.ts';
import type { ExchangeView, SectionView } from '../../../src-shared/domain/exchange.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { desk } from '../../desk.ts';
import { dayName, daysUntil, localDate } from '../../i18n/dates.ts';
import { fieldLabel, stepLabel } from '../../i18n/labels.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { keepStatus, withdrawSending } from '../../workspace/exchange.ts';
import { useSummary } from '../../workspace/exchange-summary.ts';
import { documentOf, openDialog, session } from '../../state/session.ts';
import { AskFirst } from '../frame/ask-first.tsx';
import { TableHead } from '../frame/table-head.tsx';

type StateFilter = 'all' | SectionView['state'];
const filters = ['all', 'waiting', 'partly', 'returned'] as const satisfies readonly StateFilter[];
const columns = ['section', 'items', 'step', 'sentAt', 'due', 'state', 'requests', 'remind'] as const;

const nameOf = ({ section }: SectionView, t: Translate): string => (section === '' ? t('exchange.noSection') : section);

const stepOf = ({ step }: SectionView, years: readonly number[], settings: Settings): string =>
  step === undefined ? '' : stepLabel(timetableStep(step, years), settings);

const stateOf = ({ state, boxes, filled }: SectionView, t: Translate): string =>
  state !== 'waiting' && boxes > 0
    ? `${t(`exchange.${state}`)} ${t('exchange.filled', { filled, boxes })}`
    : t(`exchange.${state}`);

const dayOf = (day: string | undefined, settings: Settings): string =>
  day === undefined ? '' : dayName(localDate(day.slice(0, 10)), settings, false);

function Reminder({ text, label, name }: { text: string; label: string; name?: string }): ReactNode {
  const t = useTranslate();
  const [copied, setCopied] = useState('');
  return (
    <Button
      className="small"
      {...(name === undefined ? {} : { 'aria-label': copied === text ? t('exchange.reminded') : name })}
      onPress={() => void desk('copyText', text).then(() => setCopied(text))}
    >
      {copied === text ? t('exchange.reminded') : label}
    </Button>
  );
}

function Section({
  document,
  section,
  years,
}: {
  document: string;
  section: SectionView;
  years: readonly number[];
}): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const name = nameOf(section, t);
  const { due, state } = section;
  const isLate = due !== undefined && state !== 'returned' && daysUntil(due) < 0;
  return (
    <tr data-state={state} data-late={isLate || undefined}>
      <th scope="row" title={section.file}>
        {name}
        {section.sentBack === true && (
          <span className="tag strong" title={section.note}>
            {t('exchange.back.tag')}
          </span>
        )}
      </th>
      <td>{t('exchange.items', { items: section.items.join('・') })}</td>
      <td>{stepOf(section, years, settings)}</td>
      <td className="date">{dayName(new Date(section.sentAt), settings, false)}</td>
      <td className="date" title={section.note}>
        {dayOf(due, settings)}
        {isLate && <span className="tag strong">{t('sent.late', { days: -daysUntil(due) })}</span>}
      </td>
      <td className="state">{stateOf(section, t)}</td>
      <td>{section.openRequests > 0 && t('request.count', { count: section.openRequests })}</td>
      <td>
        <div className="row-actions">
          {state !== 'returned' && (
            <Reminder
              text={section.reminder}
              label={t('exchange.remind')}
              name={t('exchange.remindOf', { section: name })}
            />
          )}
          {state !== 'waiting' && (
            <Button
              className="small"
              aria-label={t('exchange.backOf', { section: name })}
              onPress={() => openDialog({ kind: 'send-back', document, section })}
            >
              {t('exchange.back')}
            </Button>
          )}
          <AskFirst
            label={t('exchange.withdraw')}
            name={t('exchange.withdrawOf', { section: name })}
            question={t('exchange.withdraw.ask', { section: name })}
            yes={t('exchange.withdraw')}
            onYes={() => void withdrawSending(document, section.id)}
          />
        </div>
      </td>
    </tr>
  );
}

/** The requests that nothing has come back for, and those that were answered, each leading to its box. */
function Requests({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const summary = useSummary(document);
  const requests = (summary?.requests ?? []).filter(({ status }) => status !== 'withdrawn');
  const items = documentOf(document)?.items ?? [];
  if (requests.length === 0) return null;
  return (
    <>
      <h2>{t('request.list')}</h2>
      <ul className="request-list">
        {requests.map(({ id, item, path, text, status, answer, sections }) => (
          <li key={id} data-status={status}>
            <span className="tag">{t(`request.status.${status}`)}</span>
            <Button className="quiet" onPress={() => openDialog({ kind: 'request', field: { document, item, path } })}>
              No.{items.find(({ key }) => key === item)?.no} {fieldLabel(path, settings)}
            </Button>
            <span>
              {text}
              {answer !== undefined && ` → ${answer}`}
            </span>
            <span className="soft">{sections.length === 0 ? t('request.unsent') : sections.join('、')}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Sections as they come in the plan, as they were sent; those that it names no more come last. */
function inPlanOrder({ sections, parcels }: ExchangeView): readonly SectionView[] {
  const order = [...parcels.lead, ...parcels.any].map(({ section }) => section);
  const place = ({ section }: SectionView): number => (order.includes(section) ? order.indexOf(section) : order.length);
  return sections.toSorted((one, other) => place(one) - place(other));
}

/** Who has returned what by the due date: totals, a filter, reminders for one or for all, the table for Excel. */
export function StatusTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [filter, setFilter] = useState<StateFilter>('all');
  const years = documentOf(document)?.plan.years ?? [];
  const all = inPlanOrder(view).filter(({ closed }) => closed !== true);
  const count = (state: SectionView['state']): number => all.filter((section) => section.state === state).length;
  const shown = filter === 'all' ? all : all.filter(({ state }) => state === filter);
  const open = shown.filter(({ state }) => state !== 'returned');
  const table = [
    columns.slice(0, -1).map((column) => t(`exchange.column.${column}`)),
    ...shown.map((section) => [
      nameOf(section, t),
      section.items.join('・'),
      stepOf(section, years, settings),
      dayName(new Date(section.sentAt), settings, false),
      dayOf(section.due, settings),
      stateOf(section, t),
      section.openRequests === 0 ? '' : String(section.openRequests),
    ]),
  ];
  if (all.length === 0)
    return (
      <div className="exchange-status">
        <p>{t('exchange.noneSent')}</p>
        <Requests document={document} />
      </div>
    );
  return (
    <div className="exchange-status">
      <p className="summary">
        {t('exchange.status.sum', {
          all: all.length,
          returned: count('returned'),
          partly: count('partly'),
          waiting: count('waiting'),
        })}
      </p>
      <div className="row">
        {filters.map((id) => (
          <ToggleButton
            key={id}
            className="react-aria-ToggleButton small"
            isSelected={filter === id}
            onChange={(on) => setFilter(on ? id : 'all')}
          >
            {t(id === 'all' ? 'list.filter.all' : `exchange.${id}`)} {id === 'all' ? all.length : count(id)}
          </ToggleButton>
        ))}
        <span className="push" />
        {open.length > 0 && (
          <Reminder
            text={open.map(({ reminder }) => reminder).join('\n\n――――――――――\n\n')}
            label={t('exchange.remindAll', { count: open.length })}
          />
        )}
        <Reminder text={cellsText(table)} label={t('exchange.copyTable')} />
        <Button className="small" onPress={() => void keepStatus(document, table)}>
          {t('exchange.record.workbook')}
        </Button>
      </div>
      <table>
        <TableHead columns={columns.map((column) => [column, t(`exchange.column.${column}`)])} />
        <tbody>
          {shown.map((section) => (
            <Section key={section.id} document={document} section={section} years={years} />
          ))}
        </tbody>
      </table>
      <Requests document={document} />
    </div>
  );
}
