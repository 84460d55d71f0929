/**
 * What a fixture's cell can hold. A plain string is text; the others are what Excel can put into a box beside it.
 */
export type FixtureValue =
  | string
  | {
      readonly text: string;
      /** Phonetic runs: start and end in UTF-16 units of `text`, and the reading. */
      readonly furigana: readonly (readonly [number, number, string])[];
    }
  | { readonly runs: readonly { readonly text: string; readonly color?: string; readonly bold?: boolean }[] }
  /** `shown` is what the number format makes of the number. */
  | { readonly number: number; readonly format: string; readonly shown: string }
  /** A formula; `cached` is the last result, `number` whether it is one. */
  | { readonly formula: string; readonly cached: string; readonly number?: boolean }
  /** The text exactly as it stands in the XML (`_x000D_`, `&#13;`); `shown` is what a reader must make of it. */
  | { readonly xml: string; readonly shown: string };

/** What a reader of the cell sees, as truth files give it. */
export function shown(value: FixtureValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if ('runs' in value) return value.runs.map((run) => run.text).join('');
  if ('text' in value) return value.text;
  if ('formula' in value) return value.cached;
  return value.shown;
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] as string);

const t = (text: string) => `<t${/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t>`;

/** The children of `<si>` or `<is>` (ECMA-376 part 1, 18.4.8). */
export function stringXml(
  value: Exclude<FixtureValue, { formula: string } | { number: number }>,
  font: string,
): string {
  if (typeof value === 'string') return t(value);
  if ('xml' in value) return `<t xml:space="preserve">${value.xml}</t>`;
  if ('runs' in value) {
    return value.runs
      .map(({ text, color, bold }) => {
        const format = `${bold ? '<b/>' : ''}<sz val="9"/>${color ? `<color rgb="${color}"/>` : '<color theme="1"/>'}<rFont val="${font}"/><family val="3"/><charset val="128"/>`;
        return `<r><rPr>${format}</rPr>${t(text)}</r>`;
      })
      .join('');
  }
  const runs = value.furigana.map(([sb, eb, reading]) => `<rPh sb="${sb}" eb="${eb}">${t(reading)}</rPh>`).join('');
  return `${t(value.text)}${runs}<phoneticPr fontId="1"/>`;
}
