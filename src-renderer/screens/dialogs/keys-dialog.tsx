import type { ReactNode } from 'react';
import { menuIds, menuName } from '../../../src-shared/contract/commands.ts';
import { actions } from '../../actions/all.ts';
import { chordName } from '../../actions/shortcuts.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { DialogFrame } from './frame.tsx';

const boxKeys = [
  ['Enter', 'keys.enter'],
  ['Alt+Enter', 'keys.altEnter'],
  ['Tab / Shift+Tab', 'keys.tab'],
  ['Alt+↓', 'keys.choices'],
  ['F2', 'keys.f2'],
  ['Enter / ↑ ↓ ← →', 'keys.table'],
  ['Delete', 'keys.delete'],
  ['Esc', 'keys.escape'],
] as const;

/** Every key, made from the actions themselves, so that the list is never out of date. */
export function KeysDialog(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  return (
    <DialogFrame title={t('keys.title')} size="large" text>
      <div className="keys">
        {menuIds.map((menu) => (
          <section key={menu}>
            <h3>{menuName(menu)[language]}</h3>
            <dl>
              {actions
                .filter((action) => action.menu === menu && action.keys.length > 0)
                .map((action) => (
                  <div key={action.id}>
                    <dt>{t(action.label).replace('…', '')}</dt>
                    <dd>
                      {action.keys.map((chord) => (
                        <kbd key={chord}>{chordName(chord)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.group.box')}</h3>
          <dl>
            {boxKeys.map(([chord, key]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>
                  <kbd>{chord}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </DialogFrame>
  );
}
