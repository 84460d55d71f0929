import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { VersionDifference } from '../../../src-shared/contract/ipc-contract.ts';
import { fieldLabel } from '../../i18n/labels.ts';
import { dateTimeName } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { oldVersions, restoreVersion, versionDifference } from '../../workspace/versions.ts';
import { closeDialog, session } from '../../state/session.ts';
import { MarkedDifference } from '../frame/marked-difference.tsx';
import { DialogFrame } from './frame.tsx';
import type { OldVersion } from '../../../src-shared/contract/documents.ts';
import { TellingButton } from '../frame/telling-button.tsx';

/** Boxes shown at most; all of them go back. */
const shownBoxes = 100;

/** What going back would change, before anything does. */
function Difference({ difference }: { difference: VersionDifference | undefined }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  if (difference === undefined) return <p>{t('versions.comparing')}</p>;
  const { boxes, items } = difference;
  return (
    <>
      <p>{boxes.length === 0 ? t('versions.same') : t('versions.boxes', { count: boxes.length })}</p>
      {items.length > 0 && <p className="remark">{t('versions.items', { items: items.join('・') })}</p>}
      <ul className="plain-list">
        {boxes.slice(0, shownBoxes).map(({ no, path, now, old }) => (
          <li key={`${no} ${path}`}>
            No.{no} {fieldLabel(path, settings)}
            <MarkedDifference before={now} after={old} />
          </li>
        ))}
        {boxes.length > shownBoxes && <li>{t('exchange.beforePrint.more', { count: boxes.length - shownBoxes })}</li>}
      </ul>
    </>
  );
}

/** The versions of a workbook's file that were kept before saves, each with what it would bring back, and the way back to it. */
export function VersionsDialog({ document }: { document: string }): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [versions, setVersions] = useState<readonly OldVersion[]>();
  const [chosen, choose] = useState<OldVersion>();
  const [difference, setDifference] = useState<VersionDifference>();
  const setChosen = (version: OldVersion | undefined): void => {
    setDifference(undefined);
    choose(version);
  };
  useEffect(() => void oldVersions(document).then(setVersions), [document]);
  useEffect(() => {
    if (chosen === undefined) return undefined;
    let current = true;
    void versionDifference(document, chosen.id).then((found) => {
      if (current) setDifference(found);
    });
    return () => {
      current = false;
    };
  }, [document, chosen]);
  if (chosen !== undefined) {
    return (
      <DialogFrame
        title={t('versions.ask', { at: dateTimeName(chosen.at, settings) })}
        size="large"
        answers={
          <>
            <Button onPress={() => setChosen(undefined)}>{t('versions.back')}</Button>
            <TellingButton
              className="primary"
              why={difference === undefined ? t('versions.comparing') : undefined}
              onPress={() => {
                closeDialog();
                void restoreVersion(document, chosen);
              }}
            >
              {t('versions.run')}
            </TellingButton>
          </>
        }
      >
        <p>{t('versions.kept')}</p>
        <Difference difference={difference} />
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={t('versions.title')}>
      <p>{versions?.length === 0 ? t('versions.none') : t('versions.text')}</p>
      <ul className="plain-list">
        {versions?.map((version) => (
          <li key={version.id} className="line">
            <span>{dateTimeName(version.at, settings)}</span>
            <Button
              aria-label={t('versions.restoreOf', { at: dateTimeName(version.at, settings) })}
              onPress={() => setChosen(version)}
            >
              {t('versions.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </DialogFrame>
  );
}
