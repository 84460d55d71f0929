import { translate, type MessageKey, type MessageValues } from '../i18n/translate.ts';
import { dismiss, notify, session } from '../state/session.ts';

/** Says why a key or a button that can always be pressed has done nothing; the next one that does something takes it away. */
export function say(key: MessageKey, values?: MessageValues): void {
  const text = translate(session.get().settings.language, key, values);
  notify({ id: 'not-now', tone: 'info', content: { kind: 'done', text } });
}

export const unsay = (): void => dismiss('not-now');
