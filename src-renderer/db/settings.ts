import type { Settings } from '../../src-shared/contract/settings.ts';
import { database } from './database.ts';

/** The settings that this window last knew, so that the first paint has the right language and theme. */
export const cachedSettings = async (): Promise<Settings | undefined> =>
  (await database.settings.get('settings'))?.value;

export const cacheSettings = async (value: Settings): Promise<void> => {
  await database.settings.put({ key: 'settings', value });
};
