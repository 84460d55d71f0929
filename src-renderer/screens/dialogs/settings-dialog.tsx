import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { showOwnSection } from '../../workspace/list.ts';
import { closeDialog, session } from '../../state/session.ts';
import { changeSettings } from '../../workspace/settings-change.ts';
import { DialogFrame } from './frame.tsx';
import { LanguageField, LookFields, PersonFields, SavingFields } from './setting-fields.tsx';

/** Settings as a draft: looks change at once, the person's name and section when the dialog is left. */
function useSettingsDraft(): {
  readonly draft: Settings;
  readonly change: (patch: Partial<Settings>) => void;
  readonly keep: (extra?: Partial<Settings>) => Promise<void>;
} {
  const [draft, setDraft] = useState(() => session.get().settings);
  return {
    draft,
    change: (patch) => {
      setDraft((now) => ({ ...now, ...patch }));
      if (patch.personName === undefined && patch.personSection === undefined) void changeSettings(patch);
    },
    keep: async (extra = {}) => {
      const { personName, personSection } = draft;
      const isOther = session.get().settings.personSection !== personSection;
      await changeSettings({ personName: personName.trim(), personSection: personSection.trim(), ...extra });
      if (isOther) showOwnSection(personSection);
      closeDialog();
    },
  };
}

export function SettingsDialog(): ReactNode {
  const t = useTranslate();
  const { draft, change, keep } = useSettingsDraft();
  return (
    <DialogFrame
      title={t('settings.title')}
      answers={
        <Button className="primary" onPress={() => void keep()}>
          {t('close')}
        </Button>
      }
      onClose={() => void keep()}
      onSubmit={() => void keep()}
    >
      <h3>{t('settings.person')}</h3>
      <PersonFields settings={draft} onChange={change} />
      <h3>{t('settings.view')}</h3>
      <LanguageField settings={draft} onChange={change} />
      <LookFields settings={draft} onChange={change} />
      <h3>{t('settings.saving')}</h3>
      <SavingFields settings={draft} onChange={change} />
    </DialogFrame>
  );
}

/** The first start says what is done here and asks who the person is, over the sample that is already open; looks can wait. */
export function FirstStartDialog(): ReactNode {
  const t = useTranslate();
  const { draft, change, keep } = useSettingsDraft();
  const done = (): void => void keep({ firstStartDone: true });
  return (
    <DialogFrame
      title={t('first.title')}
      answers={
        <Button className="primary" onPress={done}>
          {t('first.start')}
        </Button>
      }
      onClose={done}
      onSubmit={done}
    >
      <ol className="first-steps">
        {(['open', 'write', 'return'] as const).map((step) => (
          <li key={step}>{t(`first.${step}`)}</li>
        ))}
      </ol>
      <p>{t('first.text')}</p>
      <PersonFields settings={draft} onChange={change} />
      <LanguageField settings={draft} onChange={change} />
      <details className="more-settings">
        <summary>{t('first.view')}</summary>
        <LookFields settings={draft} onChange={change} />
      </details>
    </DialogFrame>
  );
}
