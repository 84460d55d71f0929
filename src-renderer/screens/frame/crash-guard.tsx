import { Component, type ErrorInfo, type ReactNode } from 'react';
import { translate } from '../../i18n/translate.ts';
import { session } from '../../state/session.ts';

interface CrashState {
  readonly crashed: boolean;
}

/** Shows a sentence instead of an empty window when a bug breaks the screen. The drafts are safe on disk by then. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, CrashState> {
  override readonly state: CrashState = { crashed: false };

  static getDerivedStateFromError(): CrashState {
    return { crashed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('the screen broke', error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    const { language } = session.get().settings;
    return (
      <main className="start" role="alert">
        <h1>{translate(language, 'crash.title')}</h1>
        <p>{translate(language, 'crash.text')}</p>
        <button type="button" onClick={() => window.location.reload()}>
          {translate(language, 'crash.reload')}
        </button>
      </main>
    );
  }
}
