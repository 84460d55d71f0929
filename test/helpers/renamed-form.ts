import type { FormDescription } from '../../src-shared/form/description.ts';
import { foldLabel } from '../../src-shared/form/fold.ts';
import { shippedDescription } from '../../src-shared/form/shipped.ts';

const kana = [...'いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす'];

/** New words for each of a form's own: no label of the copy is one of the first form's. */
class Renamer {
  readonly #segments = new Map<string, string>();
  readonly #words = new Map<string, string>();

  segment(name: string): string {
    if (name.startsWith('{')) return name;
    let made = this.#segments.get(name);
    if (made === undefined) this.#segments.set(name, (made = `p${this.#segments.size}`));
    return made;
  }

  path(path: string): string {
    return path
      .split('.')
      .map((one) => this.segment(one))
      .join('.');
  }

  words(text: string): string {
    if (text === '{year}') return text;
    const key = foldLabel(text.replaceAll('{year}', ''));
    let made = this.#words.get(key);
    if (made === undefined)
      this.#words.set(key, (made = `乙${kana[this.#words.size] ?? ''}欄の${kana[46 - this.#words.size] ?? ''}`));
    return text.includes('{year}') ? `{year}${made}` : made;
  }

  /** Words of a drawing: those of the labels, else as they are. */
  drawn(text: string): string {
    const whole = this.#words.get(foldLabel(text));
    if (whole !== undefined) return whole;
    const after = /^\{after\}(.+)$/.exec(text);
    if (after !== null) return `{after}${this.#words.get(foldLabel(after[1] ?? '')) ?? after[1] ?? ''}`;
    const [first = '', second = ''] = text.split('\n');
    if (first === '{year}' && second !== '') return `{year}\n${this.#words.get(foldLabel(second)) ?? second}`;
    return this.#words.get(foldLabel(first)) ?? text;
  }
}

/** The shipped form with all its paths, ids and labels renamed; `path` gives the copy's path for one of the shipped form's. */
export function renamedForm(): { readonly form: FormDescription; readonly path: (old: string) => string } {
  const names = new Renamer();
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value === 'string') {
      if (['path', 'fields', 'total', 'terms', 'begins'].includes(key)) return names.path(value);
      if (['heading', 'text', 'rows', 'columns', 'label', 'titles'].includes(key)) return names.words(value);
      if (['stage', 'with', 'beside', 'under', 'count', 'step'].includes(key)) return names.segment(value);
      return value;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
        // What the shipped form says in two languages is about its own labels.
        if (name === 'draw' || name === 'says') return [];
        // Of other writings those with a year alone: the drawing has them.
        if (name === 'also')
          return [
            [name, (one as string[]).filter((words) => words.startsWith('{year}')).map((words) => names.words(words))],
          ];
        if (name === 'id') return [[name, typeof one === 'string' ? names.segment(one) : one]];
        return [[name, walk(one, name)]];
      }),
    );
  };
  const copy = walk(shippedDescription, '') as FormDescription;
  const draw = shippedDescription.editions[0]?.sheets[0]?.draw;
  const drawing = {
    ...draw,
    rows: draw?.rows.map((row) => ({
      ...row,
      ...(row.each === undefined ? {} : { each: names.segment(row.each) }),
      ...(row.boxes === undefined
        ? {}
        : {
            boxes: row.boxes.map((box) => ({
              ...box,
              ...(box.path === undefined ? {} : { path: names.path(box.path) }),
              ...(box.label === undefined ? {} : { label: names.drawn(box.label) }),
            })),
          }),
    })),
  };
  const edition = copy.editions[0];
  const sheet = edition?.sheets[0];
  const form = {
    ...copy,
    id: 'renamed',
    name: '写し',
    editions: [{ ...edition, id: 'one', sheets: [{ ...sheet, draw: drawing }] }],
  };
  const path = (old: string): string =>
    old
      .split('.')
      .map((one) => (/^\d+$/.test(one) ? one : names.segment(one)))
      .join('.');
  return { form: form as unknown as FormDescription, path };
}
