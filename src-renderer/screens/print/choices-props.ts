import type { PrintChoices } from '../../workspace/print-choices.ts';
import type { OpenDocument } from '../../state/session.ts';

export interface ChoicesProps {
  readonly document: OpenDocument;
  readonly choices: PrintChoices;
  readonly change: (patch: Partial<PrintChoices>) => void;
}
