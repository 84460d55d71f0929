import { fillIn, type Language, type Sentence } from '../../src-shared/failures/language.ts';
import { useStore } from '../state/use-store.ts';
import { session } from '../state/session.ts';
import { actionMessages } from './messages/actions.ts';
import { dialogMessages } from './messages/dialogs.ts';
import { exchangeMessages } from './messages/exchange.ts';
import { returnMessages } from './messages/return.ts';
import { frameMessages } from './messages/frame.ts';
import { glanceMessages } from './messages/glance.ts';
import { listMessages } from './messages/list.ts';
import { planMessages } from './messages/plan.ts';
import { printMessages } from './messages/print.ts';
import { teachMessages } from './messages/teach.ts';
import { sheetMessages } from './messages/sheet.ts';

export const messages = {
  ...frameMessages,
  ...listMessages,
  ...sheetMessages,
  ...dialogMessages,
  ...actionMessages,
  ...exchangeMessages,
  ...returnMessages,
  ...planMessages,
  ...glanceMessages,
  ...printMessages,
  ...teachMessages,
} as const satisfies Record<string, Sentence>;

export type MessageKey = keyof typeof messages;
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message in a language, filled from the values. */
export function translate(language: Language, key: MessageKey, values?: MessageValues): string {
  const text: string = messages[key][language];
  return values === undefined ? text : fillIn(text, values);
}

export type Translate = (key: MessageKey, values?: MessageValues) => string;

const translators: Readonly<Record<Language, Translate>> = {
  ja: (key, values) => translate('ja', key, values),
  en: (key, values) => translate('en', key, values),
};

/** The translator of the chosen language; the component follows a change of language. */
export const useTranslate = (): Translate => translators[useStore(session, ({ settings }) => settings.language)];
