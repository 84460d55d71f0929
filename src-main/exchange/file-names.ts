import type { ReportingStep } from '../../src-shared/exchange.ts';

/** The default: `個票_行政経営課_2014上半期.xlsx`, without a step `個票_行政経営課.xlsx`. */
export const defaultPattern = '個票_{section}_{step}';

const stepNames = { firstHalf: '上半期', annual: '年度', overall: '総合評価' } as const;

export const stepLabel = (step: ReportingStep): string =>
  step.kind === 'overall' ? stepNames.overall : `${step.year}${stepNames[step.kind]}`;

/** Longest name in UTF-8 bytes: file systems allow 255, and « (2)» and copies by people come on top. */
const maxBytes = 200;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name from a pattern with `{section}` and `{step}`; characters that Windows forbids become `＿`, and the name never
 * begins with a dot or ends with a blank or dot.
 */
export function fileNameFrom(pattern: string, section: string, step: ReportingStep | undefined): string {
  const values = { section: section === '' ? '担当課なし' : section, step: step === undefined ? '' : stepLabel(step) };
  const filled = pattern.replace(/\{(section|step)\}/g, (_, name: 'section' | 'step') => values[name]);
  const plain = filled
    // oxlint-disable-next-line no-control-regex -- exactly the characters that Windows forbids
    .replace(/[\\/:*?"<>|\u0000-\u001f]/g, '＿')
    .replace(/\s+/g, ' ')
    .replace(/^[\s._]+|[\s._]+$/g, '');
  let name = plain === '' || reserved.test(plain) ? `個票${plain}` : plain;
  while (Buffer.byteLength(name, 'utf8') > maxBytes) name = [...name].slice(0, -1).join('');
  return `${name}.xlsx`;
}

/** Makes names differ, without case, since Windows and macOS do not tell it. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; used.has(free.normalize('NFC').toLowerCase()); n++) free = name.replace(/\.xlsx$/, ` (${n}).xlsx`);
    used.add(free.normalize('NFC').toLowerCase());
    return free;
  });
}
