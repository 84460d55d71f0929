import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../../src-renderer/desk.ts';
import { launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

/**
 * Electron's security checklist (docs/tutorial/security.md, 20 points), each point in its order, checked in the
 * running app: each test fails when its point is undone.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
let desk: Desk;

beforeAll(async () => {
  desk = await launchDesk();
});
afterAll(async () => {
  await desk.close();
  removeFolders();
});

/** The preferences that Chromium really runs the page with. */
const preferences = () =>
  desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });

/** What became of an action of the page: whether the app still has one window, on its own page. */
const standing = async () => ({
  windows: await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  url: desk.page.url(),
});
const unmoved = { windows: 1, url: 'kohyo://app/index.html' };

describe('Electron security checklist', () => {
  it('1. only loads secure content: nothing but the app itself', async () => {
    const requests = await desk.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect([desk.page.url(), ...requests].filter((url) => !url.startsWith('kohyo://app/'))).toEqual([]);
    // A listener that would answer: neither the policy nor the session lets the page reach it.
    let called = 0;
    const listener = http.createServer((_request, response) => {
      called += 1;
      response.end('here');
    });
    const port = await new Promise<number>((resolve) =>
      listener.listen(0, '127.0.0.1', () => resolve((listener.address() as AddressInfo).port)),
    );
    try {
      // Each of the three walls is asked by itself, since any one of them would hide that another is gone: the page's policy …
      const page = await desk.page.evaluate(async (url) => {
        const violated: string[] = [];
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective }) => violated.push(effectiveDirective),
          { once: true },
        );
        const answer = await fetch(url, { mode: 'no-cors' }).then(
          () => 'answered',
          () => 'refused',
        );
        // The event comes in a turn of its own.
        for (let drawn = 0; drawn < 30 && violated.length === 0; drawn += 1)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        return [answer, ...violated];
      }, `http://127.0.0.1:${port}/`);
      expect(page).toEqual(['refused', 'connect-src']);
      // … the app's session, past the policy, …
      const walls = await desk.app.evaluate(async ({ session }, url) => {
        const tried = (from: Electron.Session) =>
          from.fetch(url).then(
            () => 'answered',
            (error: Error) => error.message,
          );
        return Promise.all([tried(session.defaultSession), tried(session.fromPartition('one that nobody has locked'))]);
      }, `http://127.0.0.1:${port}/`);
      // … and Chromium, which knows no address whoever asks.
      expect(walls).toEqual([
        expect.stringContaining('ERR_BLOCKED_BY_CLIENT'),
        expect.stringContaining('ERR_NAME_NOT_RESOLVED'),
      ]);
      expect(called).toBe(0);
    } finally {
      listener.close();
    }
  });

  it('2. no Node.js in pages', async () => {
    const now = await preferences();
    for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'])
      expect(now[name] ?? false, name).toBe(false);
    const reachable = await desk.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    );
    expect(reachable).toEqual([]);
  });

  it('3. context isolation: the page cannot change what preload uses', async () => {
    expect(await preferences()).toMatchObject({ contextIsolation: true });
    const seen = await desk.page.evaluate(async () => {
      // Preload looks its listeners up in a Map: were the worlds one, it would meet the page's.
      const original = Map.prototype.get;
      let met = false;
      Map.prototype.get = function (this: Map<unknown, unknown>, key: unknown) {
        met ||= key === 'command';
        return original.call(this, key) as unknown;
      };
      window.desk.on('command', () => undefined)();
      Map.prototype.get = original;
      return { met, frozen: Object.isFrozen(window.desk), version: (await window.desk.call('appInfo', [])).version };
    });
    expect(seen).toEqual({ met: false, frozen: true, version: '0.1.0' });
  });

  it('4. process sandbox', async () => {
    expect(await preferences()).toMatchObject({ sandbox: true });
    const { sandboxed, preload } = await desk.app.evaluate(({ app, BrowserWindow }) => {
      const id = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
      return {
        sandboxed: app.getAppMetrics().find(({ pid }) => pid === id)?.sandboxed ?? 'not told on this system',
        preload: true,
      };
    });
    expect(preload).toBe(true);
    expect(sandboxed).not.toBe(false);
    // The preload has no Node either: it is one CommonJS file that requires nothing but Electron.
    const source = fs.readFileSync(path.join(root, 'dist', 'preload.cjs'), 'utf8');
    expect([...source.matchAll(/require\(["']([^"']+)["']\)/gu)].map((match) => match[1])).toEqual(['electron']);
  });

  it('5. every permission is refused', async () => {
    const asked = await desk.page.evaluate(async () => {
      const refused = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'granted',
          () => 'refused',
        );
      const states = await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      );
      return {
        states: [...new Set(states)],
        media: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await refused(navigator.clipboard.readText()),
        notification: await Notification.requestPermission(),
      };
    });
    expect(asked).toEqual({
      states: ['denied'],
      media: 'refused',
      screen: 'refused',
      clipboard: 'refused',
      notification: 'denied',
    });
  });

  it('6. web security is on', async () => {
    expect(await preferences()).toMatchObject({ webSecurity: true });
  });

  it('7. a content security policy is served, and holds', async () => {
    const policy = await desk.page.evaluate(() =>
      fetch(location.href).then(
        () => 'connected',
        () => 'blocked',
      ),
    );
    expect(policy, 'connect-src allows no connection, not even to the app').toBe('blocked');
    const served = await desk.app.evaluate(async ({ net }) =>
      (await net.fetch('kohyo://app/index.html')).headers.get('content-security-policy'),
    );
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(served?.split('; ')).toContain(directive);
    }
    expect(served).not.toMatch(/unsafe|\*|https?:/u);
    const ran = await desk.page.evaluate(() => {
      const outcome: string[] = [];
      const script = document.createElement('script');
      try {
        script.textContent = 'window.injected = true';
        document.body.append(script);
      } catch {
        outcome.push('trusted types');
      }
      const style = document.createElement('style');
      style.textContent = 'body { outline: 3px solid red }';
      document.head.append(style);
      if (getComputedStyle(document.body).outlineWidth !== '3px') outcome.push('style blocked');
      style.remove();
      try {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.injected = true">');
      } catch {
        outcome.push('html blocked');
      }
      return { outcome, injected: 'injected' in window };
    });
    expect(ran).toEqual({ outcome: ['trusted types', 'style blocked', 'html blocked'], injected: false });
  });

  it('8. no insecure content, 9. no experimental features, 10. no blink features', async () => {
    const now = await preferences();
    expect(now).toMatchObject({ allowRunningInsecureContent: false, experimentalFeatures: false });
    expect(now['enableBlinkFeatures'] ?? '').toBe('');
  });

  it('11. and 12. no webview, neither the tag nor its attachment', async () => {
    expect(await preferences()).toMatchObject({ webviewTag: false });
    const prevented = await desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      let stopped = false;
      contents?.emit('will-attach-webview', { preventDefault: () => (stopped = true) }, {}, {});
      return stopped;
    });
    expect(prevented).toBe(true);
  });

  it('13. a page cannot navigate, in its main frame or out of the app in a frame', async () => {
    for (const go of [
      'https://example.invalid/',
      'file:///etc/passwd',
      'data:text/html,away',
      'kohyo://app/licences.txt',
      'kohyo://other/index.html',
    ]) {
      await desk.page.evaluate((url) => void (location.href = url), go);
      await desk.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      expect(await standing(), go).toEqual(unmoved);
    }
    await desk.page.evaluate(async () => {
      const element = document.createElement('iframe');
      element.src = 'https://example.invalid/';
      document.body.append(element);
      for (let drawn = 0; drawn < 10; drawn++) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    const frames = desk.page.frames().map((frame) => frame.url());
    expect(frames.filter((url) => /^(https?|file|data):/u.test(url))).toEqual([]);
    await desk.page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  it('14. a page cannot open a window', async () => {
    for (const url of ['https://example.invalid/', 'about:blank', 'kohyo://app/index.html']) {
      expect(await desk.page.evaluate((target) => window.open(target) === null, url)).toBe(true);
    }
    expect(await standing()).toEqual(unmoved);
  });

  it('15. the system is asked to open only what the program has written itself', async () => {
    let calls = 0;
    for (const file of fs.readdirSync(path.join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|cjs)$/u.test(file) || file.includes('renderer')) continue;
      const text = fs.readFileSync(path.join(root, 'dist', file), 'utf8');
      expect(text, file).not.toMatch(/\bopenExternal\b/u);
      calls += [...text.matchAll(/\bopenPath\s*\(/gu)].length;
    }
    // «Excelで開く» (app/handlers/window-handlers.ts), for ids of app/outputs.ts.
    expect(calls).toBe(1);
    const asked = await desk.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      shell.openPath = (file: string) => Promise.resolve(`${opened.push(file)}`);
      shell.showItemInFolder = (file: string) => void opened.push(file);
      return opened;
    });
    expect(asked).toEqual([]);
    for (const id of ['/etc/passwd', 'C:\\Windows\\System32\\calc.exe', 'https://example.com/', '../a.xlsx'])
      for (const what of ['open', 'folder'] as const)
        expect(
          await desk.page.evaluate(([given, how]) => window.desk.call('useOutput', [given, how]), [id, what] as const),
        ).toBe(false);
    expect(await desk.app.evaluate(() => (globalThis as { opened?: string[] }).opened)).toEqual([]);
  });

  it('16. a current Electron is pinned', async () => {
    const { devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(
      Number(devDependencies['electron']?.split('.')[0]),
      'no way back: the newest that was there when it was looked at last',
    ).toBeGreaterThanOrEqual(45);
    const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string }>;
    };
    expect(packages['node_modules/electron']).toMatchObject({
      version: devDependencies['electron'],
      integrity: expect.stringMatching(/^sha512-/u) as string,
    });
    const info = await desk.page.evaluate(() => window.desk.call('appInfo', []));
    // An older one runs only where it says that it is the development runtime.
    expect(info.developmentRuntime || info.electron === devDependencies['electron']).toBe(true);
  });

  it("18. pages come by the app's own protocol, never from file:", async () => {
    expect(await desk.page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['kohyo:', true]);
    const statuses = await desk.app.evaluate(async ({ net }) => {
      const status = (url: string, method = 'GET') =>
        net.fetch(url, { method }).then(
          (answer) => answer.status,
          () => 'refused',
        );
      return Promise.all([
        status('kohyo://app/index.html'),
        status('kohyo://app/../main.js'),
        status('kohyo://app/%2e%2e/main.js'),
        status('kohyo://app/..%2f..%2fpackage.json'),
        status('kohyo://app/assets/..%5c..%5cmain.js'),
        status('kohyo://other/index.html'),
        status('kohyo://app/index.html', 'POST'),
      ]);
    });
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 405]);
  });

  it('20. the page reaches the bridge and nothing of Electron', async () => {
    const bridge = await desk.page.evaluate(() => ({
      names: Object.keys(window.desk).toSorted(),
      electron: Object.keys(window).filter((name) => /electron|ipc/iu.test(name)),
    }));
    expect(bridge).toEqual({ names: ['call', 'drop', 'on'], electron: [] });
    const strange = await desk.page.evaluate(() =>
      Promise.all(
        ['constructor', '__proto__', 'kohyo:call:save', 'quit'].map((name) =>
          window.desk.call(name as 'appInfo', []).then(
            () => 'answered',
            (error: Error) => error.message,
          ),
        ),
      ),
    );
    expect(strange).toEqual(Array.from({ length: 4 }, () => 'no such call'));
  });
});
