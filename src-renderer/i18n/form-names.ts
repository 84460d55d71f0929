import { session } from '../state/session.ts';
import { messages, translate, type MessageKey, type MessageValues } from './translate.ts';

/** A message where there is one of the key, else the form's own words: forms other than the shipped one bring theirs alone. */
export const nameOr = (key: string, words: string, values?: MessageValues): string =>
  Object.hasOwn(messages, key) ? translate(session.get().settings.language, key as MessageKey, values) : words;
