import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { sentence, type Failure } from '../../../src-shared/failures/failures.ts';
import { isListPaper, type FixedVersion } from '../../../src-shared/contract/print-order.ts';
import { desk } from '../../desk.ts';
import { allStored } from '../../editing/accept.ts';
import { flushTyping } from '../../editing/pending.ts';
import { dayName } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { useStore } from '../../state/use-store.ts';
import { session } from '../../state/session.ts';
import { Choose } from '../frame/choose.tsx';
import { Line } from '../plan/fields.tsx';
import { Ticks } from './ticks.tsx';
import type { ChoicesProps } from './choices-props.ts';
import { TellingButton } from '../frame/telling-button.tsx';

export interface CompareProps extends ChoicesProps {
  readonly versions: readonly FixedVersion[];
  readonly onFixed: (version: FixedVersion) => void;
}

/** What it is compared with, and fixing today's state for later ones to be compared with. */
export function CompareChoices({ document, choices, change, versions, onFixed }: CompareProps): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const day = (at: string): string => dayName(new Date(at), settings, false);
  const options = [
    { id: 'none', name: t('print.since.none') },
    ...versions.map(({ id, name, at }) => ({ id, name: `${name}（${day(at)}）` })),
    { id: 'file', name: t('print.since.file') },
  ];
  return (
    <fieldset>
      <legend>{t('print.since')}</legend>
      <Choose
        label={t('print.since')}
        value={choices.since}
        options={options}
        onChange={(since) => change({ since })}
      />
      {choices.since !== 'none' && !isListPaper(choices.paper) && choices.paper !== 'comparison' && (
        <Ticks
          options={[['onlyChanged', t('print.onlyChanged')]]}
          chosen={choices.onlyChanged ? ['onlyChanged'] : []}
          onChange={(on) => change({ onlyChanged: on.length > 0 })}
        />
      )}
      <FixVersion document={document.id} onFixed={onFixed} />
    </fieldset>
  );
}

/** «会議版として固定»: keeps what stands in the workbook now under a name. */
function FixVersion({ document, onFixed }: { document: string; onFixed: CompareProps['onFixed'] }): ReactNode {
  const t = useTranslate();
  const language = useStore(session, (now) => now.settings.language);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [said, setSaid] = useState<{ readonly fixed: string } | { readonly failure: Failure }>();
  const fix = async (): Promise<void> => {
    flushTyping();
    if (!(await allStored())) return;
    const fixed = await desk('fixVersion', document, name);
    if (!fixed.ok) return setSaid({ failure: fixed.failure });
    onFixed(fixed.value);
    setSaid({ fixed: fixed.value.name });
    setName('');
    setOpen(false);
  };
  return (
    <>
      {open ? (
        <div className="print-fix">
          <Line label={t('print.fix.name')} value={name} onChange={(text) => setName(text.slice(0, 200))} />
          <TellingButton why={name.trim() === '' ? t('print.fix.lacks') : undefined} onPress={() => void fix()}>
            {t('print.fix.run')}
          </TellingButton>
        </div>
      ) : (
        <Button className="small" onPress={() => setOpen(true)}>
          {t('print.fix')}
        </Button>
      )}
      {said !== undefined && (
        <output className={'failure' in said ? 'print-wrong' : 'faint'}>
          {'failure' in said ? sentence(said.failure, language) : t('print.fix.done', { name: said.fixed })}
        </output>
      )}
    </>
  );
}
