import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { StackChange } from './undo-stack.ts';

/** What one window does to a workbook's undo history. */
export interface SharedStep extends Pick<StackChange, 'put' | 'remove'> {
  readonly document: DocumentId;
}

/**
 * The undo history belongs to the workbook, not to a window: what is typed in one window is taken back in another, as in
 * Excel. The windows tell each other directly, since main knows nothing of undoing.
 */
let channel: BroadcastChannel | undefined;

/** From now on the windows share their steps; `hear` is called for those of the others. */
export function shareUndo(hear: (step: SharedStep) => void): void {
  channel = new BroadcastChannel('kohyo-undo');
  channel.onmessage = ({ data }: MessageEvent<SharedStep>) => hear(data);
}

export const tellUndo = (step: SharedStep): void => channel?.postMessage(step);
