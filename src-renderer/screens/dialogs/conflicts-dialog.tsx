import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { editField } from '../../editing/edit.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../store/use-store.ts';
import { dismiss, itemOf, session } from '../../workspace/session.ts';
import { conflictsOf, fileText, rebase, revision, textOf } from '../../workspace/texts.ts';
import { DialogFrame } from './frame.tsx';

/** Boxes whose draft and file both changed: a person chooses, box by box, and neither text is lost. */
export function ConflictsDialog({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  useSyncExternalStore(revision.subscribe, revision.get);
  const conflicts = conflictsOf(document);
  const done = (): void => {
    if (conflictsOf(document).length === 0) dismiss(`conflicts-${document}`);
  };
  return (
    <DialogFrame title={t('conflicts.title')} size="large">
      <p>{conflicts.length === 0 ? t('conflicts.none') : t('conflicts.text')}</p>
      {conflicts.map((field) => (
        <section key={`${field.item} ${field.path}`} className="conflict">
          <h3>
            No.{itemOf(field)?.no} {fieldLabel(field.path, settings)}
          </h3>
          <div className="versions">
            <div>
              <h4>{t('conflicts.mine')}</h4>
              <pre>{textOf(field)}</pre>
              <Button
                onPress={() => {
                  rebase(field);
                  done();
                }}
              >
                {t('conflicts.useMine')}
              </Button>
            </div>
            <div>
              <h4>{t('conflicts.file')}</h4>
              <pre>{fileText(field)}</pre>
              <Button
                onPress={() => {
                  editField(field, fileText(field), 'merge');
                  done();
                }}
              >
                {t('conflicts.useFile')}
              </Button>
            </div>
          </div>
        </section>
      ))}
    </DialogFrame>
  );
}
