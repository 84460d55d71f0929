import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ExchangeView, SectionView } from '../../../src-shared/exchange.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { saveRecord, undoCollecting } from '../../workspace/exchange.ts';

function Section({ section }: { section: SectionView }): ReactNode {
  const t = useTranslate();
  const [copied, setCopied] = useState(false);
  return (
    <tr data-state={section.state}>
      <th scope="row">{section.section === '' ? t('exchange.noSection') : section.section}</th>
      <td>{t('exchange.items', { items: section.items.join('・') })}</td>
      <td>{section.due}</td>
      <td>
        {t(`exchange.${section.state}`)}
        {section.boxes > 0 && ` ${t('exchange.filled', { filled: section.filled, boxes: section.boxes })}`}
      </td>
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

/** Who has returned what by the due date, and what was taken in, with its undo. */
export function StatusTab({ view }: { view: ExchangeView }): ReactNode {
  const t = useTranslate();
  return (
    <div className="exchange-status">
      {view.sections.length === 0 ? (
        <p>{t('exchange.noneSent')}</p>
      ) : (
        <table>
          <tbody>
            {view.sections.map((section) => (
              <Section key={section.section} section={section} />
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('exchange.collections')}</h3>
      <ul>
        {view.collections.map(({ id, at, by, files, fields }) => (
          <li key={id}>
            {t('exchange.collection', { at: at.slice(0, 16).replace('T', ' '), by: by ?? '', files: files.join('、'), fields })}
            <Button className="small" onPress={() => void undoCollecting(id)}>
              {t('exchange.undo')}
            </Button>
          </li>
        ))}
      </ul>
      <Button onPress={() => void saveRecord()}>
        {t('exchange.record')}
      </Button>
    </div>
  );
}
