import type { Sentence } from './language.ts';

/** Of the failures, those of a form's description and of what it says of a box: see `failureSentences`. */
export const formSentences = {
  form: {
    'too-large': {
      ja: '様式の定義が大きすぎます（{place}：{what}）。1MB、5,000項目、8段までです。',
      en: 'The description of the form is too large ({place}: {what}). The limits are 1 MB, 5,000 fields and 8 levels.',
    },
    'no-json': {
      ja: '様式の定義のファイルではありません（JSONとして読めません：{what}）。form learn か form export で作ったファイルを選んでください。',
      en: 'This is no description of a form (not JSON: {what}). Choose a file that form learn or form export made.',
    },
    'no-form': {
      ja: '様式の定義のファイルではありません（「{what}」がありません）。form learn か form export で作ったファイルを選んでください。',
      en: 'This is no description of a form (there is no “{what}”). Choose a file that form learn or form export made.',
    },
    newer: {
      ja: 'このアプリより新しい版で作られた様式の定義です（{what}）。アプリを新しい版にしてください。',
      en: 'The description was made by a newer version of this app ({what}). Install the newer version.',
    },
    wrong: {
      ja: '様式の定義の「{place}」が正しくありません（{what}）。ファイルを直すか、form learn で作り直してください。',
      en: 'The description is wrong at “{place}” ({what}). Mend the file, or make it again with form learn.',
    },
    path: {
      ja: '様式の定義の「{place}」の項目名が正しくありません（{what}）。文字、数字、「_」「-」を「.」でつないだ名前にしてください。',
      en: 'The path at “{place}” of the description is wrong ({what}). A path is letters, digits, _ and - joined by dots.',
    },
    collision: {
      ja: '様式の定義の「{place}」で、同じ名前か、片方がもう片方の始まりになる名前が使われています（{what}）。',
      en: 'At “{place}” of the description two names are the same, or one begins another ({what}).',
    },
    registered: {
      ja: '様式「{form}」はもう登録されています（内容が違います）。入れ替えるときは --overwrite を付けてください。',
      en: 'The form “{form}” is registered already, with other contents. Give --overwrite to replace it.',
    },
    unknown: {
      ja: '様式「{form}」は登録されていません。form list で確かめてください。',
      en: 'There is no registered form “{form}”. See form list.',
    },
    'in-use': {
      ja: '様式「{form}」は使われているため、取り除けません（{where}）。',
      en: 'The form “{form}” is in use and cannot be removed ({where}).',
    },
    shipped: {
      ja: '様式「{form}」はアプリに付いているものです。取り除いたり入れ替えたりできません。',
      en: 'The form “{form}” comes with the app and can neither be removed nor replaced.',
    },
  },
  'ambiguous-form': {
    two: {
      ja: '登録された様式のうち二つ（{one}、{other}）が同じように当てはまります。--form で指定してください。',
      en: 'Two registered forms ({one}, {other}) fit equally. Name one with --form.',
    },
  },
  computed: {
    field: {
      ja: '「{field}」は計算で決まる欄のため書き込めません。もとになる欄を直してください。',
      en: '“{field}” is worked out by the sheet and is not written. Change the boxes it depends on.',
    },
  },
  'unknown-mark': {
    none: {
      ja: '「{field}」に「{name}」という印や空欄はありません（あるもの：{names}）。',
      en: '“{field}” has no mark or blank “{name}” (it has: {names}).',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;
