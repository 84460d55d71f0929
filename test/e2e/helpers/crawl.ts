import fs from 'node:fs';
import type { CDPSession } from 'playwright';
import {
  controlsOf,
  hasCursor,
  kindOf,
  lookAt,
  placeToPress,
  sameControl,
  type Control,
  type Look,
} from './controls.ts';
import type { Desk } from './launch.ts';

/** What a walk found. */
export interface Walk {
  /** Each control that was pressed, in each of its states. */
  readonly pressed: readonly string[];
  /** What is wrong: pressed without effect, covered, disabled without a reason, an error. */
  readonly faults: readonly string[];
  /** Controls that are disabled and say why. */
  readonly disabled: readonly string[];
  /** How often the screen had to be made anew. */
  readonly fresh: number;
  /** Ways that were gone when they were to be gone again: what a press had changed was not there any more. */
  readonly lost: number;
  /** Kinds that were seen and not pressed, for the budget was used up or the way to them was lost. */
  readonly left: readonly string[];
}

export interface WalkOptions {
  /** Makes the screen anew: files, settings, everything. */
  readonly enter: (desk: Desk) => Promise<void>;
  /** How many presses the walk may make on new controls. */
  readonly budget?: number;
  /** Presses that may change nothing on this screen, with the reason. */
  readonly quiet?: readonly (readonly [RegExp, reason: string])[];
  /** Presses after which the same screens come again, in another language: not walked a second time. */
  readonly leaves?: readonly RegExp[];
  /** How many presses a way may have. */
  readonly deepest?: number;
}

/** Replaces the ends of Electron where a person or another program would answer, and counts what the window asks of main. */
export async function watchMain(desk: Desk, folder: string, chosen: readonly string[]): Promise<void> {
  await desk.app.evaluate(
    ({ app, dialog, shell, webContents }, [target, files]) => {
      const state = globalThis as { asked?: number; watched?: Set<number>; chosenFiles?: readonly string[] };
      state.asked = 0;
      state.chosenFiles = files as readonly string[];
      const chosenOf = (options: { properties?: string[] }): string[] =>
        options.properties?.includes('openDirectory') === true ? [target as string] : [...(state.chosenFiles ?? [])];
      dialog.showOpenDialog = ((...args: unknown[]) =>
        Promise.resolve({ canceled: false, filePaths: chosenOf(args.at(-1) as { properties?: string[] }) })) as never;
      dialog.showSaveDialog = ((...args: unknown[]) => {
        const { defaultPath = '名前.xlsx' } = args.at(-1) as { defaultPath?: string };
        const name = defaultPath.split('/').at(-1) ?? '';
        return Promise.resolve({ canceled: false, filePath: `${target}/${Date.now()} ${name}` });
      }) as never;
      // The last answer of each question of ours is the one that changes nothing.
      dialog.showMessageBox = ((...args: unknown[]) =>
        Promise.resolve({
          response: (args.at(-1) as { buttons?: string[] }).buttons!.length - 1,
          checkboxChecked: false,
        })) as never;
      shell.openPath = () => Promise.resolve('');
      shell.showItemInFolder = () => undefined;
      state.watched ??= new Set();
      const watch = (contents: Electron.WebContents): void => {
        if (state.watched!.has(contents.id)) return;
        state.watched!.add(contents.id);
        contents.print = ((_: unknown, done?: (ok: boolean, why: string) => void) =>
          done?.(false, 'cancelled')) as never;
        contents.on('-ipc-invoke' as never, (() => (state.asked = (state.asked ?? 0) + 1)) as never);
      };
      for (const contents of webContents.getAllWebContents()) watch(contents);
      app.on('web-contents-created', (_, contents) => watch(contents));
    },
    [folder, chosen] as const,
  );
}

/** The files that the next questions for files are answered with. */
export const chooseNext = (desk: Desk, files: readonly string[]): Promise<void> =>
  desk.app.evaluate(
    (_, chosen) => void ((globalThis as { chosenFiles?: readonly string[] }).chosenFiles = chosen),
    files,
  );

const askedOf = (desk: Desk): Promise<number> => desk.app.evaluate(() => (globalThis as { asked?: number }).asked ?? 0);

const mostRows = 3;

