import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, SubmenuTrigger, Toolbar } from 'react-aria-components';
import { menuIds, menuName } from '../../../src-shared/contract/commands.ts';
import { actions, runAction } from '../../actions/all.ts';
import { exchange } from '../../actions/exchange.ts';
import { glance } from '../../actions/glance.ts';
import { goTo } from '../../actions/go-to.ts';
import { help } from '../../actions/help.ts';
import { open } from '../../actions/open.ts';
import { prepareReturn } from '../../actions/prepare-return.ts';
import { print } from '../../actions/print.ts';
import { redo } from '../../actions/redo.ts';
import { replace } from '../../actions/replace.ts';
import { save } from '../../actions/save.ts';
import { toggleChecks } from '../../actions/toggle-checks.ts';
import { undo } from '../../actions/undo.ts';
import { stackFor, undoStacks } from '../../editing/edit.ts';
import { typing } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { activeDocument, session } from '../../state/session.ts';
import { useSummary } from '../../workspace/exchange-summary.ts';
import { ActionButton } from './action-button.tsx';
import { ActionEntry } from './action-entry.tsx';
import { SaveState } from './save-state.tsx';
import { useUnsaved } from './tabs.tsx';
import { Undecided } from './undecided.tsx';

function UndoButtons({ document }: { document: string }): ReactNode {
  useStore(undoStacks, (now) => now[document]);
  const isTyping = useStore(typing, (now) => now);
  const { done, undone } = stackFor(document);
  return (
    <>
      <ActionButton action={undo} isDisabled={done.length === 0 && !isTyping} />
      <ActionButton action={redo} isDisabled={undone.length === 0} />
    </>
  );
}

/** Its menus, made when it is opened: what can be done is asked then. The same table makes the native menu. */
function MenuContents(): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  return (
    <Menu aria-label={t('menu')} className="menu">
      {menuIds.map((menu) => {
        const own = actions.filter((action) => action.menu === menu);
        const name = menuName(menu)[language];
        return (
          <SubmenuTrigger key={menu}>
            <MenuItem id={`menu-${menu}`} textValue={name}>
              <span>{name}</span>
              <span aria-hidden="true">▸</span>
            </MenuItem>
            <Popover className="choices">
              <Menu
                aria-label={name}
                className="menu"
                disabledKeys={own.filter((action) => !action.enabled()).map(({ id }) => id)}
                onAction={(id) => runAction(String(id))}
              >
                {own.map((action) => (
                  <ActionEntry key={action.id} action={action} />
                ))}
              </Menu>
            </Popover>
          </SubmenuTrigger>
        );
      })}
    </Menu>
  );
}

/** Everything that can be done, in one menu: what has no button of its own is here with its key. */
function MoreMenu(): ReactNode {
  const t = useTranslate();
  return (
    <MenuTrigger>
      <Button>{t('menu')} ▾</Button>
      <Popover className="choices">
        <MenuContents />
      </Popover>
    </MenuTrigger>
  );
}

/** What the open file is for: sent to this section it is to be sent back, else it is a plan to send out and collect. */
function MainJob({ document }: { document: string }): ReactNode {
  const summary = useSummary(document);
  return <ActionButton action={summary?.received === true ? prepareReturn : exchange} />;
}

/** Blue while the file lacks something that was typed. */
function SaveButton({ document }: { document: string | undefined }): ReactNode {
  const unsaved = useUnsaved(document ?? '');
  return <ActionButton action={save} isDisabled={document === undefined} isPrimary={unsaved} />;
}

/** The line at the top: what is done most, and where the text now is. */
export function HeaderBar(): ReactNode {
  const t = useTranslate();
  const document = useStore(session, activeDocument);
  const none = document === undefined;
  return (
    <header className="header">
      <Toolbar aria-label={t('toolbar')} className="toolbar">
        <ActionButton action={open} />
        <SaveButton document={document?.id} />
        <ActionButton action={print} isDisabled={none} />
        {document !== undefined && <MainJob document={document.id} />}
        <span className="gap" />
        {document !== undefined && <UndoButtons document={document.id} />}
        <ActionButton action={replace} isDisabled={none} />
        <ActionButton action={goTo} isDisabled={none} />
        <ActionButton action={glance} isDisabled={none} />
        <ActionButton action={toggleChecks} isDisabled={none} />
        <span className="gap" />
        <ActionButton action={help} />
        <MoreMenu />
      </Toolbar>
      {document !== undefined && <Undecided document={document.id} />}
      {document !== undefined && <SaveState document={document} />}
    </header>
  );
}
