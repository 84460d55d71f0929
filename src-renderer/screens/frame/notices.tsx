import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { unreachable } from '../../../src-shared/domain/result.ts';
import { dateTimeName } from '../../i18n/dates.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { beginTeaching, registerCarried } from '../../workspace/teaching.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { saveDocument } from '../../workspace/save.ts';
import { dismiss, documentOf, openDialog, patchSession, session, type Notice } from '../../state/session.ts';
import { walk } from '../../workspace/walk.ts';
import { noticesFor } from './notices-order.ts';
import { OutputActions } from './output-actions.tsx';

const nameOf = (document: string): string => documentOf(document)?.name ?? '';

function textOfNotice({ content }: Notice, t: Translate, settings: Settings): string {
  const { language } = settings;
  switch (content.kind) {
    case 'failure':
      return sentence(content.failure, language);
    case 'warning':
      return sentence(content.warning, language);
    case 'disk-changes':
      return t('notice.diskChanges', {
        name: nameOf(content.document),
        count: content.changes.length,
        fields: content.changes
          .slice(0, 5)
          .map(({ sheet, path }) => `${sheet} ${fieldLabel(path, settings)}`)
          .join(language === 'ja' ? '、' : ', '),
      });
    case 'recovered':
    case 'warnings':
    case 'conflicts':
      return t(`notice.${content.kind}`, { name: nameOf(content.document), count: content.count });
    case 'carried-form':
      return t(content.differs ? 'notice.carried.differs' : 'notice.carried', {
        name: nameOf(content.document),
        form: content.form,
      });
    case 'undo-skipped':
      return t('notice.undoSkipped');
    case 'ready-to-return':
      return t('exchange.readyToReturn', { name: content.output.name });
    case 'done':
      return content.text;
    case 'restored':
      return t('notice.restored', { name: nameOf(content.document), at: dateTimeName(content.at, settings) });
    case 'saved': {
      const name = nameOf(content.document);
      const rows = content.grown.reduce(
        (sum, { values }) => sum + String(values?.['rows'] ?? '').split('、').length,
        0,
      );
      const saved = rows === 0 ? t('notice.saved', { name }) : t('notice.saved.grown', { name, count: rows });
      return content.count === 0 ? saved : `${saved} ${t('notice.saved.check', { count: content.count })}`;
    }
    case 'published': {
      const { name, stripped, hiddenSheets } = content.view;
      const comma = language === 'ja' ? '、' : ', ';
      const what = stripped.map((one) => t('publish.stripped', { what: one[language], count: one.count })).join(comma);
      const done = what === '' ? t('publish.doneClean', { name }) : t('publish.done', { name, what });
      return hiddenSheets.length === 0 ? done : `${done} ${t('publish.hidden', { sheets: hiddenSheets.join(comma) })}`;
    }
    case 'replaced':
      return t('notice.replaced', { count: content.count });
    case 'not-a-choice':
      return t('notice.notAChoice', { text: content.text });
    default:
      return unreachable(content);
  }
}

function Answers({ notice }: { notice: Notice }): ReactNode {
  const t = useTranslate();
  const { content } = notice;
  switch (content.kind) {
    case 'carried-form':
      return (
        <Button onPress={() => void registerCarried(content.document)}>
          {t(content.differs ? 'notice.carried.replace' : 'notice.carried.register')}
        </Button>
      );
    case 'recovered':
      return (
        <>
          <Button
            onPress={() => {
              patchSession({ active: content.document });
              walk('changed', 'next');
            }}
          >
            {t('notice.recovered.show')}
          </Button>
          <Button onPress={() => void saveDocument(content.document)}>{t('notice.recovered.save')}</Button>
        </>
      );
    case 'saved':
      return (
        <Button onPress={() => openDialog({ kind: 'warnings', document: content.document, beside: content.grown })}>
          {t('notice.warnings.show')}
        </Button>
      );
    case 'ready-to-return':
      return <OutputActions output={content.output} />;
    case 'published':
      return <OutputActions output={content.view.output} />;
    case 'done':
      return content.output === undefined ? null : <OutputActions output={content.output} />;
    case 'warnings':
      return (
        <Button onPress={() => openDialog({ kind: 'warnings', document: content.document })}>
          {t('notice.warnings.show')}
        </Button>
      );
    case 'conflicts':
      return (
        <Button onPress={() => openDialog({ kind: 'conflicts', document: content.document })}>
          {t('notice.conflicts.show')}
        </Button>
      );
    case 'disk-changes':
      return <Button onPress={() => void saveDocument(content.document)}>{t('notice.diskChanges.save')}</Button>;
    case 'failure':
      return content.failure.kind === 'no-items' && content.failure.reason !== 'no-form' ? (
        <Button onPress={() => void beginTeaching({ kind: 'refused' })}>{t('teach.begin')}</Button>
      ) : null;
    case 'warning':
    case 'undo-skipped':
    case 'restored':
    case 'replaced':
    case 'not-a-choice':
      return null;
    default:
      return unreachable(content);
  }
}

/** More than these push the sheet off the window. */
const mostShown = 2;

/** Sentences that stay until they are answered: failures, drafts found at the start, points to check. At most two are in sight. */
export function Notices(): ReactNode {
  const t = useTranslate();
  const notices = useStore(session, (now) => now.notices);
  const active = useStore(session, (now) => now.active);
  const settings = useStore(session, (now) => now.settings);
  const [all, setAll] = useState(false);
  const own = noticesFor(notices, active);
  const shown = all ? own : own.slice(0, mostShown);
  return (
    <section className="notices" aria-label={t('notices')} aria-live="polite" data-all={all || undefined}>
      {shown.map((notice) => (
        <div
          key={notice.id}
          className="notice"
          data-tone={notice.tone}
          role={notice.tone === 'error' ? 'alert' : undefined}
        >
          <span>{textOfNotice(notice, t, settings)}</span>
          <Answers notice={notice} />
          <Button className="quiet" aria-label={t('dismiss')} onPress={() => dismiss(notice.id)}>
            ×
          </Button>
        </div>
      ))}
      {own.length > mostShown && (
        <Button className="more-notices" onPress={() => setAll(!all)}>
          {all ? t('notice.fewer') : t('notice.more', { count: own.length - mostShown })}
        </Button>
      )}
    </section>
  );
}
