import { useState, type ReactNode } from 'react';
import { Button, Label, TextArea, TextField } from 'react-aria-components';
import type { Span } from '../../../src-shared/domain/normal.ts';
import { editField } from '../../editing/edit.ts';
import { isEditable } from '../../editing/editable.ts';
import { asChoice } from '../../editing/paste.ts';
import { flushTyping } from '../../editing/pending.ts';
import { withPhrase } from '../../editing/with-phrase.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { goToField } from '../../state/go-to.ts';
import { closeDialog, session, type FieldRef } from '../../state/session.ts';
import { textOf } from '../../state/texts.ts';
import { useStore } from '../../state/use-store.ts';
import { changeSettings } from '../../workspace/settings-change.ts';
import { TellingButton } from '../frame/telling-button.tsx';
import { DialogFrame } from './frame.tsx';

/** As many as the settings keep. */
const most = 100;

/** Texts of a person's own, one press from the box that had the cursor; new ones are kept here, old ones removed. */
export function PhrasesDialog({ field, at }: { field: FieldRef; at: Span | undefined }): ReactNode {
  const t = useTranslate();
  const phrases = useStore(session, (now) => now.settings.phrases);
  const [fresh, setFresh] = useState('');
  const leave = (): void => {
    closeDialog();
    setTimeout(() => goToField(field));
  };
  const textWith = (phrase: string): string | undefined => asChoice(field, withPhrase(textOf(field), phrase, at));
  const put = (phrase: string): void => {
    flushTyping();
    const text = textWith(phrase);
    if (text !== undefined) editField(field, text, 'paste');
    leave();
  };
  const whyNot = (phrase: string): string | undefined =>
    !isEditable(field) ? t('fix.locked') : textWith(phrase) === undefined ? t('earlier.noChoice') : undefined;
  const wanted = fresh.trim();
  const lacks =
    wanted === ''
      ? t('phrases.lacks')
      : phrases.includes(wanted)
        ? t('phrases.known')
        : phrases.length >= most
          ? t('phrases.full')
          : undefined;
  return (
    <DialogFrame title={t('phrases.title')} onClose={leave} hasDraft={wanted !== ''}>
      <p>{t(phrases.length === 0 ? 'phrases.none' : 'phrases.help')}</p>
      <ul className="plain-list phrases">
        {phrases.map((phrase) => (
          <li key={phrase}>
            <TellingButton why={whyNot(phrase)} onPress={() => put(phrase)}>
              {phrase}
            </TellingButton>
            <Button
              className="quiet"
              aria-label={t('phrases.removeOf', { text: phrase.slice(0, 40) })}
              onPress={() => void changeSettings({ phrases: phrases.filter((other) => other !== phrase) })}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <TextField value={fresh} onChange={setFresh} maxLength={1000}>
        <Label>{t('phrases.new')}</Label>
        <TextArea rows={2} />
      </TextField>
      <div className="answers">
        <TellingButton
          why={lacks}
          onPress={() => {
            void changeSettings({ phrases: [...phrases, wanted] });
            setFresh('');
          }}
        >
          {t('phrases.add')}
        </TellingButton>
      </div>
    </DialogFrame>
  );
}
