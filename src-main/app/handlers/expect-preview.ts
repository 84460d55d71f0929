import type { DocumentId } from '../../../src-shared/contract/documents.ts';
import type { Documents } from '../../desk/documents.ts';
import type { KeptThread } from '../../jobs/kept-thread.ts';

/** Milliseconds after the last opening: whoever has just opened a workbook is waiting for other things. */
const rest = 10_000;

/**
 * Gets ready for the first preview of a workbook that was opened: its first sheet is laid out once in the thread that
 * previews will run in, so that the thread stands and its code has run when a person asks for paper. Nothing waits for it.
 */
export function expectPreview(
  documents: Pick<Documents, 'get'>,
  previews: KeptThread,
  after = rest,
): (document: DocumentId) => void {
  let timer: NodeJS.Timeout | undefined;
  return (document) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const found = documents.get(document);
      const [first] = found?.contents.items ?? [];
      if (found === undefined || first === undefined) return;
      void previews.run(document, 'pages', {
        bytes: found.bytes,
        form: found.contents.description,
        edits: [],
        items: [first.key],
        paper: 'form',
        file: '',
        policy: 'grow',
        date: '',
        time: '',
        from: 1,
        count: 1,
      });
    }, after);
    timer.unref();
  };
}
