import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../../src-main/desk/settings.ts';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-settings-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  it('stay over a restart', async () => {
    const settings = await openSettings(folder);
    expect(settings.get()).toMatchObject({ language: 'ja', firstStartDone: false });
    expect((await settings.change({ language: 'en', personName: '港 花子' })).ok).toBe(true);
    expect((await openSettings(folder)).get()).toMatchObject({
      language: 'en',
      personName: '港 花子',
      theme: 'system',
    });
  });

  it.each([
    ['is no JSON', '{"language":'],
    ['is no object', '"en"'],
    ['is null', 'null'],
  ])('are the defaults when the file %s', async (_what, text) => {
    fs.writeFileSync(path.join(folder, 'settings.json'), text);
    expect((await openSettings(folder)).get()).toMatchObject({ language: 'ja', textSize: 'medium' });
  });

  it('take each value that is right and the default for each that is wrong', async () => {
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ language: 'fr', theme: 'dark', unknown: 1 }));
    const settings = (await openSettings(folder)).get();
    expect(settings).toMatchObject({ language: 'ja', theme: 'dark' });
    expect(settings).not.toHaveProperty('unknown');
  });

  it('are in force even where they cannot be written', async () => {
    const settings = await openSettings(path.join(folder, 'gone', 'away'));
    expect((await settings.change({ years: 'western' })).ok).toBe(false);
    expect(settings.get().years).toBe('western');
  });
});
