import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import { commands, menuIds, menus, type Command, type MenuId } from '../../src-shared/contract/commands.ts';
import type { Language, Sentence } from '../../src-shared/failures/language.ts';
import { announce } from './ipc.ts';

/** A chord of the table as Electron writes it: shown only, since the window alone knows whether a person is composing kana. */
const accelerator = (chord: string): string => chord.replace('Mod', 'Ctrl');

/** What only the system's own menu can do, at the end of a menu of the table. */
function ownEntries(menu: MenuId, say: (label: Sentence) => string, packaged: boolean): MenuItemConstructorOptions[] {
  switch (menu) {
    case 'file':
      return [{ type: 'separator' }, { role: 'quit', label: say({ ja: '終了(&X)', en: 'E&xit' }) }];
    case 'edit':
      return [
        { type: 'separator' },
        { role: 'cut', label: say({ ja: '切り取り(&T)', en: 'Cu&t' }) },
        { role: 'copy', label: say({ ja: 'コピー(&C)', en: '&Copy' }) },
        { role: 'paste', label: say({ ja: '貼り付け(&P)', en: '&Paste' }) },
        { role: 'selectAll', label: say({ ja: 'すべて選択(&A)', en: 'Select &all' }) },
      ];
    case 'view':
      return [
        { type: 'separator' },
        { role: 'togglefullscreen', label: say({ ja: '全画面', en: 'Full screen' }) },
        ...(packaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ];
    default:
      return [];
  }
}

/** Builds the application menu from the table of commands; `window` is asked when an entry is chosen. */
export function setMenu(language: Language, window: () => BrowserWindow | undefined, packaged: boolean): void {
  const say = (label: Sentence): string => label[language];
  const entry = ({ id, label, keys, parted }: Command): MenuItemConstructorOptions[] => [
    ...(parted === true ? [{ type: 'separator' } as const] : []),
    {
      id,
      label: say(label),
      ...(keys[0] === undefined ? {} : { accelerator: accelerator(keys[0]), registerAccelerator: false }),
      click: () => {
        const target = window();
        if (target !== undefined) announce(target.webContents, 'command', { name: id });
      },
    },
  ];
  const table: readonly Command[] = commands;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuIds.map((menu) => ({
        label: say(menus[menu]),
        submenu: [
          ...table.filter((command) => command.menu === menu).flatMap(entry),
          ...ownEntries(menu, say, packaged),
        ],
      })),
    ),
  );
}
