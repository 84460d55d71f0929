import type { Settings } from '../../src-shared/contract/settings.ts';
import { cacheSettings } from '../db/settings.ts';
import { desk } from '../desk.ts';
import { patchSession } from '../state/session.ts';

/** Changes settings on disk, in the cache and on the screen. */
export async function changeSettings(patch: Partial<Settings>): Promise<void> {
  const settings = await desk('setSettings', patch);
  patchSession({ settings });
  await cacheSettings(settings);
}
