import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Keyboard, Menu, MenuItem, Popover, Text } from 'react-aria-components';
import type { CommandId } from '../../../src-shared/contract/commands.ts';
import { actions, runAction } from '../../actions/all.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { ActionEntry } from './action-entry.tsx';

type EditCommand = 'cut' | 'copy' | 'paste' | 'selectAll';
type Box = HTMLTextAreaElement | HTMLInputElement | HTMLButtonElement;

/** Where the menu was asked for, and what it is about. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly box: Box;
  readonly selection: readonly [start: number, end: number] | undefined;
  /** A box of the sheet has commands of its own. */
  readonly isBox: boolean;
}

const edits: readonly (readonly [EditCommand, string])[] = [
  ['cut', 'Ctrl+X'],
  ['copy', 'Ctrl+C'],
  ['paste', 'Ctrl+V'],
  ['selectAll', 'Ctrl+A'],
];
const ofBoxes: readonly CommandId[] = [
  'undo',
  'earlierText',
  'phrases',
  'copyCells',
  'fixTyping',
  'history',
  'requestChange',
];

const isText = (element: Element): element is HTMLTextAreaElement | HTMLInputElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'search', ''].includes(element.type));

/** The text or the box of choices under the mouse or the cursor. */
function boxAt(target: EventTarget | null): Box | undefined {
  if (!(target instanceof Element)) return undefined;
  if (isText(target)) return target;
  const inBox = target.closest('.box')?.querySelector<HTMLTextAreaElement | HTMLButtonElement>('[data-path]');
  return inBox ?? undefined;
}

/** Where a person has asked for the menu, and what was marked there; set to `undefined` the menu is gone. */
function usePlace() {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    const listen = (event: MouseEvent): void => {
      const box = boxAt(event.target);
      if (box === undefined) return;
      event.preventDefault();
      const hasCursor = box.ownerDocument.activeElement === box;
      const start = isText(box) && hasCursor ? (box.selectionStart ?? 0) : 0;
      const end = isText(box) && hasCursor ? (box.selectionEnd ?? start) : 0;
      if (!hasCursor) box.focus();
      // What was marked stays marked: a right click elsewhere in the text puts the cursor there first.
      const selection = isText(box)
        ? ([hasCursor ? start : (box.selectionStart ?? 0), hasCursor ? end : (box.selectionEnd ?? 0)] as const)
        : undefined;
      setPlace({ x: event.clientX, y: event.clientY, box, selection, isBox: box.dataset['path'] !== undefined });
    };
    document.addEventListener('contextmenu', listen);
    return () => document.removeEventListener('contextmenu', listen);
  }, []);
  return [place, setPlace] as const;
}

/** The menu of the right button (and of the menu key), as in Excel: the clipboard, and what can be done with a box. */
export function ContextMenu(): ReactNode {
  const t = useTranslate();
  const [place, setPlace] = usePlace();
  const anchor = useRef<HTMLSpanElement>(null);
  if (place === undefined) return null;
  const { box, selection, isBox } = place;
  const readOnly = isText(box) ? box.readOnly : box.getAttribute('aria-disabled') === 'true';
  /** Does something with the box as it was: the menu had the cursor meanwhile. */
  const inBox = (does: () => void): void => {
    setPlace(undefined);
    setTimeout(() => {
      box.focus();
      if (isText(box) && selection !== undefined) box.setSelectionRange(selection[0], selection[1]);
      does();
    });
  };
  const act = (id: string): void => {
    const edit = edits.find(([name]) => name === id)?.[0];
    if (edit !== undefined) inBox(() => void desk('editCommand', edit));
    else inBox(() => runAction(id));
  };
  const own = isBox ? ofBoxes.flatMap((id) => actions.find((action) => action.id === id) ?? []) : [];
  const disabled = [
    ...(readOnly ? ['cut', 'paste'] : []),
    ...(isText(box) ? [] : ['selectAll']),
    ...own.filter((action) => !action.enabled()).map(({ id }) => id),
  ];
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: place.x, top: place.y }} />
      <Popover
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        className="choices"
        aria-label={t('context')}
        onOpenChange={(isOpen) => {
          if (!isOpen) inBox(() => undefined);
        }}
      >
        {/* A menu that opens takes the cursor. */}
        <Menu
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-label={t('context')}
          className="menu"
          disabledKeys={disabled}
          onAction={(id) => act(String(id))}
        >
          {edits.map(([id, keys]) => (
            <MenuItem key={id} id={id} textValue={t(`context.${id}`)}>
              <Text slot="label">{t(`context.${id}`)}</Text>
              <Keyboard>{keys}</Keyboard>
              {disabled.includes(id) && (
                <Text slot="description" className="visually-hidden">
                  {t(id === 'selectAll' ? 'context.noText' : 'context.locked')}
                </Text>
              )}
            </MenuItem>
          ))}
          {own.map((action, index) => (
            <ActionEntry key={action.id} action={{ ...action, parted: index === 0 }} />
          ))}
        </Menu>
      </Popover>
    </>
  );
}
