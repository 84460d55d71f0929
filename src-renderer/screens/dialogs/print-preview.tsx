import { useEffect, useRef, useState, type ReactNode } from 'react';
import { sentence, type Failure } from '../../../src-shared/failures.ts';
import { desk } from '../../desk.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { drawPage } from '../../print/draw-page.ts';
import { loadFonts } from '../../print/measure-text.ts';
import { useStore } from '../../store/use-store.ts';
import { session } from '../../workspace/session.ts';
import '../../print/fonts.css';
import '../../print/page.css';

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'shown'; readonly pages: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** More sheets than these nobody looks through in a dialog; all are printed. */
const limit = 20;

export interface PrintPreviewProps {
  readonly document: string;
  readonly items: readonly string[];
  /** What differs from the file: marked, or old and new side by side. */
  readonly changes: 'marked' | 'comparison' | undefined;
}

/** The pages as they will be printed, drawn by the same code. */
export function PrintPreview({ document, items, changes }: PrintPreviewProps): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const papers = useRef<HTMLElement>(null);
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const wanted = items.slice(0, limit).join('\n');
  useEffect(() => {
    let current = true;
    const show = async (): Promise<void> => {
      const result = await desk('printPages', { document, items: wanted.split('\n'), ...(changes === undefined ? {} : { changes }) });
      if (!current) return;
      if (!result.ok) {
        setState({ kind: 'failed', failure: result.failure });
        return;
      }
      const { pages } = result.value;
      await loadFonts(pages);
      if (!current) return;
      papers.current?.replaceChildren(...pages.map((page) => drawPage(page)));
      setState({ kind: 'shown', pages: pages.length });
    };
    if (wanted !== '') void show();
    return () => {
      current = false;
    };
  }, [document, wanted, changes]);
  return (
    <div className="preview-pane">
      <output>
        {state.kind === 'waiting'
          ? t('print.preparing')
          : state.kind === 'failed'
            ? sentence(state.failure, language)
            : t('print.pages', { count: state.pages })}
      </output>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="papers" ref={papers} tabIndex={0} aria-label={t('print.preview')} />
    </div>
  );
}
