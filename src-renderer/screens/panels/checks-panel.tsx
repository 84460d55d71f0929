import { useMemo, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { findingGroups, findingsByForm, findingsOf, type Finding } from '../../../src-shared/checks/findings.ts';
import { unreachable } from '../../../src-shared/domain/result.ts';
import { toggleChecks } from '../../actions/toggle-checks.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { useTranslate, type Translate } from '../../i18n/translate.ts';
import { useLater } from '../../state/use-later.ts';
import { useStore } from '../../state/use-store.ts';
import type { TextOf } from '../../../src-shared/checks/missing.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { checkWords } from '../../../src-shared/form/check-words.ts';
import { stageFor, stepFor } from '../../state/due.ts';
import { goToField } from '../../state/go-to.ts';
import { summaryOf } from '../../workspace/list-rows.ts';
import { fixAll, fixesOf } from '../../workspace/fix-all.ts';
import {
  activeDocument,
  activeItem,
  session,
  type FieldRef,
  type ItemRef,
  type OpenDocument,
} from '../../state/session.ts';
import { revision, textsOf } from '../../state/texts.ts';
import { Choose } from '../frame/choose.tsx';

interface Row {
  readonly ref: ItemRef;
  readonly no: string;
  readonly lead: string | undefined;
  readonly finding: Finding;
}

function detail(finding: Finding, t: Translate): string {
  switch (finding.group) {
    case 'missing':
      return '';
    case 'cut':
    case 'grows':
      return t('checks.cut', { lines: finding.lines, room: finding.room });
    case 'form':
      return finding.text;
    case 'contradiction':
      return t(`checks.${finding.kind}`);
    case 'typing':
      return t(`typing.${finding.kind}`, { sample: finding.sample });
    default:
      return unreachable(finding);
  }
}

/** «すべて直す»: what can be mended without a question, in one step that Ctrl+Z takes back. */
function FixAll({ document, fields }: { document: string; fields: readonly FieldRef[] }): ReactNode {
  const t = useTranslate();
  const count = fixesOf(fields).length;
  if (count === 0) return null;
  return (
    <Button className="react-aria-Button small fix-all" onPress={() => fixAll(document, fields)}>
      {t('checks.fixAll', { count })}
    </Button>
  );
}

/** What is found in the open sheet or in all of them, by the checks of their form; found anew when a text changes. */
function useFindings(document: OpenDocument | undefined, scope: 'item' | 'all'): readonly Row[] {
  const settings = useStore(session, (now) => now.settings);
  const open = useStore(session, ({ active, openItems }) => (active === undefined ? undefined : openItems[active]));
  const count = useLater(revision);
  return useMemo((): readonly Row[] => {
    if (document === undefined) return [];
    const { form } = document;
    const words = checkWords(settings.language);
    const found = (sheet: ItemSheet, texts: TextOf): readonly Finding[] =>
      form === undefined
        ? findingsOf(sheet, texts, stepFor(document), settings.growRows)
        : findingsByForm(sheet, texts, {
            stage: stageFor(document),
            checks: form.checks[sheet.edition ?? ''] ?? [],
            words,
            grow: settings.growRows,
          });
    return document.items
      .filter(({ key }) => scope === 'all' || key === activeItem()?.item)
      .flatMap((sheet) => {
        const ref = { document: document.id, item: sheet.key };
        const { no, lead } = summaryOf(document, sheet);
        return found(sheet, textsOf(ref, sheet)).map((finding) => ({
          ref,
          no,
          lead,
          finding,
        }));
      });
    // `count` and `open` stand for what lives outside of React.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [document, scope, count, open, settings.growRows, settings.language]);
}

/** What a person should look at, as one list; each line jumps to its box. */
export function ChecksPanel(): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const document = useStore(session, activeDocument);
  const [scope, setScope] = useState<'item' | 'all'>('all');
  const rows = useFindings(document, scope);
  return (
    <aside className="panel" aria-label={t('checks.title')}>
      <div className="panel-head">
        <h2>{t('checks.title')}</h2>
        <Choose
          label={t('checks.scope')}
          value={scope}
          options={(['item', 'all'] as const).map((id) => ({ id, name: t(`checks.scope.${id}`) }))}
          onChange={(id) => setScope(id as 'item' | 'all')}
        />
        <Button className="quiet" aria-label={t('close')} onPress={() => void toggleChecks.run()}>
          ×
        </Button>
      </div>
      <div className="panel-body">
        {rows.length === 0 && <p className="empty">{t('checks.none')}</p>}
        {findingGroups.map((group) => {
          const own = rows.filter(({ finding }) => finding.group === group);
          if (own.length === 0) return null;
          return (
            <details key={group} open>
              <summary>
                {t(`checks.group.${group}`)} <span className="badge">{own.length}</span>
              </summary>
              {group === 'typing' && document !== undefined && (
                <FixAll
                  document={document.id}
                  fields={own.map(({ ref, finding }) => ({ ...ref, path: finding.path }))}
                />
              )}
              <ul>
                {own.map(({ ref, no, lead, finding }, index) => (
                  <li key={`${ref.item} ${finding.path} ${index}`}>
                    <button type="button" className="finding" onClick={() => goToField({ ...ref, path: finding.path })}>
                      <span className="finding-place">
                        No.{no} {lead}
                      </span>
                      <span>{fieldLabel(finding.path, settings)}</span>
                      <span className="finding-detail">{detail(finding, t)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </details>
          );
        })}
      </div>
    </aside>
  );
}
