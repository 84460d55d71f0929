import type { ReactNode } from 'react';
import { Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Toolbar } from 'react-aria-components';
import { actionGroups } from '../../actions/action.ts';
import { actions, runAction } from '../../actions/all.ts';
import { goTo } from '../../actions/go-to.ts';
import { help } from '../../actions/help.ts';
import { open } from '../../actions/open.ts';
import { print } from '../../actions/print.ts';
import { redo } from '../../actions/redo.ts';
import { replace } from '../../actions/replace.ts';
import { save } from '../../actions/save.ts';
import { chordName } from '../../actions/shortcuts.ts';
import { toggleChecks } from '../../actions/toggle-checks.ts';
import { undo } from '../../actions/undo.ts';
import { stackFor, undoStacks } from '../../editing/edit.ts';
import { typing } from '../../editing/pending.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { activeDocument, session } from '../../state/session.ts';
import { ActionButton } from './action-button.tsx';
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

/** Its entries, made when it is opened: what can be done is asked then. */
function MenuContents(): ReactNode {
  const t = useTranslate();
  return (
    <Menu
      aria-label={t('menu')}
      className="menu"
      disabledKeys={actions.filter((action) => !action.enabled()).map(({ id }) => id)}
      onAction={(id) => runAction(String(id))}
    >
      {actionGroups.map((group) => (
        <MenuSection key={group}>
          <Header>{t(`keys.group.${group}`)}</Header>
          {actions
            .filter((action) => action.group === group)
            .map(({ id, label, keys }) => (
              <MenuItem key={id} id={id} textValue={t(label)}>
                <span>{t(label)}</span>
                {keys[0] !== undefined && <kbd>{chordName(keys[0])}</kbd>}
              </MenuItem>
            ))}
        </MenuSection>
      ))}
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
        <span className="gap" />
        {document !== undefined && <UndoButtons document={document.id} />}
        <ActionButton action={replace} isDisabled={none} />
        <ActionButton action={goTo} isDisabled={none} />
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
