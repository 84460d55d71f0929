import type { Language, Sentence } from './language.ts';

/**
 * Everything that can go wrong and that a user can do something about: kind, reason, and the sentence for it.
 * A sentence says what is wrong and what to do next; the place (file, sheet, cell) is put in front by `sentence`.
 * `{name}` takes a value of the failure. A new failure is one row here, and the unions below follow.
 */
export const failureSentences = {
  'not-a-workbook': {
    'other-content': {
      ja: 'Excelブック（.xlsx）ではありません。Excelで開き、「Excelブック（.xlsx）」として保存し直したファイルを選んでください。',
      en: 'This is not an Excel workbook (.xlsx). Open it in Excel, save it as “Excel Workbook (.xlsx)” and choose that file.',
    },
    empty: {
      ja: 'ファイルの中身が空です。送り主に、もう一度送ってもらってください。',
      en: 'The file is empty. Ask the sender to send it again.',
    },
  },
  'legacy-format': {
    xls: {
      ja: '古い形式（Excel 97-2003、.xls）のブックです。Excelで開き、「Excelブック（.xlsx）」として保存し直してください。',
      en: 'This workbook has the old format (Excel 97-2003, .xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
    },
    xlsb: {
      ja: 'バイナリ形式（.xlsb）のブックです。Excelで開き、「Excelブック（.xlsx）」として保存し直してください。',
      en: 'This is a binary workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
    },
  },
  encrypted: {
    password: {
      ja: 'パスワードで保護されたブックです。Excelでパスワードを解除して保存し直してください。',
      en: 'The workbook is protected by a password. Remove the password in Excel and save it again.',
    },
  },
  damaged: {
    package: {
      ja: 'ファイルが壊れています（{part}）。送り主に、もう一度送ってもらうか、控えを開いてください。',
      en: 'The file is damaged ({part}). Ask the sender to send it again, or open a copy.',
    },
    sheet: {
      ja: 'このシートは壊れているため読めません。ほかのシートは編集できます。Excelで開いて修復してください。',
      en: 'This sheet is damaged and cannot be read; the other sheets can be edited. Open the workbook in Excel to repair it.',
    },
  },
  unsafe: {
    package: {
      ja: '安全に開けないファイルです（{what}）。開かずに、送り主に確かめてください。',
      en: 'The file is not safe to open ({what}). Do not open it; ask the sender about it.',
    },
  },
  'too-large': {
    package: {
      ja: 'ファイルが大きすぎます（{what}）。不要なシートや画像を除いて保存し直してください。',
      en: 'The file is too large ({what}). Remove what is not needed and save it again.',
    },
  },
  'no-items': {
    none: {
      ja: '個票のシートが見つかりません。個票の様式（「具体的な改革項目」などの見出し）があるブックを選んでください。',
      en: 'No item sheet was found. Choose a workbook with sheets of the item form (labels such as 具体的な改革項目).',
    },
  },
  'not-found': {
    file: {
      ja: 'ファイルがありません。移動や名前の変更、USBメモリの取り外しがないか確かめてください。',
      en: 'The file is not there. Check whether it was moved or renamed, or its drive removed.',
    },
  },
  unreadable: {
    denied: {
      ja: 'ファイルを読めません（{code}）。アクセス権を確かめるか、別の場所に写してから開いてください。',
      en: 'The file cannot be read ({code}). Check the access rights, or copy it elsewhere and open the copy.',
    },
  },
  'unknown-item': {
    none: {
      ja: '番号「{no}」の個票はありません。',
      en: 'There is no item with the number “{no}”.',
    },
  },
  'ambiguous-item': {
    several: {
      ja: '番号「{no}」の個票が複数あります（{sheets}）。シート名で指定してください。',
      en: 'Several sheets have the number “{no}” ({sheets}). Choose one by its sheet name.',
    },
    'no-number': {
      ja: '個票の番号（No.）が読めません。番号を入れてください。',
      en: 'The item sheet has no usable number (No.). Enter one.',
    },
  },
  'unknown-field': {
    none: {
      ja: '「{field}」という欄はこの個票にありません。',
      en: 'This item sheet has no field “{field}”.',
    },
  },
  locked: {
    cell: {
      ja: 'シートの保護でロックされたセルです。保護を解除してから書き込んでください。',
      en: 'Sheet protection locks this cell. Unlock it before writing.',
    },
    formula: {
      ja: '数式が入ったセルです。数式を文字に置きかえるときは、ロックを外してください。',
      en: 'This cell holds a formula. Unlock it to replace the formula with text.',
    },
  },
  'write-failed': {
    'read-only': {
      ja: '書き込めません（読み取り専用）。別の名前か別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The file or folder is read-only. Save under another name or in another place. Your text is kept on this machine.',
    },
    'disk-full': {
      ja: 'ディスクの空きが足りません。不要なファイルを消すか、別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The disk is full. Make room or save in another place. Your text is kept on this machine.',
    },
    busy: {
      ja: 'ほかのプログラム（Excelなど）がファイルを開いています。閉じてから保存するか、別の名前で保存してください。',
      en: 'Another program (Excel, perhaps) has the file open. Close it there, or save under another name.',
    },
    other: {
      ja: '保存できませんでした（{code}）。別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'Saving failed ({code}). Save in another place. Your text is kept on this machine.',
    },
    check: {
      ja: '保存前の確認で食い違いが見つかったため、書き込みを止めました。元のファイルは変わっていません。',
      en: 'The check before saving found a difference, so nothing was written. The file is as it was.',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;

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

/** What an opened workbook warns about: the same shape, with kinds of its own beside those of failures. */
export const warningSentences = {
  damaged: { sheet: failureSentences.damaged.sheet },
  'duplicate-no': {
    several: {
      ja: '番号「{no}」の個票が複数あります（{sheets}）。どちらが正しいか確かめてください。',
      en: 'Several item sheets have the number “{no}” ({sheets}). Check which one is right.',
    },
  },
  'ambiguous-label': {
    twice: {
      ja: '見出し「{label}」が複数の場所にあります（{cells}）。読み取った欄が正しいか確かめてください。',
      en: 'The label {label} was found more than once ({cells}). Check that the right box was read.',
    },
    missing: {
      ja: '見出し「{label}」が見つかりません。この欄は編集できません。',
      en: 'The label {label} was not found. Its box cannot be edited.',
    },
  },
  'ambiguous-item': { 'no-number': failureSentences['ambiguous-item']['no-number'] },
  'structure-locked': {
    locked: {
      ja: 'ブックの構成が保護されています。セルの編集はできますが、シートの追加や削除はできません。',
      en: 'The structure of the workbook is protected: cells can be edited, sheets cannot be added or removed.',
    },
  },
  'stale-formula': {
    some: {
      ja: '数式の計算結果が古くなっています（{cells}）。Excelで開くと計算し直されます。',
      en: 'Results of formulas are out of date ({cells}). Excel works them out when it opens the file.',
    },
  },
  'number-as-text': {
    text: {
      ja: '数値の欄に「{text}」が文字として入りました。',
      en: '“{text}” was stored as text in a box of numbers.',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;

export type WarningKind = keyof typeof warningSentences;

export type Warning = {
  readonly [K in WarningKind]: Place & {
    readonly kind: K;
    readonly reason: keyof (typeof warningSentences)[K];
    readonly values?: Readonly<Record<string, string | number>>;
  };
}[WarningKind];

/** The sentence for a failure or warning, its place in front: «台帳.xlsx › No.3 › C41: …». */
export function sentence(problem: Failure | Warning, language: Language): string {
  const table: Readonly<Record<string, Readonly<Record<string, Sentence>>>> =
    problem.kind in failureSentences && problem.reason in failureSentences[problem.kind as FailureKind]
      ? failureSentences
      : warningSentences;
  const text = table[problem.kind]?.[problem.reason as string]?.[language] ?? problem.kind;
  const filled = text.replace(/\{(\w+)\}/g, (all, name: string) => String(problem.values?.[name] ?? all));
  const place = [problem.file, problem.sheet, problem.cell].filter((part) => part !== undefined).join(' › ');
  return place === '' ? filled : `${place}: ${filled}`;
}
