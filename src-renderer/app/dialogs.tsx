import type { ReactNode } from 'react';
import { unreachable } from '../../src-shared/domain/result.ts';
import { useStore } from '../state/use-store.ts';
import { session } from '../state/session.ts';
import { RequestDialog } from '../screens/exchange/request-dialog.tsx';
import { ReturnDialog } from '../screens/exchange/return-dialog.tsx';
import { SendBackDialog } from '../screens/exchange/send-back-dialog.tsx';
import { NewPlanDialog } from '../screens/plan/new-plan-dialog.tsx';
import { NextPlanDialog } from '../screens/plan/next-plan-dialog.tsx';
import { AboutDialog } from '../screens/dialogs/about-dialog.tsx';
import { ConflictsDialog } from '../screens/dialogs/conflicts-dialog.tsx';
import { EarlierTextDialog } from '../screens/dialogs/earlier-text-dialog.tsx';
import { PhrasesDialog } from '../screens/dialogs/phrases-dialog.tsx';
import { GoToDialog } from '../screens/dialogs/go-to-dialog.tsx';
import { HelpDialog } from '../screens/dialogs/help-dialog.tsx';
import { FormsDialog } from '../screens/teach/forms-dialog.tsx';
import { HistoryDialog } from '../screens/dialogs/history-dialog.tsx';
import { KeysDialog } from '../screens/dialogs/keys-dialog.tsx';
import { PasteDialog } from '../screens/dialogs/paste-dialog.tsx';
import { PrintDialog } from '../screens/print/print-dialog.tsx';
import { ReplaceDialog } from '../screens/dialogs/replace-dialog.tsx';
import { FirstStartDialog, SettingsDialog } from '../screens/dialogs/settings-dialog.tsx';
import { UnlockDialog, WarningsDialog } from '../screens/dialogs/small-dialogs.tsx';
import { VersionsDialog } from '../screens/dialogs/versions-dialog.tsx';

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
    case 'send-back':
      return <SendBackDialog document={dialog.document} section={dialog.section} />;
    case 'print':
      return <PrintDialog changesOnly={dialog.changesOnly} />;
    case 'forms':
      return <FormsDialog />;
    case 'new-plan':
      return <NewPlanDialog />;
    case 'next-plan':
      return <NextPlanDialog document={dialog.document} />;
    case 'help':
      return <HelpDialog />;
    case 'about':
      return <AboutDialog />;
    case 'phrases':
      return <PhrasesDialog field={dialog.field} at={dialog.at} />;
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
