import type { ReactNode } from 'react';
import { Checkbox, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { placeholders, unknownPlaceholders } from '../../../src-shared/domain/file-name-pattern.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Choose, type ChooseOption } from '../frame/choose.tsx';
import { DueField } from './due-field.tsx';

/** How workbooks are to go out, as a person is choosing it; `stepId` is `none` for a sending outside of any step. */
export interface SendChoices {
  readonly by: 'lead' | 'any';
  readonly stepId: string;
  readonly due: string;
  readonly note: string;
  readonly pattern: string;
  readonly lock: boolean;
  readonly whole: boolean;
}

/** For which step, until when, under which names, with which boxes locked. */
export function SendOptions({
  choices,
  change,
  steps,
  example,
  structureLocked,
}: {
  choices: SendChoices;
  change: (patch: Partial<SendChoices>) => void;
  steps: readonly ChooseOption[];
  /** The name of the first file, as the pattern has it now. */
  example: string;
  structureLocked: boolean;
}): ReactNode {
  const t = useTranslate();
  const { due } = choices;
  const hasStep = choices.stepId !== 'none';
  return (
    <section className="pane options" aria-label={t('exchange.options')}>
      <Choose
        label={t('exchange.by')}
        showLabel
        value={choices.by}
        options={[
          { id: 'lead', name: t('exchange.by.lead') },
          { id: 'any', name: t('exchange.by.any') },
        ]}
        onChange={(id) => change({ by: id === 'any' ? 'any' : 'lead' })}
      />
      <Choose
        label={t('exchange.step')}
        showLabel
        value={choices.stepId}
        options={steps}
        onChange={(stepId) => change({ stepId })}
      />
      <DueField due={due} onChange={(next) => change({ due: next })} />
      <LockTick isSelected={choices.lock} hasStep={hasStep} onChange={(lock) => change({ lock })} />
      <TextField
        className="note-to-sections"
        value={choices.note}
        onChange={(note) => change({ note })}
        maxLength={2000}
      >
        <Label>{t('exchange.note')}</Label>
        <Input />
        <Text slot="description" className="soft">
          {t('exchange.note.help')}
        </Text>
      </TextField>
      <PatternField pattern={choices.pattern} example={example} onChange={(pattern) => change({ pattern })} />
      {structureLocked && (
        <div className="remark">
          <p>{t('exchange.whole')}</p>
          <Checkbox className="tick-box" isSelected={choices.whole} onChange={(whole) => change({ whole })}>
            <span className="tick" aria-hidden="true" />
            {t('exchange.whole.confirm')}
          </Checkbox>
        </div>
      )}
    </section>
  );
}

/** Whether the boxes that the step does not ask for are locked; without a step there is nothing to lock. */
function LockTick({
  isSelected,
  hasStep,
  onChange,
}: {
  isSelected: boolean;
  hasStep: boolean;
  onChange: (on: boolean) => void;
}): ReactNode {
  const t = useTranslate();
  return (
    <Checkbox
      className="tick-box"
      isSelected={isSelected && hasStep}
      isDisabled={!hasStep}
      aria-describedby="lock-how"
      onChange={onChange}
    >
      <span className="tick" aria-hidden="true" />
      <span>
        {t('exchange.lock')}
        <span id="lock-how" className="soft">
          {t(hasStep ? 'exchange.lock.how' : 'exchange.lock.step')}
        </span>
      </span>
    </Checkbox>
  );
}

/** The files' names, by a pattern with words in braces, and what the first one is called by it. */
function PatternField({
  pattern,
  example,
  onChange,
}: {
  pattern: string;
  example: string;
  onChange: (pattern: string) => void;
}): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const unknown = unknownPlaceholders(pattern);
  return (
    <TextField className="pattern" value={pattern} onChange={onChange} maxLength={200} isInvalid={unknown.length > 0}>
      <Label>{t('exchange.pattern')}</Label>
      <Input />
      <Text slot="description" className="soft">
        {t('exchange.pattern.help', {
          words: placeholders.map(([word, english]) => `{${language === 'ja' ? word : english}}`).join(' '),
          example,
        })}
      </Text>
      <FieldError className="warn">
        {t('exchange.pattern.unknown', { words: unknown.map((word) => `{${word}}`).join(' ') })}
      </FieldError>
    </TextField>
  );
}
