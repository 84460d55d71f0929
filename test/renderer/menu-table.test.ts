import { describe, expect, it } from 'vitest';
import { whyNot } from '../../src-renderer/actions/action.ts';
import { actions } from '../../src-renderer/actions/all.ts';
import { chordName } from '../../src-renderer/actions/shortcuts.ts';
import { messages } from '../../src-renderer/i18n/translate.ts';
import { helpSections } from '../../src-renderer/screens/dialogs/help-text.ts';
import { commandNeeds } from '../../src-shared/contract/command-needs.ts';
import { commands, menuIds } from '../../src-shared/contract/commands.ts';
import { installFakeDesk } from './fake-desk.ts';

/** One table makes both menus, the keys, the list of keys and the names in the help: here it is held together. */
describe('the table of commands', () => {
  it('has an action for each entry and an entry for each action, in its order, each in a menu', () => {
    expect(actions.map(({ id }) => id)).toEqual(commands.map(({ id }) => id));
    for (const { menu } of commands) expect(menuIds).toContain(menu);
    for (const action of actions) {
      const row = commands.find(({ id }) => id === action.id)!;
      expect([action.menu, action.keys, messages[action.label]]).toEqual([row.menu, row.keys, row.label]);
    }
  });

  it('gives each chord to one command', () => {
    const chords = commands.flatMap(({ keys }) => keys.map((chord: string) => chord.split('+').toSorted().join('+')));
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });

  it('says of each command what it needs: without a workbook just those work that need nothing, and the others tell why not', () => {
    installFakeDesk();
    // Nothing has the cursor.
    Object.assign(globalThis, { document: { activeElement: null }, HTMLElement: class {} });
    for (const action of actions) {
      const needs = commandNeeds.get(action.id)!;
      expect([action.id, action.enabled()]).toEqual([action.id, needs.length === 0]);
      expect([action.id, whyNot(action) === undefined]).toEqual([action.id, needs.length === 0]);
    }
  });

  it('is what the help speaks of: every key and every quoted entry in it is one of the table', () => {
    const keys = new Set(commands.flatMap(({ keys: all }) => all.map(chordName)));
    // Keys inside of a box are the box's own, as in Excel.
    for (const own of ['Alt+Enter', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V', 'Shift+Tab', 'Alt+↓', 'F2']) keys.add(own);
    const text = JSON.stringify(helpSections);
    const named = [...text.matchAll(/(?:(?:Ctrl|Shift|Alt)\+)+(?:[A-Za-z]+|[↑↓←→＋−.,/])|\bF\d+\b/gu)].map(
      ([chord]) => chord,
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((chord) => !keys.has(chord))).toEqual([]);
  });
});
