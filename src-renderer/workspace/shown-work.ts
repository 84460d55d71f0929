import { desk, onDesk } from '../desk.ts';
import { translate } from '../i18n/translate.ts';
import { session } from '../state/session.ts';
import { atWork, type Report } from '../state/works.ts';

/**
 * Runs an opening or a saving, which is shown from when main begins with a file: while a person still chooses one in a
 * dialog nothing is being done. It can be stopped.
 */
export async function whileShown<T>(work: 'opening' | 'saving', run: () => Promise<T>): Promise<T> {
  let report: Report | undefined;
  let done = (): void => undefined;
  const stopListening = onDesk('workProgress', (now) => {
    if (now.work !== work) return;
    const label = translate(session.get().settings.language, `work.${work}`, { name: now.name });
    if (report !== undefined) return report(now.done, now.total, label);
    void atWork(
      label,
      (own) => {
        report = own;
        own(now.done, now.total);
        return new Promise<void>((resolve) => void (done = resolve));
      },
      () => void desk('stopWork', work),
    );
  });
  try {
    return await run();
  } finally {
    stopListening();
    done();
  }
}
