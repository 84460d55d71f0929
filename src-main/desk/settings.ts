import { ownFile } from '../files/file-system.ts';
import path from 'node:path';
import * as v from 'valibot';
import { defaultSettings } from '../../src-shared/contract/default-settings.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { settingsSchema, type Settings } from '../../src-shared/contract/settings.ts';
import type { Result } from '../../src-shared/domain/result.ts';
import { readFileStamped } from '../files/read-file.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';

export interface SettingsFile {
  get(): Settings;
  /** Changes some settings; in force even where they cannot be written. */
  change(patch: Partial<Settings>): Promise<Result<unknown, Failure>>;
}

/** Opens `settings.json` of a folder. Values that are missing or wrong are the defaults: settings never stop a start. */
export async function openSettings(folder: string): Promise<SettingsFile> {
  const file = path.join(folder, 'settings.json');
  let settings = await load(file);
  return {
    get: () => settings,
    change(patch) {
      settings = { ...settings, ...patch };
      return writeFileAtomically(file, Buffer.from(`${JSON.stringify(settings, null, 1)}\n`), { mode: ownFile });
    },
  };
}

async function load(file: string): Promise<Settings> {
  const read = await readFileStamped(file);
  if (!read.ok) return defaultSettings;
  let stored: unknown;
  try {
    stored = JSON.parse(Buffer.from(read.value.bytes).toString('utf8'));
  } catch {
    return defaultSettings;
  }
  if (typeof stored !== 'object' || stored === null) return defaultSettings;
  const known = Object.entries(settingsSchema.entries).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema as v.GenericSchema, (stored as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.output]] : [];
  });
  return { ...defaultSettings, ...Object.fromEntries(known) };
}
