import type { Sentence } from './language.ts';

/** Of the failures, those that stand in the way of changing and writing a workbook: see `failureSentences`. */
export const writingSentences = {
  structure: {
    table: {
      ja: '表（{area}）の行にかかるため、行を追加・削除できません。Excelで表を範囲に変換してから、やり直してください。',
      en: 'A table ({area}) lies across these rows, so that no row can be added or removed. Convert it to a range in Excel first.',
    },
    array: {
      ja: '配列数式（{area}）の行にかかるため、行を追加・削除できません。Excelで数式を直してから、やり直してください。',
      en: 'An array formula ({area}) lies across these rows, so that no row can be added or removed. Change it in Excel first.',
    },
    pivot: {
      ja: 'ピボットテーブル（{area}）の行にかかるため、行を追加・削除できません。Excelで移動してから、やり直してください。',
      en: 'A pivot table ({area}) lies across these rows, so that no row can be added or removed. Move it in Excel first.',
    },
    references: {
      ja: 'この操作をすると、ほかの場所への参照が正しく保てません（{what}、{part}）。何も書き込んでいません。Excelでその数式・入力規則・図形・名前を直すか外してから、やり直してください。',
      en: 'A reference would not stay right by this ({what}, {part}), so nothing was written. Mend or remove that formula, validation, shape or name in Excel and try again.',
    },
    'same-name': {
      ja: '同じ名前のシートが2枚あります。Excelで名前を変えてから、やり直してください。',
      en: 'Two sheets have this name. Rename one of them in Excel and try again.',
    },
    'last-row': {
      ja: 'この欄の最後の1行は削除できません。文字だけを削除してください。',
      en: 'The only row of this block cannot be removed. Empty its boxes instead.',
    },
    'no-room': {
      ja: 'シートの最後の行まで使われているため、行を追加できません。',
      en: 'The sheet is used down to its last row, so that no row can be added.',
    },
    locked: {
      ja: 'ブックの構成が保護されているため、シートを追加・削除できません。Excelで保護を解除してください。',
      en: 'The structure of the workbook is protected, so that no sheet can be added or removed. Unprotect it in Excel first.',
    },
    whole: {
      ja: 'ブックの構成が保護されているため、課ごとに分けられません。全部の個票が入ったまま送ってよいか確かめてから、もう一度作成してください。',
      en: 'The structure of the workbook is protected, so that it cannot be divided. Confirm that it may go out with all items, and try again.',
    },
    'boxes-gone': {
      ja: '返ってきたシートには、取りまとめ課の文が入っている欄のうち{count}欄がありません。文を失わないよう、シートごとの取り込みを止めました。',
      en: 'The returned sheet lacks boxes that hold text in your workbook ({count}). So that no text is lost, the sheet was not taken.',
    },
    'last-sheet': {
      ja: '表示されているシートがなくなるため、取り除けません。個票を1つ以上残してください。',
      en: 'No visible sheet would be left. Keep at least one item.',
    },
    'sheet-name': {
      ja: 'シート名「{name}」はExcelで使えません（31文字まで、: \\ / ? * [ ] は不可）。',
      en: '“{name}” cannot be the name of a sheet in Excel (at most 31 characters, none of : \\ / ? * [ ]).',
    },
    'same-no': {
      ja: '番号「{no}」の個票はすでにあります。',
      en: 'There is an item with the number “{no}” already.',
    },
    plan: {
      ja: '計画の設定が正しくありません（{what}）。',
      en: 'The plan settings are not right ({what}).',
    },
  },
  locked: {
    cell: {
      ja: 'シートの保護でロックされたセルです。保護を解除してから書き込んでください。',
      en: 'Sheet protection locks this cell. Unlock it before writing.',
    },
    formula: {
      ja: '数式が入ったセルです。数式を文字に置き換えるときは、ロックを外してください。',
      en: 'This cell holds a formula. Unlock it to replace the formula with text.',
    },
    array: {
      ja: '配列数式またはデータテーブルの一部です。Excelで数式全体を削除してから書き込んでください。',
      en: 'This cell is part of an array formula or data table. Remove the whole formula in Excel first.',
    },
  },
  'write-failed': {
    'read-only': {
      ja: '書き込めません（読み取り専用）。別の名前か別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The file or folder is read-only. Save under another name or in another place. Your text is kept on this machine.',
    },
    'disk-full': {
      ja: 'ディスクの空きが足りません。不要なファイルを削除するか、別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The disk is full. Make room or save in another place. Your text is kept on this machine.',
    },
    busy: {
      ja: '別のソフト（Excelなど）がファイルを開いています。閉じてから保存するか、別の名前で保存してください。',
      en: 'Another program (Excel, perhaps) has the file open. Close it there, or save under another name.',
    },
    'open-here': {
      ja: 'このファイルは、このアプリで別に開いているブックです。そのブックを閉じてから保存するか、別の名前で保存してください。',
      en: 'This file is another workbook that is open in this program. Close that workbook first, or save under another name.',
    },
    'open-elsewhere': {
      ja: '{who}さんがExcelでこのファイルを開いています。閉じてもらってから保存するか、別の名前で保存してください。入力した内容はこの端末に残っています。',
      en: '{who} has this file open in Excel. Have it closed and save again, or save under another name. Your text is kept on this machine.',
    },
    gone: {
      ja: '保存先のフォルダーが見つかりません。USBメモリなどをつなぎ直すか、別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The folder is not there any more. Connect the drive again or save in another place. Your text is kept on this machine.',
    },
    'share-gone': {
      ja: 'ネットワークの共有フォルダーにつながりません。接続を確かめるか、別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The network share cannot be reached. Check the connection or save in another place. Your text is kept on this machine.',
    },
    'path-too-long': {
      ja: 'フォルダーとファイルの名前が長すぎて保存できません。短い名前にするか、別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The name of the folder and file is too long. Use a shorter name or another place. Your text is kept on this machine.',
    },
    device: {
      ja: 'ディスクやUSBメモリへの書き込みに失敗しました（{code}）。別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'The disk or USB stick failed while writing ({code}). Save in another place. Your text is kept on this machine.',
    },
    other: {
      ja: '保存できませんでした（{code}）。別の場所に保存してください。入力した内容はこの端末に残っています。',
      en: 'Saving failed ({code}). Save in another place. Your text is kept on this machine.',
    },
    worker: {
      ja: '保存の作業に必要なメモリか時間が足りませんでした（{what}）。ほかのアプリを閉じてから、もう一度保存してください。元のファイルは変わらず、入力した内容はこの端末に残っています。',
      en: 'There was not enough memory or time to save ({what}). Close other programs and save again. The file is as it was, and your text is kept on this machine.',
    },
    'no-version': {
      ja: '保存前のファイルを旧版として残せないため、まだ保存していません（{code}）。データフォルダーの空きを確かめてください。もう一度保存すると、旧版を残さずに保存します。入力した内容はこの端末に残っています。',
      en: 'The file as it is could not be kept as an old version ({code}), so nothing was saved yet. Check the free space of the data folder, or save again to go on without an old version. Your text is kept on this machine.',
    },
    check: {
      ja: '保存前の確認で食い違いが見つかったため、書き込みを止めました。元のファイルは変わっていません。',
      en: 'The check before saving found a difference, so nothing was written. The file is as it was.',
    },
  },
} as const satisfies Record<string, Record<string, Sentence>>;
