import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { mergeTexts } from '../../../src-shared/merge/merge-texts.ts';
import { settleConflict } from '../../editing/edit.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { dismiss, itemOf, session, type FieldRef } from '../../state/session.ts';
import { conflictsOf, draftOf, fileText, revision, textOf } from '../../state/texts.ts';
import { DialogFrame } from './frame.tsx';

/** Both texts together, where they touch different lines or bullets of the text that both were made from. */
function Merged({ field, done }: { field: FieldRef; done: () => void }): ReactNode {
  const t = useTranslate();
  const merged = mergeTexts(draftOf(field)?.base ?? '', [textOf(field), fileText(field)]);
  if (merged === undefined || merged === textOf(field) || merged === fileText(field)) return null;
  return (
    <div>
      <h4>{t('conflicts.merged')}</h4>
      <pre>{merged}</pre>
      <Button
        onPress={() => {
          settleConflict(field, merged);
          done();
        }}
      >
        {t('conflicts.useMerged')}
      </Button>
    </div>
  );
}

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
                  settleConflict(field, textOf(field));
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
                  settleConflict(field, fileText(field));
                  done();
                }}
              >
                {t('conflicts.useFile')}
              </Button>
            </div>
            <Merged field={field} done={done} />
          </div>
        </section>
      ))}
    </DialogFrame>
  );
}
