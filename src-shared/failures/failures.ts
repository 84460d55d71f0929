import { failureSentences } from './failure-sentences.ts';
import { warningSentences } from './warning-sentences.ts';
import { fillIn, type Language, type Sentence } from './language.ts';

/** Of what sort a failure is; the sentences of each stand in `failures/`. */
export type FailureKind = keyof typeof failureSentences;

/** Where it went wrong. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  readonly cell?: string;
}

/** A failure: one row of the table, its place, and the values of its sentence. */
export type Failure = {
  readonly [K in FailureKind]: Place & {
    readonly kind: K;
    readonly reason: keyof (typeof failureSentences)[K];
    readonly values?: Readonly<Record<string, string | number>>;
  };
}[FailureKind];

export type WarningKind = keyof typeof warningSentences;

export type Warning = {
  readonly [K in WarningKind]: Place & {
    readonly kind: K;
    readonly reason: keyof (typeof warningSentences)[K];
    readonly values?: Readonly<Record<string, string | number>>;
  };
}[WarningKind];

/** «…のため開けません。» and its like in English: the file is the subject of such a sentence, not a place in front of it. */
const opening = { ja: /^[^。]*ため開けません/u, en: /^The file (?=cannot be opened)/u } as const;

/**
 * The sentence for a failure or warning. What keeps a file from being opened is said of the file, «「台帳.xlsx」は壊れているため
 * 開けません。…»; everything else has its place in front: «「台帳.xlsx」 › No.3 › C41: …».
 */
export function sentence(problem: Failure | Warning, language: Language): string {
  const table: Readonly<Record<string, Readonly<Record<string, Sentence>>>> =
    problem.kind in failureSentences && problem.reason in failureSentences[problem.kind as FailureKind]
      ? failureSentences
      : warningSentences;
  const text = table[problem.kind]?.[problem.reason as string]?.[language] ?? problem.kind;
  const filled = fillIn(text, problem.values ?? {});
  const { file, sheet, cell } = problem;
  const named = file === undefined ? undefined : language === 'ja' ? `「${file}」` : `“${file}”`;
  if (named !== undefined && sheet === undefined && opening[language].test(filled))
    return language === 'ja' ? `${named}は${filled}` : filled.replace(opening.en, `${named} `);
  const place = [named, sheet, cell].filter((part) => part !== undefined).join(' › ');
  return place === '' ? filled : `${place}: ${filled}`;
}
