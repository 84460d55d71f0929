import { useState, type ReactNode } from 'react';
import { Button, Input, Label, TextArea, TextField } from 'react-aria-components';
import type { TaughtCell } from '../../../src-shared/contract/teaching.ts';
import { FIELD_KINDS, FIELD_ROLES, type FieldKind, type FieldRole } from '../../../src-shared/form/description.ts';
import {
  entryOf,
  traitsAt,
  withName,
  withoutBox,
  withStage,
  withTraits,
  withWord,
  type EntryAt,
  type Scope,
  type TraitsPatch,
} from '../../../src-shared/form/teach.ts';
import { useTranslate } from '../../i18n/translate.ts';
import { doubtsOf, type TeachState } from '../../state/teaching.ts';
import { chooseCell, confirmCell, teach } from '../../workspace/teaching.ts';
import { Choose } from '../frame/choose.tsx';
import { TellingButton } from '../frame/telling-button.tsx';
import { AddBox } from './add-box.tsx';
import { focusHit } from './teach-hits.ts';

const scopes = ['box', 'line', 'column'] as const satisfies readonly Scope[];

function Doubts({ state, cell }: { state: TeachState; cell: TaughtCell }): ReactNode {
  const t = useTranslate();
  const doubts = doubtsOf(state, cell);
  if (doubts.length === 0) return null;
  return (
    <div className="teach-doubt">
      <p>
        <strong>{t('teach.doubtful')}</strong>{' '}
        {[...new Set(doubts.map(({ kind }) => t(`teach.doubt.${kind}`)))].join(' ')}
      </p>
      <Button
        onPress={() => {
          confirmCell(cell);
          focusHit(cell.cell);
        }}
      >
        {t('teach.confirm')}
      </Button>
    </div>
  );
}

/** A text that counts when it is left, as a whole. */
function LeftText({
  label,
  value,
  lines = false,
  onLeave,
}: {
  readonly label: string;
  readonly value: string;
  readonly lines?: boolean;
  readonly onLeave: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // Undone, or said elsewhere: it is shown in place; a new box would lose the cursor.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const leave = (): void => {
    if (text !== value) onLeave(text);
  };
  return (
    <TextField value={text} onChange={setText} onBlur={leave}>
      <Label>{label}</Label>
      {lines ? (
        <TextArea rows={5} />
      ) : (
        <Input
          autoComplete="off"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
          }}
        />
      )}
    </TextField>
  );
}

function Stages({
  state,
  stage,
  say,
}: {
  readonly state: TeachState;
  readonly stage: string | undefined;
  readonly say: (patch: TraitsPatch) => void;
}): ReactNode {
  const t = useTranslate();
  const [name, setName] = useState('');
  const stages = state.now.form.stages ?? [];
  return (
    <>
      {stages.length > 0 && (
        <Choose
          label={t('teach.stage')}
          showLabel
          value={stage ?? 'none'}
          options={[
            { id: 'none', name: t('teach.none') },
            ...stages.map(({ id, name: shown }) => ({ id, name: shown ?? id })),
          ]}
          onChange={(id) => say({ stage: id === 'none' ? null : id })}
        />
      )}
      <div className="teach-line">
        <TextField value={name} onChange={setName}>
          <Label>{t('teach.stage.new')}</Label>
          <Input autoComplete="off" />
        </TextField>
        <TellingButton
          why={name.trim() === '' ? t('teach.stage.nameless') : undefined}
          onPress={() => {
            teach((form) => withStage(form, name.trim()));
            setName('');
          }}
        >
          {t('teach.stage.add')}
        </TellingButton>
      </div>
    </>
  );
}

