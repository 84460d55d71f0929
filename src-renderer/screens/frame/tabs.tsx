import type { ReactNode } from 'react';
import { closeDocument } from '../../actions/close-document.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { patchSession, session } from '../../state/session.ts';

/** The open workbooks. */
export function DocumentTabs(): ReactNode {
  const t = useTranslate();
  const documents = useStore(session, (now) => now.documents);
  const active = useStore(session, (now) => now.active);
  return (
    <nav className="tabs" aria-label={t('tabs')}>
      <ul>
        {documents.map(({ id, name, folder, readOnly, sample }) => (
          <li key={id} data-active={id === active || undefined}>
            <button
              type="button"
              className="tab"
              title={folder}
              aria-current={id === active ? 'page' : undefined}
              onClick={() => patchSession({ active: id })}
            >
              {name}
              {sample && <span className="tab-note">{t('sample')}</span>}
              {readOnly && !sample && <span className="tab-note">{t('readOnly')}</span>}
            </button>
            <button
              type="button"
              className="tab-close"
              aria-label={t('closeTab', { name })}
              onClick={() => {
                patchSession({ active: id });
                void closeDocument.run();
              }}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
