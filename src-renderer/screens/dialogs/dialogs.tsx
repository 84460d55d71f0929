import type { ReactNode } from 'react';
import { unreachable } from '../../../src-shared/result.ts';
import { useStore } from '../../store/use-store.ts';
import { session } from '../../workspace/session.ts';
import { ConflictsDialog } from './conflicts-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { FirstStartDialog, SettingsDialog } from './settings-dialog.tsx';
import { UnlockDialog, WarningsDialog } from './small-dialogs.tsx';

/** The dialog that is open, if any. */
export function Dialogs(): ReactNode {
  const dialog = useStore(session, (now) => now.dialog);
  if (dialog === undefined) return null;
  switch (dialog.kind) {
    case 'settings':
      return <SettingsDialog />;
    case 'first-start':
      return <FirstStartDialog />;
    case 'keys':
      return <KeysDialog />;
    case 'warnings':
      return <WarningsDialog document={dialog.document} />;
    case 'unlock':
      return <UnlockDialog field={dialog.field} />;
    case 'conflicts':
      return <ConflictsDialog document={dialog.document} />;
    case 'print':
      return <PrintDialog changesOnly={dialog.changesOnly} />;
    case 'help':
    case 'go-to':
    case 'replace':
    case 'history':
      return null;
    default:
      return unreachable(dialog);
  }
}
