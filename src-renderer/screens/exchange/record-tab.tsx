import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, MergeRecordRow } from '../../../src-shared/domain/exchange.ts';
import { localDay } from '../../../src-shared/domain/local-time.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { keepRecord, loadRecord } from '../../workspace/exchange.ts';
import { MarkedDifference } from './marked-difference.tsx';

const columns = ['field', 'outcome', 'text', 'from', 'decidedBy'] as const;

/** What came from whom, from which file, what became of it, who decided: on screen, on paper, as a workbook. */
export function RecordTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
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
  if (rows === undefined) return null;
  if (rows.length === 0) return <p>{t('exchange.record.none')}</p>;
  return (
    <div className="merge-record">
      <div className="row">
        {(['workbook', 'pdf', 'printer'] as const).map((to) => (
          <Button key={to} onPress={() => void keepRecord(to)}>
            {t(`exchange.record.${to}`)}
          </Button>
        ))}
      </div>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`exchange.record.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ no, field, outcome, before, after, section, who, when, file, hash, decidedBy }, index) => (
            <tr key={`${no} ${field} ${hash} ${index}`}>
              <th scope="row">
                No.{no} {field}
              </th>
              <td>{t(`exchange.recorded.${outcome}`)}</td>
              <td>
                <MarkedDifference before={before} after={after} />
              </td>
              <td>
                {[section, who, when === '' ? '' : localDay(when)].filter((part) => part !== '').join('　')}
                <br />
                {file}{' '}
                <span className="hash" title={hash}>
                  {hash.slice(0, 12)}…
                </span>
              </td>
              <td>{decidedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