/** What is chosen already: pressing it again changes nothing, by its nature. */
const isChosen = ({ role, state }: Control): boolean =>
  state.includes('selected=true') ||
  (role === 'radio' && state.includes('checked=true')) ||
  (role === 'menuitem' && state.includes('expanded=true'));

/** The cursor is where a menu that closes puts it: at what had opened it. */
const isBack = ({ cursor }: Look, opener: Control | undefined): boolean =>
  opener !== undefined && (cursor.includes(opener.name.slice(0, 12)) || cursor.startsWith('BODY'));

/** Takes windows away that a press has opened; tells whether there were any. */
const closeOthers = (desk: Desk): Promise<boolean> =>
  desk.app.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows().filter((window) => window.isVisible());
    const own = Math.min(...shown.map(({ id }) => id));
    for (const window of shown) if (window.id !== own) window.destroy();
    return shown.length > 1;
  });

/**
 * Walks every screen that can be reached by pressing, from one state of the program: finds what can be pressed, presses each
 * once in each of its states, and goes on from there.
 */
export async function walk(desk: Desk, options: WalkOptions): Promise<Walk> {
  const { page } = desk;
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  await session.send('DOM.enable');
  const { budget = Number.POSITIVE_INFINITY, quiet = [], leaves = [], deepest = 6 } = options;
  const seen = new Set<string>();
  const met = new Set<string>();
  const pressed: string[] = [];
  const faults: string[] = [];
  const fault = (text: string): void => {
    faults.push(text);
    if (process.env['KOHYO_WALK'] !== undefined) fs.appendFileSync(process.env['KOHYO_WALK'], `FAULT ${text}\n`);
  };
  const disabled: string[] = [];
  const missed: string[] = [];
  const errors: string[] = [];
  const looks = new Map<string, string>();
  let made = 0;
  let lost = 0;
  const rows = new Map<string, number>();
  const onError = (error: Error): void => void errors.push(String(error));
  const onConsole = (message: { type(): string; text(): string }): void => {
    if (message.type() === 'error') errors.push(message.text());
  };
  page.on('pageerror', onError);
  page.on('console', onConsole);

  const settled = async (): Promise<Look> => {
    let last = await lookAt(page);
    for (let turn = 0; turn < 40; turn += 1) {
      await page.waitForTimeout(60);
      const now = await lookAt(page);
      const isBusy = (await page.locator('[aria-busy="true"], .works .work').count()) > 0;
      if (!isBusy && now.state === last.state) return now;
      last = now;
    }
    return last;
  };
  const named = (way: readonly Control[]): string =>
    way.map(({ place, role, name, nth, state }) => `${place}/${role} ${name} ${nth} ${state}`).join(' > ');
  const pressAt = async (control: Control): Promise<string | undefined> => {
    const before = await placeToPress(session, control.backend);
    if (before === undefined) return undefined;
    // What is shown while the mouse is over a box is shown before it is pressed.
    await page.mouse.move(before.x, before.y);
    const place = (await placeToPress(session, control.backend)) ?? before;
    if (place.covered === '') await page.mouse.click(place.x, place.y);
    else {
      // For a screen reader or the Tab key alone: pressed as they press.
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: control.backend });
      await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId!,
        functionDeclaration: 'function () { this.focus(); this.click(); }',
      });
    }
    return place.covered === 'out of sight' || place.hidden ? '' : place.covered;
  };
  const again = async (): Promise<void> => {
    made += 1;
    await options.enter(desk);
    looks.set('', (await settled()).state);
  };
  /** Goes to the screen at the end of a way, by what is there already as far as it can. */
  const goTo = async (way: readonly Control[]): Promise<boolean> => {
    const prefixes = way.map((_, index) => way.slice(0, index + 1));
    let reached = -1;
    for (let escapes = 0; escapes < 3; escapes += 1) {
      const now = (await settled()).state;
      reached = [[], ...prefixes].findLastIndex((prefix) => looks.get(named(prefix)) === now);
      if (reached === way.length) return true;
      if (reached >= 0) break;
      await page.keyboard.press('Escape');
    }
    if (reached < 0) {
      await again();
      reached = 0;
    }
    for (const [index, step] of way.entries()) {
      if (index < reached) continue;
      const found = (await controlsOf(session)).find((one) => sameControl(one, step));
      if (found === undefined || (await pressAt(found)) === undefined) return false;
      looks.set(named(way.slice(0, index + 1)), (await settled()).state);
    }
    return true;
  };

  /** Presses one control of a screen and looks what comes of it; true when the screen is another one then. */
  const pressAndLook = async (target: Control, way: readonly Control[], at: string): Promise<boolean> => {
    const before = await settled();
    const asked = await askedOf(desk);
    const covered = await pressAt(target);
    if (covered === undefined) return false;
    pressed.push(kindOf(target));
    if (process.env['KOHYO_WALK'] !== undefined) fs.appendFileSync(process.env['KOHYO_WALK'], `${at}\n`);
    if (covered !== '') fault(`covered by ${covered}: ${at}`);
    // That the menu it stands in closes is no effect of its own: the screen must differ from the one under the menu too.
    const opened = way.findIndex(({ state }) => state.includes('expanded=false'));
    const isEntry = ['menuitem', 'option'].includes(target.role) && opened >= 0;
    const opener = isEntry ? way[opened] : undefined;
    const under = isEntry ? looks.get(named(way.slice(0, opened))) : undefined;
    let effect = false;
    for (let turn = 0; turn < 25 && !effect; turn += 1) {
      await page.waitForTimeout(60);
      const now = await lookAt(page);
      effect =
        (now.state !== before.state && now.state !== under) ||
        now.scrolled !== before.scrolled ||
        (now.cursor !== before.cursor && !(await hasCursor(session, target.backend)) && !isBack(now, opener)) ||
        (await askedOf(desk)) !== asked;
    }
    if (await closeOthers(desk)) effect = true;
    if (!effect && !isChosen(target) && !quiet.some(([pattern]) => pattern.test(kindOf(target))))
      fault(`nothing happened: ${at}`);
    await settled();
    if (errors.length > 0) for (const error of errors.splice(0)) fault(`${error}: ${at}`);
    return effect;
  };

  /** Screens still to be walked, nearest first, each with what is new on it. */
  const waiting: { readonly way: readonly Control[]; readonly kinds: readonly string[] }[] = [{ way: [], kinds: [''] }];
  for (let next = waiting.shift(); next !== undefined && pressed.length < budget; next = waiting.shift()) {
    const { way, kinds } = next;
    if (kinds.every((kind) => seen.has(kind))) continue;
    if (!(await goTo(way))) {
      lost += 1;
      continue;
    }
    for (const control of await controlsOf(session)) {
      const kind = kindOf(control);
      met.add(kind);
      if (seen.has(kind) || pressed.length >= budget) continue;
      seen.add(kind);
      // The rows of one list are made alike, whatever they say.
      if (control.role === 'option') {
        const list = `${control.place} ${control.state}`;
        const before = rows.get(list) ?? 0;
        rows.set(list, before + 1);
        if (before >= mostRows) continue;
      }
      const at = `${named(way)} >> ${kind}`;
      if (control.disabled) {
        if (control.description === '') fault(`disabled without a reason: ${at}`);
        else disabled.push(`${kind}: ${control.description}`);
        continue;
      }
      if (!(await goTo(way))) {
        lost += 1;
        missed.push(kind);
        break;
      }
      const target = (await controlsOf(session)).find((one) => sameControl(one, control));
      if (target === undefined) {
        missed.push(kind);
        continue;
      }
      const presses = pressed.length;
      const changed = await pressAndLook(target, way, at);
      if (pressed.length === presses) missed.push(kind);
      if ((await page.locator('.app[data-ready]').count()) === 0) {
        fault(`the screen broke: ${at}`);
        await again();
        continue;
      }
      if (!changed || way.length + 1 >= deepest || leaves.some((pattern) => pattern.test(kind))) continue;
      const fresh = (await controlsOf(session)).map(kindOf).filter((one) => !seen.has(one));
      for (const one of fresh) met.add(one);
      if (fresh.length > 0) {
        const further = [...way, target];
        looks.set(named(further), (await settled()).state);
        waiting.push({ way: further, kinds: fresh });
      }
    }
  }
  page.off('pageerror', onError);
  page.off('console', onConsole);
  await session.detach();
  const left = [...missed, ...[...met].filter((kind) => !seen.has(kind))];
  return { pressed, faults, disabled, fresh: made, lost, left };
}
