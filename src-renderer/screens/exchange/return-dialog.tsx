import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { returnChecks, saveForReturn, type ReturnCheck } from '../../workspace/prepare-return.ts';
import { closeDialog, documentOf, session } from '../../state/session.ts';
import { DialogFrame } from '../dialogs/frame.tsx';

const kinds = ['request', 'missing', 'cut'] as const satisfies readonly ReturnCheck['what'][];

/** What to look at before a workbook is sent back; each line jumps to its box, and it can be saved all the same. */
export function ReturnDialog({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [checks] = useState(() => {
    const opened = documentOf(document);
    return opened === undefined ? [] : returnChecks(opened);
  });
  return (
    <DialogFrame
      title={t('action.prepareReturn').replace('…', '')}
      answers={
        <>
          <Button onPress={closeDialog}>{t('return.back')}</Button>
          <Button
            className="primary"
            onPress={() => {
              void saveForReturn(document).then((saved) => saved && closeDialog());
            }}
          >
            {t('return.anyway')}
          </Button>
        </>
      }
    >
      <div className="exchange return-checks">
        <p>{t('return.text')}</p>
        {kinds.map((kind) => {
          const own = checks.filter(({ what }) => what === kind);
          if (own.length === 0) return null;
          return (
            <section key={kind}>
              <h3>{t(`return.${kind}`, { count: own.length })}</h3>
              <ul>
                {own.map(({ field, no }) => (
                  <li key={`${field.item} ${field.path}`}>
                    <Button
                      className="quiet"
                      onPress={() => {
                        closeDialog();
                        goToField(field);
                      }}
                    >
                      No.{no} {fieldLabel(field.path, settings)}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </DialogFrame>
  );
}