/** What a box is: its name, kind, role, stage, unit and choices. */
function KnownBox({ state, cell, at }: { state: TeachState; cell: TaughtCell; at: EntryAt }): ReactNode {
  const t = useTranslate();
  const [scope, setScope] = useState<Scope>('box');
  const traits = traitsAt(state.now.form, at);
  const kind: FieldKind = traits.kind ?? 'text';
  const say = (patch: TraitsPatch): void => teach((form) => withTraits(form, at, patch, scope), cell);
  const canScope = at.kind === 'crossing';
  return (
    <>
      {at.kind === 'field' && (
        <LeftText
          label={t('teach.boxName')}
          value={traits.label ?? cell.name ?? ''}
          onLeave={(name) => teach((form) => withName(form, at, name), cell)}
        />
      )}
      {canScope && (
        <Choose
          label={t('teach.scope')}
          showLabel
          value={scope}
          options={scopes
            .filter((id) => id !== 'line' || at.line !== undefined)
            .map((id) => ({ id, name: t(`teach.scope.${id}`) }))}
          onChange={(id) => setScope(id as Scope)}
        />
      )}
      <Choose
        label={t('teach.kind')}
        showLabel
        value={kind}
        options={FIELD_KINDS.map((id) => ({ id, name: t(`teach.kind.${id}`) }))}
        onChange={(id) => say({ kind: id as FieldKind })}
      />
      <Choose
        label={t('teach.role')}
        showLabel
        value={traits.role ?? 'none'}
        options={[
          { id: 'none', name: t('teach.none') },
          ...FIELD_ROLES.map((id) => ({ id, name: t(`teach.role.${id}`) })),
        ]}
        onChange={(id) => say({ role: id === 'none' ? null : (id as FieldRole) })}
      />
      <Stages state={state} stage={traits.stage} say={say} />
      {(kind === 'number' || kind === 'percent' || kind === 'computed') && (
        <LeftText
          label={t('teach.unit')}
          value={traits.unit ?? ''}
          onLeave={(unit) => say({ unit: unit.trim() === '' ? null : unit.trim() })}
        />
      )}
      {(kind === 'choice' || kind === 'marks') && (
        <LeftText
          label={t('teach.choices')}
          lines
          value={(traits.choices ?? []).join('\n')}
          onLeave={(text) => {
            const choices = text
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== '');
            say({ choices: choices.length === 0 ? null : [...new Set(choices)] });
          }}
        />
      )}
      <Button
        onPress={() => {
          teach((form) => withoutBox(form, at, scope), cell);
          focusHit(cell.cell);
        }}
      >
        {t('teach.noBox')}
      </Button>
    </>
  );
}

/** The sheet of the description that the shown sheet is read by: that of any of its boxes. */
function sheetOf(state: TeachState): { readonly edition: string; readonly sheet: string } | undefined {
  const edition = state.read?.edition;
  const path = state.read?.cells.find((one) => one.path !== undefined)?.path;
  if (edition === undefined || path === undefined) return undefined;
  const at = entryOf(state.now.form, edition, path);
  const id = at === undefined ? undefined : state.now.form.editions[at.edition]?.sheets[at.sheet]?.id;
  return id === undefined ? undefined : { edition, sheet: id };
}

function Chosen({ state, cell }: { state: TeachState; cell: TaughtCell }): ReactNode {
  const t = useTranslate();
  const edition = state.read?.edition;
  const at = cell.path === undefined || edition === undefined ? undefined : entryOf(state.now.form, edition, cell.path);
  const own = sheetOf(state);
  return (
    <>
      {/* The cursor comes here with Enter on the paper; Escape goes back. */}
      <h2 data-first tabIndex={-1}>
        {cell.what === 'box' ? (cell.name ?? '') : t(`teach.panel.${cell.what}`)}
      </h2>
      <p className="remark">
        {t('teach.cell', { cell: cell.area })}
        {cell.text.trim() !== '' && (
          <>
            <br />
            {t('teach.text')}: <q>{cell.text.slice(0, 120)}</q>
          </>
        )}
      </p>
      <Doubts state={state} cell={cell} />
      {at !== undefined && <KnownBox state={state} cell={cell} at={at} />}
      {at === undefined && own !== undefined && <AddBox state={state} cell={cell} own={own} />}
      {cell.what === 'label' && own !== undefined && (
        <Button onPress={() => teach((form) => withWord(form, own.edition, own.sheet, cell.text.trim()), cell)}>
          {t('teach.word')}
        </Button>
      )}
    </>
  );
}

/** What can be said of the cell that was chosen on the paper. */
export function BoxPanel({ state }: { state: TeachState }): ReactNode {
  const t = useTranslate();
  const cell = state.read?.cells.find((one) => one.cell === state.cell);
  return (
    // Escape leads back to the paper, wherever the cursor is in the panel.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className="teach-panel"
      aria-label={t('teach.panel')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || state.cell === undefined) return;
        focusHit(state.cell);
      }}
    >
      {cell === undefined ? (
        <p className="empty">{t('teach.panel.none')}</p>
      ) : (
        // Texts that were begun belong to one cell.
        <Chosen key={`${state.sheet} ${cell.cell}`} state={state} cell={cell} />
      )}
      {cell !== undefined && (
        <Button className="quiet" onPress={() => chooseCell(undefined)}>
          {t('close')}
        </Button>
      )}
    </aside>
  );
}
