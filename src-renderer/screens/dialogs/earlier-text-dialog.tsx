import type { ReactNode } from 'react';
import { editField } from '../../editing/edit.ts';
import { isEditable } from '../../editing/editable.ts';
import { asChoice } from '../../editing/paste.ts';
import { flushTyping } from '../../editing/pending.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, session, type FieldRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { earlierTexts } from '../../workspace/earlier-text.ts';
import { DialogFrame } from './frame.tsx';
import { TellingButton } from '../frame/telling-button.tsx';

/** What the same box said half a year and a year ago, beside what it says now; it can be put in its place or below it. */
export function EarlierTextDialog({ field }: { field: FieldRef }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const earlier = earlierTexts(field);
  const now = textOf(field);
  const leave = (): void => {
    closeDialog();
    setTimeout(() => goToField(field));
  };
  const put = (text: string): void => {
    flushTyping();
    const allowed = asChoice(field, text);
    if (allowed !== undefined) editField(field, allowed, 'paste');
    leave();
  };
  const canWrite = isEditable(field);
  return (
    <DialogFrame title={t('earlier.title', { field: fieldLabel(field.path, settings) })} size="large" onClose={leave}>
      <section className="versions">
        <div>
          <h3>{t('earlier.now')}</h3>
          <pre>{now === '' ? t('box.blank') : now}</pre>
        </div>
        {earlier.map(({ path, text }) => {
          const label = fieldLabel(path, settings);
          const putName = t(now.trim() === '' ? 'earlier.put' : 'earlier.replace');
          return (
            <div key={path}>
              <h3>{label}</h3>
              <pre>{text}</pre>
              <div className="answers">
                <TellingButton
                  why={
                    !canWrite
                      ? t('fix.locked')
                      : asChoice(field, text) === undefined
                        ? t('earlier.noChoice')
                        : undefined
                  }
                  aria-label={t('earlier.of', { what: putName, label })}
                  onPress={() => put(text)}
                >
                  {putName}
                </TellingButton>
                {now.trim() !== '' && asChoice(field, `${now}\n${text}`) !== undefined && (
                  <TellingButton
                    why={canWrite ? undefined : t('fix.locked')}
                    aria-label={t('earlier.of', { what: t('earlier.add'), label })}
                    onPress={() => put(`${now}\n${text}`)}
                  >
                    {t('earlier.add')}
                  </TellingButton>
                )}
              </div>
            </div>
          );
        })}
      </section>
    </DialogFrame>
  );
}
