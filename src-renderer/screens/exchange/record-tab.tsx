import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, MergeRecordRow, RecordOutcome } from '../../../src-shared/domain/exchange.ts';
import { dateTimeName, momentDay } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { keepRecord, loadRecord, undoCollecting } from '../../workspace/exchange.ts';
import { AskFirst } from '../frame/ask-first.tsx';
import { Choose } from '../frame/choose.tsx';
import { TableHead } from '../frame/table-head.tsx';
import { MarkedDifference } from '../frame/marked-difference.tsx';

const columns = ['field', 'outcome', 'text', 'from', 'decidedBy'] as const;

const byName = new Intl.Collator('ja', { numeric: true });
const distinct = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].filter((name) => name !== '').toSorted(byName.compare);

/** Who decided, without the day. */
const decider = ({ decidedBy }: MergeRecordRow): readonly string[] =>
  decidedBy.split('、').map((one) => one.replace(/\s*\d{4}\/\d{2}\/\d{2}$/u, ''));

/** The texts that the plan held already have no file: the record keeps them under a mark of its own. */
const isOwn = ({ file, hash }: MergeRecordRow): boolean => file === '' || hash.startsWith('own ');

/** What was taken in, each with its way out. */
function Collections({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const { collections } = view;
  return (
    <section aria-label={t('exchange.collections')}>
      <h2>{t('exchange.collections')}</h2>
      {collections.length === 0 && <p>{t('exchange.noCollections')}</p>}
      <ul className="collections">
        {collections.map(({ id, at, by, files, fields }) => (
          <li key={id}>
            <details>
              <summary>
                {t('exchange.collection', {
                  at: dateTimeName(at, settings),
                  by: by ?? '',
                  files: files.length,
                  fields,
                })}
              </summary>
              <ul className="plain-list">
                {files.map((file) => (
                  <li key={file}>{file}</li>
                ))}
              </ul>
            </details>
            <AskFirst
              label={t('exchange.undo')}
              name={t('exchange.undoOf', { at: dateTimeName(at, settings) })}
              question={t('exchange.undo.ask', { files: files.length, fields })}
              yes={t('exchange.undo')}
              onYes={() => void undoCollecting(document, id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The record as the plan folder has it now; `undefined` until it is read. */
function useRecord(document: string, view: ExchangeView): readonly MergeRecordRow[] | undefined {
  const [rows, setRows] = useState<readonly MergeRecordRow[]>();
  useEffect(() => {
    let current = true;
    void loadRecord(document).then((found) => {
      if (current) setRows(found);
    });
    return () => {
      current = false;
    };
    // The view is read anew after every decision, and the record with it.
  }, [document, view]);
  return rows;
}

/** What came from whom, from which file, what became of it, who decided: on screen, on paper, as a workbook. */
export function RecordTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  const rows = useRecord(document, view);
  if (rows === undefined) return null;
  return (
    <div className="merge-record">
      {rows.length === 0 ? <p>{t('exchange.record.none')}</p> : <MergeRecord document={document} rows={rows} />}
      <Collections document={document} view={view} />
    </div>
  );
}

function MergeRecord({ document, rows }: { document: string; rows: readonly MergeRecordRow[] }): ReactNode {
  const t = useTranslate();
  const [section, setSection] = useState('all');
  const [outcome, setOutcome] = useState('all');
  const [who, setWho] = useState('all');
  const options = useMemo(
    () => ({
      sections: distinct(rows.map((row) => row.section)),
      outcomes: [...new Set(rows.map((row) => row.outcome))],
      deciders: distinct(rows.flatMap(decider)),
    }),
    [rows],
  );
  const shown = rows.filter(
    (row) =>
      (section === 'all' || row.section === section) &&
      (outcome === 'all' || row.outcome === outcome) &&
      (who === 'all' || decider(row).includes(who)),
  );
  const withAll = (names: readonly string[], nameOf = (name: string): string => name) => [
    { id: 'all', name: t('list.filter.all') },
    ...names.map((id) => ({ id, name: nameOf(id) })),
  ];
  return (
    <>
      <div className="row">
        <Choose
          label={t('list.filter.section')}
          showLabel
          value={section}
          options={withAll(options.sections)}
          onChange={setSection}
        />
        <Choose
          label={t('exchange.record.outcome')}
          showLabel
          value={outcome}
          options={withAll(options.outcomes, (id) => t(`exchange.recorded.${id as RecordOutcome}`))}
          onChange={setOutcome}
        />
        <Choose
          label={t('exchange.record.decidedBy')}
          showLabel
          value={who}
          options={withAll(options.deciders)}
          onChange={setWho}
        />
        <output className="soft">{t('list.countOf', { shown: shown.length, all: rows.length })}</output>
        <span className="push" />
        {(['workbook', 'pdf', 'printer'] as const).map((to) => (
          <Button key={to} onPress={() => void keepRecord(document, to)}>
            {t(`exchange.record.${to}`)}
          </Button>
        ))}
      </div>
      <table>
        <TableHead columns={columns.map((column) => [column, t(`exchange.record.${column}`)])} />
        <tbody>
          {shown.map((row, index) => (
            <RecordRow key={`${row.no} ${row.field} ${row.hash} ${index}`} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function RecordRow({ row }: { row: MergeRecordRow }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const sender = [row.section, row.who, row.when === '' ? '' : momentDay(row.when, settings)];
  return (
    <tr>
      <th scope="row">
        No.{row.no} {row.field}
      </th>
      <td>{t(`exchange.recorded.${row.outcome}`)}</td>
      <td>
        <MarkedDifference before={row.before} after={row.after} />
      </td>
      <td>
        {isOwn(row) ? (
          t('exchange.record.own')
        ) : (
          <>
            {sender.filter((part) => part !== '').join('　')}
            <br />
            <span title={`SHA-256 ${row.hash}`}>{row.file}</span>
          </>
        )}
      </td>
      <td>{row.decidedBy}</td>
    </tr>
  );
}
