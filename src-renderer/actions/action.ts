import type { MessageKey } from '../i18n/translate.ts';

/** In the order of menus and of the list of keys. */
export const actionGroups = ['file', 'edit', 'move', 'view', 'help'] as const;
export type ActionGroup = (typeof actionGroups)[number];

/** Something that a person can do: by key, button, menu or the list of keys. One action a file. */
export interface Action {
  readonly id: string;
  readonly group: ActionGroup;
  readonly label: MessageKey;
  /** `Mod+S`, `Shift+F8`, `?`; Mod is Ctrl. The first one is shown. */
  readonly keys: readonly string[];
  /** Whether it can be done now; asked when it is to be done. */
  readonly enabled: () => boolean;
  readonly run: () => void | Promise<void>;
}
