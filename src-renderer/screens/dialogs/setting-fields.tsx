import type { ReactNode } from 'react';
import { Input, Label, Radio, RadioGroup, Switch, Text, TextField } from 'react-aria-components';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { languages, type Language } from '../../../src-shared/failures/language.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';

export interface SettingFieldsProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
}

const languageNames = { ja: '日本語', en: 'English' } as const satisfies Record<Language, string>;
const themes = ['system', 'light', 'dark', 'contrast'] as const;
const textSizes = ['small', 'medium', 'large', 'largest'] as const;
const yearStyles = ['era', 'western'] as const;

interface ChoicesProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [value: V, name: string])[];
  readonly onChange: (value: V) => void;
}

function Choices<V extends string>({ label, value, options, onChange }: ChoicesProps<V>): ReactNode {
  return (
    <RadioGroup className="radios" value={value} onChange={(next) => onChange(next as V)} orientation="horizontal">
      <Label>{label}</Label>
      <div className="radio-row">
        {options.map(([id, name]) => (
          <Radio key={id} value={id}>
            {name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Who the person is: for the history, merge records and what is shown first. */
export function PersonFields({ settings, onChange }: SettingFieldsProps): ReactNode {
  const t = useTranslate();
  const documents = useStore(session, (now) => now.documents);
  const sections = [
    ...new Set(documents.flatMap(({ items }) => items.flatMap((item) => item.sections.map(({ name }) => name)))),
  ].toSorted((a, b) => a.localeCompare(b, 'ja'));
  return (
    <>
      {/* Settings are opened to be changed: the cursor goes to the first. */}
      <TextField
        className="text-setting"
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={settings.personName}
        onChange={(personName) => onChange({ personName })}
      >
        <Label>{t('settings.name')}</Label>
        <Input maxLength={200} autoComplete="off" />
        <Text slot="description">{t('settings.name.note')}</Text>
      </TextField>
      <TextField
        className="text-setting"
        value={settings.personSection}
        onChange={(personSection) => onChange({ personSection })}
      >
        <Label>{t('settings.section')}</Label>
        <Input maxLength={200} autoComplete="off" list="known-sections" />
        <datalist id="known-sections">
          {sections.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
        <Text slot="description">{t('settings.section.note')}</Text>
      </TextField>
    </>
  );
}

export function LanguageField({ settings, onChange }: SettingFieldsProps): ReactNode {
  const t = useTranslate();
  return (
    <Choices
      label={t('settings.language')}
      value={settings.language}
      options={languages.map((id) => [id, languageNames[id]] as const)}
      onChange={(language) => onChange({ language })}
    />
  );
}

/** How the window looks. */
export function LookFields({ settings, onChange }: SettingFieldsProps): ReactNode {
  const t = useTranslate();
  return (
    <>
      <Choices
        label={t('settings.theme')}
        value={settings.theme}
        options={themes.map((id) => [id, t(`settings.theme.${id}`)] as const)}
        onChange={(theme) => onChange({ theme })}
      />
      <Choices
        label={t('settings.textSize')}
        value={settings.textSize}
        options={textSizes.map((id) => [id, t(`settings.textSize.${id}`)] as const)}
        onChange={(textSize) => onChange({ textSize })}
      />
      <Choices
        label={t('settings.years')}
        value={settings.years}
        options={yearStyles.map((id) => [id, t(`settings.years.${id}`)] as const)}
        onChange={(years) => onChange({ years })}
      />
    </>
  );
}

/** How saving and printing treat text that does not fit. */
export function SavingFields({ settings, onChange }: SettingFieldsProps): ReactNode {
  const t = useTranslate();
  return (
    <>
      <Choices
        label={t('settings.atClosing')}
        value={settings.atClosing}
        options={(['ask', 'save', 'leave'] as const).map((id) => [id, t(`settings.atClosing.${id}`)] as const)}
        onChange={(atClosing) => onChange({ atClosing })}
      />
      <Switch className="switch" isSelected={settings.growRows} onChange={(growRows) => onChange({ growRows })}>
        <span className="switch-track" aria-hidden="true" />
        {t('settings.growRows')}
      </Switch>
    </>
  );
}
