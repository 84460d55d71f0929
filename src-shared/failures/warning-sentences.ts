import type { Sentence } from './language.ts';
import { failureSentences } from './failure-sentences.ts';

/** What an opened workbook warns about: the same shape, with kinds of its own beside those of failures. */
export const warningSentences = {
  damaged: {
    sheet: failureSentences.damaged.sheet,
    'same-name': failureSentences.structure['same-name'],
    style: {
      ja: 'セルの書式（番号{style}）がブックにありません。別のソフトが壊した跡です。文は読めますが、Excelで開いて修復し、保存し直してください。',
      en: 'The cell has a style ({style}) that the workbook does not hold, left by another program. Its text is read; open the workbook in Excel, let it repair the file, and save it again.',
    },
  },
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
    unread: {
      ja: '様式の定義にない欄に入力があります（見出し「{label}」）。この欄は読み取られません。',
      en: 'A box that the form does not have is filled in (label {label}). It is not read.',
    },
    'missing-near': {
      ja: '見出し「{label}」が見つかりません（近い見出し：{nearest}）。この欄は編集できません。見出しを様式のとおりに直すと読み取れます。',
      en: 'The label {label} was not found (nearest on the sheet: {nearest}). Its box cannot be edited; write the label as on the form to have it read.',
    },
    alike: {
      ja: '見出し「{text}」を「{label}」として読み取りました（{count}シート）。違う場合は、見出しを様式のとおりに直してください。',
      en: 'The label {text} is read as {label} (on {count} {count:sheet|sheets}). If that is wrong, write the label as on the form.',
    },
    'two-fields': {
      ja: 'この欄は二つ以上の項目（{fields}）に当てはまります。様式の定義か見出しを確かめてください。',
      en: 'More than one field ({fields}) claims this box. Check the description of the form, or the labels.',
    },
    'several-alike': {
      ja: '見出し「{text}」は「{label}」の書き誤りかもしれませんが、一つに決められないため読み取っていません（{cells}）。見出しを様式のとおりに直してください。',
      en: 'The label {text} may be a slip of {label}, but not only one can be meant, so it was not read ({cells}). Write the label as on the form.',
    },
    'missing-everywhere': {
      ja: '見出し「{label}」が{count}シートにありません（様式にない場合は、このままで問題ありません）。',
      en: 'The label {label} is missing on {count} {count:sheet|sheets} (no matter where the form does not have it).',
    },
    'missing-everywhere-near': {
      ja: '見出し「{label}」が{count}シートにありません（近い見出し：{nearest}）。この欄は編集できません。見出しを様式のとおりに直すと読み取れます。',
      en: 'The label {label} is missing on {count} {count:sheet|sheets} (nearest: {nearest}). Its box cannot be edited; write the label as on the form to have it read.',
    },
  },
  'ambiguous-item': {
    'no-number': failureSentences['ambiguous-item']['no-number'],
    'two-editions': {
      ja: '様式の二つの版（{one}、{other}）のどちらにも当てはまります。「{one}」として読み取りました。違う場合は様式を確かめてください。',
      en: 'Two editions of the form ({one}, {other}) fit this sheet equally. It was read as {one}; check the form if that is wrong.',
    },
    example: {
      ja: '記入例のシートとみなし、個票として扱いません。個票であれば、シート名や表題の「記入例」などの語を除いてください。',
      en: 'This sheet looks like an example of how to fill in the form and is not taken as an item. If it is one, remove “記入例” and the like from its name or title.',
    },
  },
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
  'rows-grown': {
    some: {
      ja: '文章が切れないように、行を高くしました（{rows}）。',
      en: 'Rows were raised so that no text is cut ({rows}).',
    },
  },
  'number-as-text': {
    text: {
      ja: '数値の欄に「{text}」が文字として入りました。',
      en: '“{text}” was stored as text in a box of numbers.',
    },
  },
  'active-content': {
    macros: {
      ja: 'マクロが入ったブックです。このアプリでは動かしません（保存しても残ります）。Excelで開くときは、送り主に確かめてからマクロを有効にしてください。',
      en: 'The workbook holds macros. They are never run here, and stay when it is saved. Ask the sender before you enable them in Excel.',
    },
    dde: {
      ja: '別のソフトを呼び出すリンク（DDEなど、{count}件）があります。このアプリでは動かしません。Excelで開いて更新を求められたら、送り主に確かめるまで「いいえ」を選んでください。',
      en: 'There {count:is|are} {count} {count:link that calls|links that call} other programs (DDE), never run here. If Excel asks to update {count:it|them}, say no until you have asked the sender.',
    },
    'external-links': {
      ja: 'ほかのブックへのリンク（{count}件）があります。このアプリでは読みに行かず、前に計算された値を表示します。',
      en: 'There are links to {count} other {count:workbook|workbooks}. They are never followed here; the values worked out last are shown.',
    },
    connections: {
      ja: '外部のデータへの接続が入っています。このアプリでは接続しません（保存しても残ります）。',
      en: 'The workbook holds connections to outside data. They are never made here, and stay when it is saved.',
    },
  },
  personal: {
    shown: {
      ja: '人の名前か保存場所（「{text}」）が、見えるところに書かれたまま公開用のブックに残っています。公開してよい文か、確かめてください。',
      en: 'A person’s name or a path (“{text}”) stays in the published workbook, since the page shows it. Make sure that it may be published.',
    },
  },
  'draft-homeless': {
    some: {
      ja: 'このシートかその欄がファイルからなくなったため、入力した{count}欄を保存できません。入力した内容はこの端末に残っています。',
      en: 'This sheet or its boxes are not in the file any more: {count} of your edits cannot be saved. Your text is kept on this machine.',
    },
  },
  place: {
    temporary: {
      ja: 'メールの添付ファイルなど、一時的な場所にあるファイルです。このまま保存しても後で消えることがあります。「名前を付けて保存」で別の場所に保存してください。',
      en: 'This file lies in a temporary place (a mail attachment, perhaps) and may vanish later. Use “Save as” to keep it elsewhere.',
    },
    unsynced: {
      ja: '保存しましたが、ディスクがファイル名の記録を確かめさせませんでした（{code}）。電源が切れると前の内容に戻ることがあります。もう一度保存するか、別の場所にも保存してください。',
      en: 'The file was saved, but the disk did not confirm its name ({code}): a power cut may bring the old content back. Save once more, or in another place too.',
    },
    'data-shared': {
      ja: 'アプリのデータのフォルダー（{folder}）は、この端末のほかの利用者も読めます。入力した文を見られて困る場合は、管理者に、本人だけが使えるフォルダーを指定してもらってください。',
      en: 'Other users of this machine can read the data folder of the app ({folder}). Ask the administrator for one of your own if your text is not for them.',
    },
    'data-network': {
      ja: 'アプリのデータがネットワーク上のフォルダー（{folder}）にあります。入力内容の控えが遅れたり失われたりすることがあります。管理者に、この端末の中のフォルダーを指定してもらってください。',
      en: 'The data of the app lies on the network ({folder}), where it may be slow or lost. Ask the administrator to choose a folder on this machine.',
    },
    'data-volatile': {
      ja: 'アプリのデータが、サインアウトや再起動で消える場所（{folder}）にあります。こまめにブックを保存してください。',
      en: 'The data of the app lies where it is wiped on sign-out or restart ({folder}). Save your workbooks often.',
    },
  },
  recovered: {
    'database-rebuilt': {
      ja: '作業用データベースが失われていたため、記録から{count}件の入力を復元しました。',
      en: 'The working database was lost; {count} {count:edit was|edits were} restored from the journal.',
    },
    'database-behind': {
      ja: '前回の終了時に取り込まれていなかった{count}件の入力を、記録から復元しました。',
      en: '{count} {count:edit|edits} that had not reached the working database {count:was|were} restored from the journal.',
    },
    'database-differs': {
      ja: '作業用データベースの内容が記録と食い違っていたため、記録から作り直しました（入力{count}件）。',
      en: 'The working database did not agree with the journal and was rebuilt from it ({count} {count:edit|edits}).',
    },
    'database-newer': {
      ja: '作業用データベースは、このアプリより新しい版が使ったものです。手を付けずに残し、この版のものを別に作りました。入力した内容は記録から戻しています。履歴を続けて見るには、新しい版を入れてください。',
      en: 'The working database was used by a newer version. It was left as it is, and one for this version made beside it; your text comes from the journal. Install the newer version to see the history go on.',
    },
    'database-made-anew': {
      ja: '作業用データベースが壊れていたため、作り直しました。入力した内容は記録から戻しています（欄の履歴は失われました）。',
      en: 'The working database was damaged and was made anew. Your text comes from the journal; the history of the boxes is lost.',
    },
    'database-unusable': {
      ja: '作業用データベースに書き込めません（{code}）。入力した内容は記録に残っていますが、欄の履歴は残りません。ディスクの空きを確かめてください。',
      en: 'The working database cannot be written ({code}). Your text is kept in the journal, but not the history of the boxes. Check the free space.',
    },
    'journal-lost': {
      ja: '記録が失われていたか古いものだったため、作業用データベースから{count}件の入力を記録し直しました。',
      en: 'The journal was lost or out of date; {count} {count:edit was|edits were} written to it again from the working database.',
    },
    'journal-damaged': {
      ja: '記録の一部（{lost}件）が壊れていて読めませんでした。作業用データベースに残っていた入力は、ブックを開いたときに戻します。直前に入力した文を確かめてください。壊れた部分は{folder}に取ってあります。',
      en: 'Part of the journal ({lost} {lost:record|records}) was damaged and could not be read. What the working database still has comes back when a workbook is opened; please check what you typed last. The damaged part is kept in {folder}.',
    },
    'archive-damaged': {
      ja: '過去の入力の記録の一部が壊れていて読めません。ブックの内容は変わりませんが、欄の履歴に抜けがあります。',
      en: 'Part of the record of past edits is damaged and cannot be read. The workbook is not affected, but the history of the boxes has gaps.',
    },
  },
  'plan-folder': {
    lines: {
      ja: '記録の{count}行が、切れているか書き換えられていて読めません（{where}）。ほかの行は使っています。控えがあれば、そのフォルダーから戻してください。',
      en: '{count} {count:line of the record is|lines of the record are} cut off or changed and cannot be read ({where}); the others are used. If there is a copy of the folder, put it back from there.',
    },
    'lines-gone': {
      ja: '記録から{count}行がなくなっています（{where}）。フォルダーの一部だけが写されたか、古い控えが戻された可能性があります。',
      en: '{count} {count:line is|lines are} gone from the record ({where}). The folder may have been copied in part, or an old copy put back.',
    },
    bases: {
      ja: '送ったときの控え（基準）{count}件が、ないか壊れています（{files}）。返ってきたファイルは、中に入れた基準で比べます。',
      en: '{count} archived {count:base of what was sent is|bases of what was sent are} gone or damaged ({files}). Returned files are compared with the base that they carry.',
    },
    'bases-restored': {
      ja: '送ったときの控え（基準）{count}件が壊れていたため、保存してある送付ファイルから読み直しました（{files}）。',
      en: '{count} archived {count:base was damaged and was|bases were damaged and were} read from the archived workbooks instead ({files}).',
    },
    returned: {
      ja: '保存してあった返送ファイル{count}件が、ないか書き換えられています（{files}）。取り込んだ文は計画に残っています。',
      en: '{count} archived returned files are gone or changed ({files}). What was taken in stands in the plan.',
    },
    found: {
      ja: 'この計画の記録として「{folder}」を使います（ファイル名が変わっていますが、同じ計画です）。',
      en: 'The record in “{folder}” is used: the file has another name, but it is the same plan.',
    },
    proposed: {
      ja: 'この計画の記録とみられる「{folder}」を使います（番号・シート名・題名が最後の送付と一致）。別の計画のときは、--plan-folder で別のフォルダーを指定してください。',
      en: 'The record in “{folder}” is used: numbers, sheets and titles are those of its last sending. For another plan, name another folder with --plan-folder.',
    },
  },
  'returned-file': {
    'base-removed': {
      ja: '送付したときの内容の控えが、ファイルから取り除かれています。送付したときのファイルを指定して確かめてください。',
      en: 'The base that was sent inside this file has been taken out. Name the base file and check the result.',
    },
    'no-base': {
      ja: '送付したときの内容が分からないため、違いはすべて確認が必要です。',
      en: 'There is no base to compare with, so every difference has to be decided.',
    },
    'other-plan': {
      ja: '別の計画のファイルのようです。',
      en: 'This file seems to belong to another plan.',
    },
    'other-period': {
      ja: '計画の年度が基準と違います。',
      en: 'Its fiscal years are not those of the base.',
    },
    'outside-items': {
      ja: '送付していない個票が含まれています。',
      en: 'It contains items that were not sent to this section.',
    },
    'outside-step': {
      ja: '今回の記入の対象ではない欄が{count}欄変わっています。',
      en: 'Boxes that were not to be filled in now have changed: {count}.',
    },
    known: {
      ja: '同じ内容のファイルを取り込み済みです。',
      en: 'A file with the same content has been taken in already.',
    },
    resubmission: {
      ja: '同じ送付に対するファイルが複数あります。「{file}」は「{earlier}」の差し替えですか。',
      en: 'Several files answer one sending. Does “{file}” replace “{earlier}”?',
    },
    'not-written': {
      ja: '「{field}」に書き込めないため、確認が必要です。',
      en: '“{field}” cannot be written and has to be decided.',
    },
    'sheet-stays': {
      ja: '新しい個票として加えたシート「{sheet}」は、その後に書き換えられたか、ほかのシートがその内容を使っているため、残しました。不要であればシートを削除してください。',
      en: 'The sheet “{sheet}”, which came in as a new item, stays: it has been changed since, or other sheets use it. Delete it if it is not wanted.',
    },
    'sent-whole': {
      ja: 'ブックの構成が保護されているため、全部の個票が入ったまま「{section}」に送ります。送付したときの内容の控えは一か所にだけ入れました。',
      en: 'The workbook’s structure is protected, so “{section}” gets it with all items. The base is carried in one place only.',
    },
    'kept-elsewhere': {
      ja: '元のファイルの隣に記録を置けないため、この端末に置きました（{folder}）。',
      en: 'The record could not be kept beside the file and is kept on this machine ({folder}).',
    },
    'no-note': {
      ja: 'このセルにはスレッド形式のコメントがあるため、修正依頼をメモとして付けられませんでした。個票デスクで開けば見えます。',
      en: 'This cell has a threaded comment, so that the request could not be put into a note. It shows when the file is opened in this app.',
    },
    'not-kept': {
      ja: '送付の記録を残せませんでした。返ってきたファイルは、中に入れた基準で比べます。',
      en: 'The record of this sending could not be kept. Returned files are compared with the base that they carry.',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;
