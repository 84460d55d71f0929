import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { FormEntry, KeptTeaching } from '../../../src-shared/contract/teaching.ts';
import { desk } from '../../desk.ts';
import { dateTimeName } from '../../i18n/dates.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { notify, session } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { showFailure } from '../../workspace/documents.ts';
import { beginTeaching, goOnTeaching } from '../../workspace/teaching.ts';
import { DialogFrame } from '../dialogs/frame.tsx';

interface FormsHere {
  readonly forms: readonly FormEntry[];
  readonly kept: readonly KeptTeaching[];
}

function Entry({ form, changed }: { form: FormEntry; changed: () => void }): ReactNode {
  const t = useTranslate();
  const [sure, setSure] = useState(false);
  const { id, name, editions, fields, usedIn, from, broken } = form;
  const last = editions.at(-1);
  const run = async (what: 'formForget' | 'formTakeBack'): Promise<void> => {
    const done = await desk(what, id);
    if (!done.ok) showFailure(done.failure);
    changed();
  };
  const exportIt = async (): Promise<void> => {
    const output = await desk('formExport', id);
    if (output === undefined) return;
    if (!output.ok) showFailure(output.failure);
    else notify({ tone: 'info', content: { kind: 'done', text: t('forms.exported'), output: output.value } });
  };
  return (
    <li className="form-entry">
      <h3>{name}</h3>
      <p className="remark">
        {broken === undefined
          ? t('forms.facts', { fields, editions: editions.join('・') })
          : t('forms.broken', { why: broken })}
        <br />
        {from.length > 0 && (
          <>
            {t('forms.from', { files: from.join('、') })}
            <br />
          </>
        )}
        {usedIn.length === 0 ? t('forms.unused') : t('forms.used', { where: usedIn.join('、') })}
      </p>
      <div className="form-entry-tools">
        {broken === undefined && (
          <>
            <Button
              aria-label={t('forms.editOf', { name })}
              onPress={() => void beginTeaching({ kind: 'files', form: id })}
            >
              {t('forms.edit')}
            </Button>
            <Button aria-label={t('forms.exportOf', { name })} onPress={() => void exportIt()}>
              {t('forms.export')}
            </Button>
          </>
        )}
        {editions.length > 1 && last !== undefined && (
          <Button onPress={() => void run('formTakeBack')}>{t('forms.takeBack', { edition: last })}</Button>
        )}
        {usedIn.length === 0 && (
          <Button
            aria-label={t('forms.forgetOf', { name })}
            onPress={() => {
              if (sure) void run('formForget');
              else setSure(true);
            }}
          >
            {t(sure ? 'forms.forget.sure' : 'forms.forget')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** 様式の一覧: the registered forms, what is begun, and the ways to new ones. */
export function FormsDialog(): ReactNode {
  const t = useTranslate();
  const settings = useStore(session, (now) => now.settings);
  const [here, setHere] = useState<FormsHere>();
  const load = useCallback(
    () => Promise.all([desk('forms'), desk('teachKept')]).then(([forms, kept]) => setHere({ forms, kept })),
    [],
  );
  useEffect(() => {
    void load();
  }, [load]);
  return (
    <DialogFrame title={t('forms.title')} size="large">
      <div className="form-entry-tools">
        <Button className="primary" onPress={() => void beginTeaching({ kind: 'files' })}>
          {t('forms.new')}
        </Button>
        <Button
          onPress={() =>
            void desk('formImport').then((imported) => {
              if (imported?.ok === false) showFailure(imported.failure);
              return load();
            })
          }
        >
          {t('forms.import')}
        </Button>
      </div>
      {here?.forms.length === 0 && <p>{t('forms.none')}</p>}
      <ul className="plain-list">
        {here?.forms.map((form) => (
          <Entry key={form.id} form={form} changed={() => void load()} />
        ))}
      </ul>
      {here !== undefined && here.kept.length > 0 && (
        <>
          <h3>{t('forms.kept')}</h3>
          <ul className="plain-list">
            {here.kept.map(({ id, name, files, at }) => (
              <li className="form-entry" key={id}>
                <p>
                  {name}{' '}
                  <span className="remark">
                    {dateTimeName(at, settings)} {files.join('、')}
                  </span>
                </p>
                <div className="form-entry-tools">
                  <Button aria-label={t('forms.keptOf', { name })} onPress={() => void goOnTeaching(id)}>
                    {t('forms.continue')}
                  </Button>
                  <Button
                    className="quiet"
                    aria-label={t('forms.giveUp', { name })}
                    onPress={() => void desk('teachGiveUp', id).then(load)}
                  >
                    ×
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </DialogFrame>
  );
}
