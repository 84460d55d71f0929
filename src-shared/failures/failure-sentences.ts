import type { Sentence } from './language.ts';
import { formSentences } from './form-sentences.ts';
import { writingSentences } from './writing-sentences.ts';

/**
 * Everything that can go wrong and that a user can do something about: kind, reason, and the sentence for it.
 * A sentence says what is wrong and what to do next; the place (file, sheet, cell) is put in front by `sentence`.
 * `{name}` takes a value of the failure. A new failure is one row here, and the unions below follow.
 */
export const failureSentences = {
  ...formSentences,
  ...writingSentences,
  'not-a-workbook': {
    'other-content': {
      ja: 'Excelブック（.xlsx）ではないため開けません。Excelで開き、「Excelブック（.xlsx）」として保存し直したファイルを選んでください。',
      en: 'The file cannot be opened: it is not an Excel workbook (.xlsx). Open it in Excel, save it as “Excel Workbook (.xlsx)” and choose that file.',
    },
    empty: {
      ja: '中身が空のため開けません。送り主に、もう一度送ってもらってください。',
      en: 'The file cannot be opened: it is empty. Ask the sender to send it again.',
    },
  },
  'legacy-format': {
    xls: {
      ja: '古い形式（Excel 97-2003、.xls）のため開けません。Excelで開き、「Excelブック（.xlsx）」として保存し直してください。',
      en: 'The file cannot be opened: it has the old format (Excel 97-2003, .xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
    },
    ods: {
      ja: 'OpenDocument形式（.ods）のため開けません。LibreOfficeやExcelで開き、「Excelブック（.xlsx）」として保存し直してください。',
      en: 'The file cannot be opened: it is an OpenDocument spreadsheet (.ods). Open it in LibreOffice or Excel and save it as “Excel Workbook (.xlsx)”.',
    },
    xlsb: {
      ja: 'バイナリ形式（.xlsb）のため開けません。Excelで開き、「Excelブック（.xlsx）」として保存し直してください。',
      en: 'The file cannot be opened: it is a binary workbook (.xlsb). Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
    },
  },
  encrypted: {
    archive: {
      ja: 'パスワード付きのZIPファイルのため開けません。パスワードを入れて開き、中のExcelブックを取り出してから、そのブックを選んでください。',
      en: 'The file cannot be opened: it is a zip archive with a password. Open it with the password, take the workbooks out, and choose those.',
    },
    password: {
      ja: 'パスワードで保護されているため開けません。Excelでパスワードを解除して保存し直してください。',
      en: 'The file cannot be opened: it is protected by a password. Remove the password in Excel and save it again.',
    },
  },
  damaged: {
    package: {
      ja: '壊れているため開けません。送り主に、もう一度送ってもらうか、控えを開いてください。',
      en: 'The file cannot be opened: it is damaged. Ask the sender to send it again, or open a copy.',
    },
    sheet: {
      ja: 'このシートは壊れているため読めません。ほかのシートは編集できます。Excelで開いて修復してください。',
      en: 'This sheet is damaged and cannot be read; the other sheets can be edited. Open the workbook in Excel to repair it.',
    },
  },
  unsafe: {
    package: {
      ja: '安全とはいえない内容があるため開けません。送り主に確かめてください。',
      en: 'The file cannot be opened: it is not safe. Ask the sender about it.',
    },
    personal: {
      ja: '公開用に、人の名前か保存場所（「{text}」）が残ります（{part}）。何も書き出していません。その文字をセル・図・名前から消すか、残してよければ --keep "{text}" を付けて（画面では「残して公開」を選んで）やり直してください。',
      en: 'A person’s name or a path (“{text}”) would stay in the published workbook ({part}), so nothing was written. Delete it from the cell, shape or name, or, if it may stay, try again with --keep "{text}" (in the window: publish with it).',
    },
    'others-text': {
      ja: 'ほかの個票の文（「{text}」）が、取り除けないところ（{part}）に残ります。何も書き出していません。Excelでその部品（埋め込み・図・名前など）を外してから、やり直してください。',
      en: 'A text of another item (“{text}”) would stay where it cannot be taken out ({part}), so nothing was written. Remove that part (an embedded object, a picture, a name) in Excel and try again.',
    },
    signed: {
      ja: 'デジタル署名のあるブックです。書き込むと署名は無効になるため、書き込んでいません。署名を外した写しに入力してください。',
      en: 'The workbook has a digital signature, which any change makes invalid, so nothing was written. Use a copy without it.',
    },
  },
  'too-large': {
    package: {
      ja: '大きすぎるため開けません。不要なシートや画像を除いて保存し直してください。',
      en: 'The file cannot be opened: it is too large. Remove what is not needed and save it again.',
    },
    archive: {
      ja: '中身が大きすぎるか多すぎるため開けません。送り主に確かめるか、必要なExcelブックだけを取り出してから選んでください。',
      en: 'The file cannot be opened: it holds too much. Ask the sender about it, or take the workbooks that you need out of it and choose those.',
    },
    cell: {
      ja: 'セルに入る文字数（32,767字）を超えています（{length}字）。文章を短くしてください。',
      en: 'A cell holds no more than 32,767 characters; this text has {length}. Shorten it.',
    },
  },
  'no-items': {
    'no-form': {
      ja: '様式として覚えられるシートが見つかりません。見出しと記入欄のあるブック（空の様式か記入済みのもの）を選んでください。',
      en: 'No sheet looks like a form. Choose workbooks with labels and boxes to fill in (blank or filled ones).',
    },
    'not-said': {
      ja: 'シートから読み取った様式を様式定義に書ききれません（{what}）。シートの少ないブックで試してください。',
      en: 'What the sheets show does not fit into a form’s description ({what}). Try with workbooks of fewer sheets.',
    },
    'no-rows': {
      ja: '様式「{form}」の一覧に、まだ何も記入されていません。記入したブックを選んでください。',
      en: 'The list of the form “{form}” has no rows yet. Choose a workbook that is filled in.',
    },
    'other-form': {
      ja: '様式「{form}」に当てはまるシートが見つかりません。この様式のブックか、別の様式の定義（--form）を選んでください。',
      en: 'No sheet of the form “{form}” was found. Choose a workbook of this form, or another description (--form).',
    },
    none: {
      ja: '個票のシートが見つからないため開けません。個票の様式（「具体的な改革項目」などの見出し）があるブックを選んでください。',
      en: 'The file cannot be opened: no item sheet was found. Choose a workbook with sheets of the item form (labels such as 具体的な改革項目).',
    },
    'unknown-form': {
      ja: '個票のシートが見つからないため開けません。個票の様式（「具体的な改革項目」などの見出し）があるブックを選んでください。ほかの様式のブックは、form learn FILE… --out FORM.json で様式を覚えさせ、--form FORM.json を付けるか form import で登録すると読めます。',
      en: 'The file cannot be opened: no item sheet was found. Choose a workbook with sheets of the item form (labels such as 具体的な改革項目). For another form, learn it by form learn FILE… --out FORM.json, then give --form FORM.json or register it by form import.',
    },
  },
  'not-found': {
    file: {
      ja: '見つからないため開けません。移動や名前の変更、USBメモリの取り外しがないか確かめてください。',
      en: 'The file cannot be opened: it is not there. Check whether it was moved or renamed, or its drive removed.',
    },
    'no-workbooks': {
      ja: 'Excelブックが入っていないため開けません。届いたファイルの入ったフォルダーか、ブックそのものを選んでください。',
      en: 'The file cannot be opened: there is no Excel workbook in it. Choose the folder with the files that came, or the workbooks themselves.',
    },
  },
  unreadable: {
    denied: {
      ja: '読み取れないため開けません（{code}）。アクセス権を確かめるか、別の場所に写してから開いてください。',
      en: 'The file cannot be opened: it cannot be read ({code}). Check the access rights, or copy it elsewhere and open the copy.',
    },
    busy: {
      ja: '別のソフトが使っているため開けません。少し待つか、そのソフトで閉じてから、もう一度開いてください。',
      en: 'The file cannot be opened: another program is using it. Wait or close it there, then open it again.',
    },
    folder: {
      ja: 'ファイルではない（フォルダーなどの）ため開けません。Excelブック（.xlsx）を選んでください。',
      en: 'The file cannot be opened: it is a folder or a device. Choose an Excel workbook (.xlsx).',
    },
    encoding: {
      ja: '文字コードがUTF-8ではないため開けません。UTF-8で保存し直してください。',
      en: 'The file cannot be opened: its text is not UTF-8. Save it again as UTF-8.',
    },
    'path-too-long': {
      ja: 'フォルダーとファイルの名前が長すぎるため開けません。短い名前の場所に写してから開いてください。',
      en: 'The file cannot be opened: the name of its folder and file is too long. Copy it to a place with a shorter name and open that copy.',
    },
    'share-gone': {
      ja: 'ネットワークの共有フォルダーにつながらないため開けません。接続を確かめてから、もう一度開いてください。',
      en: 'The file cannot be opened: the network share cannot be reached. Check the connection and open it again.',
    },
    device: {
      ja: 'ディスクやUSBメモリの読み取りに失敗したため開けません（{code}）。別の場所にある写しを開いてください。',
      en: 'The file cannot be opened: the disk or USB stick failed while reading ({code}). Open a copy that lies elsewhere.',
    },
  },
  'unknown-item': {
    none: {
      ja: '番号「{no}」の個票はありません。',
      en: 'There is no item with the number “{no}”.',
    },
  },
  'unknown-question': {
    none: {
      ja: '番号「{id}」の確認事項はありません。一覧（answer --list）で番号を確かめてください。',
      en: 'There is no open question “{id}”. See the list (answer --list).',
    },
    answer: {
      ja: 'この確認事項には、その答え方はできません。一覧（answer --list）の choices から選んでください。',
      en: 'This question cannot be answered so. Choose from “choices” in the list (answer --list).',
    },
    file: {
      ja: 'ファイル「{file}」は、この確認事項のファイルではないか、一つに決まりません。一覧の名前か、SHA-256の先頭8文字以上で指定してください。',
      en: 'The file “{file}” is none of this question’s, or not the only one. Name it as the list does, or by eight or more characters of its SHA-256.',
    },
    gone: {
      ja: 'ファイル「{file}」の控えが送付・回収の記録にないため、この答えを反映できません。ファイルをもう一度取り込んでから答えてください。',
      en: 'The plan folder has no copy of “{file}”, so that this answer cannot be carried out. Collect the file again, then answer.',
    },
  },
  'unknown-collecting': {
    none: {
      ja: '番号「{id}」の取り込みはありません（取り消し済みかもしれません）。取り込みの報告の collecting にある番号を指定してください。',
      en: 'There is no collecting “{id}” (it may have been undone). Give the number under “collecting” in the report of a collecting.',
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
  'unknown-section': {
    none: {
      ja: '「{section}」が担当課の個票はありません。',
      en: 'No item names “{section}” as a responsible section.',
    },
  },
  'plan-folder': {
    several: {
      ja: 'この計画の記録とみられるフォルダーが複数あります（{folders}）。どれかを指定してください（コマンドでは --plan-folder）。',
      en: 'Several folders could hold the record of this plan ({folders}). Name one of them (on the command line with --plan-folder).',
    },
  },
  'unknown-sending': {
    none: {
      ja: '「{id}」という送付は、この計画の記録にありません。distribute の出力にある exportId か、送付した段階を指定してください。',
      en: 'The record of this plan has no sending “{id}”. Name an exportId that “distribute” has answered, or a step that was sent.',
    },
  },
  'unknown-field': {
    none: {
      ja: '「{field}」という欄はこの個票にありません。',
      en: 'This item sheet has no field “{field}”.',
    },
  },
  'print-failed': {
    window: {
      ja: '印刷用の画面が途中で終わりました（{code}）。個票を減らして、もう一度印刷してください。',
      en: 'The printing window ended early ({code}). Choose fewer item sheets and print again.',
    },
    runtime: {
      ja: '印刷に使う Electron が見つかりません。このフォルダーで「npm start」を一度実行するか、インストールした版を使ってください。',
      en: 'Electron, which prints, was not found. Run “npm start” once in this folder, or use the installed program.',
    },
    printer: {
      ja: 'プリンターに送れませんでした（{code}）。プリンターの電源と接続を確かめて、もう一度印刷してください。',
      en: 'The printer did not take the job ({code}). Check that it is on and connected, and print again.',
    },
    stopped: {
      ja: '印刷を中止しました。',
      en: 'Printing was stopped.',
    },
    nothing: {
      ja: '印刷するページがありません。選んだ個票とページの範囲を確かめてください。',
      en: 'There is no page to print. Check the chosen sheets and the range of pages.',
    },
  },
  stopped: {
    sending: {
      ja: '作成を中止しました。それまでに作成したファイルは残り、送付の記録にも入っています。',
      en: 'Stopped. The files made until then stay, and are recorded as sent.',
    },
    opening: {
      ja: '読み込みを中止しました。開くには、もう一度選んでください。',
      en: 'Opening was stopped. Choose the file again to open it.',
    },
    saving: {
      ja: '保存を中止しました。Excelファイルは元のままで、入力した内容はこの端末に残っています。',
      en: 'Saving was stopped. The Excel file is as it was, and what you typed is kept on this machine.',
    },
    reading: {
      ja: '読み取りを中止しました。何も取り込んでいません。',
      en: 'Reading was stopped. Nothing was taken in.',
    },
    learning: {
      ja: '様式の読み取りを中止しました。何も登録していません。',
      en: 'Learning the form was stopped. Nothing was registered.',
    },
    takingIn: {
      ja: '取り込みを中止しました。計画には何も取り込んでいません。',
      en: 'Taking in was stopped. Nothing was taken into the plan.',
    },
  },
  'fixed-version': {
    'no-name': {
      ja: '会議版の名前が空です。「第3回推進本部会議」のように入れてください。',
      en: 'The version has no name. Enter one, such as “third meeting”.',
    },
    'same-name': {
      ja: '「{name}」という会議版は、もうあります。別の名前を付けてください。',
      en: 'There is a version named “{name}” already. Choose another name.',
    },
    none: {
      ja: '会議版はまだありません。先に、会議に出した内容を会議版として固定してください。',
      en: 'No version has been fixed yet. Fix what the meeting saw first.',
    },
    unknown: {
      ja: '会議版「{name}」が見つかりません。あるのは、{names} です。',
      en: 'There is no version “{name}”. There are: {names}.',
    },
    altered: {
      ja: '会議版「{name}」のファイルが、固定した後に書き換えられています。会議に出した内容とは限らないため、使っていません。控えから元に戻すか、別の版を選んでください。',
      en: 'The file of the version “{name}” was changed after it was fixed, so it may not be what the meeting saw, and was not used. Put it back from a copy, or choose another version.',
    },
  },
  exists: {
    workbook: {
      ja: '同じ名前のファイルがすでにあり、このプログラムが最後に書いたものではないため、書き込んでいません。別の名前にするか、置き換えてよければ --overwrite を付けてください（元のファイルは旧版として残ります）。',
      en: 'There is a file of this name already that this program did not write last, so nothing was written. Choose another name, or add --overwrite to replace it (the old file is kept as a version).',
    },
    other: {
      ja: '同じ名前の別の種類のファイルがすでにあるため、書き込んでいません。別の名前にするか、置き換えてよければ --overwrite を付けてください（元のファイルは旧版として残ります）。',
      en: 'There is a file of this name already, of another kind, so nothing was written. Choose another name, or add --overwrite to replace it (the old file is kept as a version).',
    },
    'not-kept': {
      ja: '元のファイルを旧版として残せないため、置き換えていません。データフォルダーに書き込めるか確かめてください。',
      en: 'The old file could not be kept as a version, so it was not replaced. Check that the data folder can be written.',
    },
  },
  'changed-on-disk': {
    meanwhile: {
      ja: '開いた後に、別の人または別のソフトがこのファイルを書き換えました。違いを確かめて統合するか、別の名前で保存してください。',
      en: 'Somebody or another program has changed this file since it was opened. Review the differences and merge, or save under another name.',
    },
    conflicts: {
      ja: '入力した欄のうち{count}欄が、ファイルでも書き換えられています。どちらの文を残すか選んでから保存するか、別の名前で保存してください。',
      en: '{count} of the fields you typed in were changed in the file too. Choose which text to keep and save again, or save under another name.',
    },
  },
  journal: {
    newer: {
      ja: '記録（{folder}）は、このアプリより新しい版が作ったものです。新しい版を入れるか、環境変数KOHYO_DATA_DIRで別のフォルダーを指定してください。記録には手を付けていません。',
      en: 'The journal in {folder} was made by a newer version. Install that version, or choose another folder with KOHYO_DATA_DIR. The journal was left as it is.',
    },
    'in-use': {
      ja: 'このデータフォルダーは、すでに開いている個票デスクが使っています。そちらのウィンドウを使ってください。',
      en: 'Another running Kohyo Desk uses this data folder. Use its window.',
    },
    unusable: {
      ja: 'データフォルダー（{folder}）に書き込めません（{code}）。アクセス権とディスクの空きを確かめてください。',
      en: 'The data folder {folder} cannot be written ({code}). Check its access rights and the free space.',
    },
    policy: {
      ja: 'データフォルダーの指定（{place}）が正しくありません。管理者に、絶対パスで指定してもらってください。',
      en: 'The data folder set in {place} cannot be used. Ask the administrator to give an absolute path there.',
    },
    'policy-place': {
      ja: 'データフォルダーの指定ファイル（{found}）は、一般の利用者が書き込める場所にあるため、使っていません。管理者に、{place} に移してもらってください。',
      en: 'The policy file {found} lies where ordinary users can write, so it was not used. Ask the administrator to move it to {place}.',
    },
    'not-kept': {
      ja: '入力した内容をこの端末に記録できませんでした（{code}）。ディスクの空きを確かめ、今のうちにブックを保存してください。',
      en: 'Your text could not be recorded on this machine ({code}). Check the free space, and save the workbook now.',
    },
  },
  refused: {
    switch: {
      ja: '「{what}」を付けては起動できません。ほかのプログラムが中をのぞいたり操作したりできるようになるためです。付けずに起動してください。',
      en: 'The program does not start with “{what}”, which would let other programs look into it or drive it. Start it without.',
    },
  },
  unfinished: {
    ended: {
      ja: '処理が結果を出さないまま途中で終わりました。どのファイルも、元のままか、書き終えたもののどちらかです。もう一度実行してください。',
      en: 'The command ended before it had a result. Every file is either as it was or written whole. Run it again.',
    },
    bug: {
      ja: 'プログラムの誤りのため、処理を続けられませんでした（{what}）。どのファイルも、元のままか、書き終えたもののどちらかです。このメッセージを添えて、アプリの配布元に知らせてください。',
      en: 'A fault of the program stopped the command ({what}). Every file is either as it was or written whole. Please report this message to whoever gave you the program.',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;
