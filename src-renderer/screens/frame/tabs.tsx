import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { closeDocument } from '../../actions/close-document.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { patchSession, session, type OpenDocument } from '../../state/session.ts';
import { draftCount, revision } from '../../state/texts.ts';

/** ● with what it means, for a screen reader and the mouse. */
export function UnsavedMark(): ReactNode {
  const t = useTranslate();
  return (
    <span className="unsaved-mark" title={t('tab.unsaved')}>
      <span aria-hidden="true">●</span>
      <span className="visually-hidden">{t('tab.unsaved')}</span>
    </span>
  );
}

/** Whether a workbook's file lacks something that was typed; every edit may change it. */
export const useUnsaved = (document: string): boolean =>
  useSyncExternalStore(revision.subscribe, () => draftCount(document) > 0);

function Tab({
  document: { id, name, folder, readOnly, sample },
  isActive,
}: {
  document: OpenDocument;
  isActive: boolean;
}): ReactNode {
  const t = useTranslate();
  const unsaved = useUnsaved(id);
  const tab = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The tab in front is seen, however many there are.
    if (isActive) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  }, [isActive, name]);
  return (
    <li ref={tab} data-active={isActive || undefined}>
      <button
        type="button"
        className="tab"
        title={`${folder}\n${name}`}
        aria-current={isActive ? 'page' : undefined}
        onClick={() => patchSession({ active: id, page: undefined })}
      >
        {unsaved && <UnsavedMark />}
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
  );
}

/** The open workbooks. */
export function DocumentTabs(): ReactNode {
  const t = useTranslate();
  const documents = useStore(session, (now) => now.documents);
  const active = useStore(session, (now) => now.active);
  return (
    <nav className="tabs" aria-label={t('tabs')}>
      <ul>
        {documents.map((document) => (
          <Tab key={document.id} document={document} isActive={document.id === active} />
        ))}
      </ul>
    </nav>
  );
}
