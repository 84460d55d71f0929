import type { ReactNode } from 'react';
import { unreachable } from '../../../src-shared/domain/result.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { RequestDialog } from '../exchange/request-dialog.tsx';
import { ReturnDialog } from '../exchange/return-dialog.tsx';
import { NewPlanDialog } from '../plan/new-plan-dialog.tsx';
import { NextPlanDialog } from '../plan/next-plan-dialog.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { ConflictsDialog } from './conflicts-dialog.tsx';
import { EarlierTextDialog } from './earlier-text-dialog.tsx';
import { GoToDialog } from './go-to-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { PrintDialog } from '../print/print-dialog.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { FirstStartDialog, SettingsDialog } from './settings-dialog.tsx';
import { UnlockDialog, WarningsDialog } from './small-dialogs.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

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
      return <WarningsDialog document={dialog.document} beside={dialog.beside} />;
    case 'unlock':
      return <UnlockDialog field={dialog.field} />;
    case 'conflicts':
      return <ConflictsDialog document={dialog.document} />;
    case 'versions':
      return <VersionsDialog document={dialog.document} />;
    case 'request':
      return <RequestDialog field={dialog.field} />;
    case 'return':
      return <ReturnDialog document={dialog.document} />;
    case 'print':
      return <PrintDialog changesOnly={dialog.changesOnly} />;
    case 'new-plan':
      return <NewPlanDialog />;
    case 'next-plan':
      return <NextPlanDialog document={dialog.document} />;
    case 'help':
      return <HelpDialog />;
    case 'about':
      return <AboutDialog />;
    case 'earlier-text':
      return <EarlierTextDialog field={dialog.field} />;
    case 'go-to':
      return <GoToDialog />;
    case 'replace':
      return <ReplaceDialog />;
    case 'paste':
      return <PasteDialog field={dialog.field} cells={dialog.cells} />;
    case 'history':
      return <HistoryDialog field={dialog.field} />;
    default:
      return unreachable(dialog);
  }
}
