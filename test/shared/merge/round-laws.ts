import { ok, strictEqual as is } from 'node:assert/strict';
import fc from 'fast-check';
import { fieldState, textsOf, unite, type FieldState, type Version } from '../../../src-shared/merge/field-state.ts';
import { superseded, type Descent } from '../../../src-shared/merge/lineage.ts';
import { take } from '../../../src-shared/merge/resolve.ts';
import { standsFor } from '../../../src-shared/merge/stands-for.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { law, type Law } from '../../helpers/laws.ts';
import { editText, text, textEdit, type TextEdit } from './texts.ts';

/** What happens to one field over the rounds of an exchange; numbers choose among what there is, modulo its count. */
type Happening =
  | { readonly kind: 'send' }
  | { readonly kind: 'return'; readonly round: number; readonly edit: TextEdit }
  | { readonly kind: 'again'; readonly file: number; readonly edit: TextEdit }
  | { readonly kind: 'type'; readonly edit: TextEdit }
  | { readonly kind: 'decide'; readonly choice: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'send' }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('return' as const), round: fc.nat(5), edit: textEdit }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), file: fc.nat(5), edit: textEdit }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('type' as const), edit: textEdit }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('decide' as const), choice: fc.nat(5) }) },
);

interface Round {
  readonly text: string;
  readonly after: readonly string[];
}

/** One field in the collecting section's hands. */
class Field {
  state: FieldState = fieldState({});
  mine: string;
  readonly typed: string[] = [];
  readonly #rounds: Round[];
  readonly #descents: Descent[] = [];
  readonly #files: (Round & { readonly file: string; readonly value: string })[] = [];
  #ids = 0;

  constructor(base: string) {
    this.mine = plainLineEnds(base);
    this.#rounds = [{ text: this.mine, after: [] }];
  }

  happen(what: Happening): void {
    switch (what.kind) {
      case 'send': {
        const { after, decision } = standsFor(
          this.state,
          { replaced: this.#replaced() },
          this.mine,
          `sent ${++this.#ids}`,
        );
        this.#rounds.push({ text: this.mine, after });
        if (decision !== undefined) this.state = unite(this.state, fieldState({ decisions: [decision] }));
        return;
      }
      case 'type':
        this.mine = plainLineEnds(editText(this.mine, what.edit));
        return;
      case 'return':
        return this.#return(this.#rounds[what.round % this.#rounds.length]!, what.edit, undefined);
      case 'again': {
        const earlier = this.#files[what.file % Math.max(1, this.#files.length)];
        return earlier === undefined ? undefined : this.#return(earlier, what.edit, earlier.file);
      }
      case 'decide':
        return this.#decide(what.choice);
    }
  }

  #return(round: Round, edit: TextEdit, earlier: string | undefined): void {
    const file = `f${++this.#ids}`;
    const value = plainLineEnds(
      editText(this.#files.find((entry) => entry.file === earlier)?.value ?? round.text, edit),
    );
    this.#files.push({ file, value, text: round.text, after: round.after });
    if (earlier !== undefined) this.#descents.push({ file, earlier });
    // A file that left the field as it was says nothing about it, and still takes an earlier one's place.
    if (value !== round.text) {
      this.typed.push(value);
      const version: Version = { file, base: round.text, value, after: round.after };
      this.state = unite(this.state, fieldState({ versions: [version] }));
    }
    this.collect();
  }

  #decide(choice: number): void {
    const { resolution } = this.#take();
    if (resolution.kind !== 'conflict') return;
    const value = resolution.candidates[choice % resolution.candidates.length]!.value;
    const covers = [
      ...this.state.versions.map((version) => version.file),
      ...this.state.decisions.map((decision) => decision.id),
    ];
    const before = this.mine;
    this.state = unite(this.state, fieldState({ decisions: [{ id: `d${++this.#ids}`, value, covers, over: before }] }));
    this.collect();
    is(this.mine, value, 'a choice is shown');
  }

  collect(): void {
    const before = this.mine;
    const { resolution, remember } = this.#take();
    const known = new Set([
      ...textsOf(this.state),
      ...this.state.versions.map((version) => version.base),
      ...this.state.written.map((entry) => entry.value),
      ...this.state.decisions.map((entry) => entry.over),
    ]);
    this.state = unite(this.state, remember);
    this.mine = resolution.text;
    ok(
      this.mine === before || known.has(before) || textsOf(this.state).includes(before),
      `typed into the master and lost: ${before}`,
    );
    const again = this.#take();
    is(again.resolution.text, this.mine, 'taking in again changes nothing');
    is(again.resolution.kind === 'conflict', resolution.kind === 'conflict');
  }

  #take() {
    return take(this.state, this.mine, { replaced: this.#replaced() }, `own ${++this.#ids}`);
  }

  #replaced(): ReadonlySet<string> {
    return superseded(new Set(this.#files.map(({ file }) => file)), this.#descents);
  }
}

export const roundLaws: readonly Law[] = [
  law(
    'rounds: no text is lost, a choice is shown, taking in again changes nothing',
    fc.tuple(text, fc.array(happening, { maxLength: 8 })),
    ([base, happenings]) => {
      const field = new Field(base);
      for (const one of happenings) field.happen(one);
      for (const value of field.typed) ok(textsOf(field.state).includes(value), `returned and lost: ${value}`);
    },
  ),
];
