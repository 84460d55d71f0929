import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, SectionView } from '../../../src-shared/domain/exchange.ts';
import { localMinute } from '../../../src-shared/domain/local-time.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useStore } from '../../state/use-store.ts';
import { undoCollecting } from '../../workspace/exchange.ts';
import { useSummary } from '../../workspace/exchange-summary.ts';
import { documentOf, openDialog, session } from '../../state/session.ts';

function Section({ section }: { section: SectionView }): ReactNode {
  const t = useTranslate();
  const [copied, setCopied] = useState(false);
  return (
    <tr data-state={section.state}>
      <th scope="row">{section.section === '' ? t('exchange.noSection') : section.section}</th>
      <td>{t('exchange.items', { items: section.items.join('・') })}</td>
      <td className="date">{section.due?.replaceAll('-', '/')}</td>
      <td className="state">
        {t(`exchange.${section.state}`)}
        {section.state !== 'waiting' &&
          section.boxes > 0 &&
          ` ${t('exchange.filled', { filled: section.filled, boxes: section.boxes })}`}
      </td>
      <td>{section.openRequests > 0 && t('request.count', { count: section.openRequests })}</td>
      <td>
        {section.state !== 'returned' && (
          <Button
            className="small"
            onPress={() => {
              void navigator.clipboard.writeText(section.reminder).then(() => setCopied(true));
            }}
          >
            {t(copied ? 'exchange.reminded' : 'exchange.remind')}
          </Button>
        )}
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
      <h3>{t('request.list')}</h3>
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

/** Who has returned what by the due date, and what was taken in, with its undo. */
export function StatusTab({ document, view }: { document: string; view: ExchangeView }): ReactNode {
  const t = useTranslate();
  return (
    <div className="exchange-status">
      {view.sections.length === 0 ? (
        <p>{t('exchange.noneSent')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {(['section', 'items', 'due', 'state', 'requests', 'remind'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`exchange.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inPlanOrder(view).map((section) => (
              <Section key={section.id} section={section} />
            ))}
          </tbody>
        </table>
      )}
      <Requests document={document} />
      <h3>{t('exchange.collections')}</h3>
      {view.collections.length === 0 && <p>{t('exchange.noCollections')}</p>}
      <ul className="collections">
        {view.collections.map(({ id, at, by, files, fields }) => (
          <li key={id}>
            {t('exchange.collection', { at: localMinute(at), by: by ?? '', files: files.join('、'), fields })}
            <Button className="small" onPress={() => void undoCollecting(id)}>
              {t('exchange.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
