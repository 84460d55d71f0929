import type { Sentence } from '../../../src-shared/failures/language.ts';

export interface HelpSection {
  readonly title: Sentence;
  readonly paragraphs: readonly Sentence[];
}

/** The help, whole and inside the app: laptops of the sections have no network. */
export const helpSections: readonly HelpSection[] = [
  {
    title: { ja: '個票を開いて書く', en: 'Opening and filling in a sheet' },
    paragraphs: [
      {
        ja: '「ブックを開く」を押すか、Excelファイルをこの画面にドラッグ＆ドロップすると、中の個票が左の一覧に並びます。個票を選ぶと、紙の様式と同じ順に欄が表示されます。',
        en: 'Press “Open a workbook” or drop an Excel file on the window: its sheets appear in the list at the left. A chosen sheet shows its boxes in the order of the paper form.',
      },
      {
        ja: '黄色い線の欄が、今回記入する欄です。F8キーで次の未記入の欄へ進みます。「今回記入する欄だけ」（F10）で、その欄だけの表示と切り替えられます。設定に課の名前を入れておくと、開いたときは自分の課の個票と今回記入する欄だけが出ます。',
        en: 'Boxes with a yellow edge are due now. F8 goes to the next one that is empty; “Due boxes only” (F10) hides the others. With your section in the settings, a workbook opens with that section’s sheets and the due boxes only.',
      },
      {
        ja: '「・」で始まる行でEnterを押すと、次の行も「・」で始まります。もう一度Enterを押すと箇条書きが終わります。',
        en: 'Enter on a line that begins with ・ begins the next one with ・; Enter again ends the list.',
      },
    ],
  },
  {
    title: { ja: '探す、移る', en: 'Finding and moving' },
    paragraphs: [
      {
        ja: '左上の検索（Ctrl+F）は、全ての欄の文章を探します。全角と半角、ひらがなとカタカナは区別しません。「絞り込み」では、担当課、進捗状況、評価、未記入・変更・食い違いの有無で一覧を絞れます。',
        en: 'The search at the top left (Ctrl+F) looks into every box, whatever the width and kind of kana. “Filters” narrows the list by section, status, grade, and what is incomplete, changed or in conflict.',
      },
      {
        ja: 'Ctrl+Gでは、「3 上半期」のように番号と欄の名前を入れて、その欄へ直接移れます。F7で次の変更箇所へ進みます。',
        en: 'Ctrl+G goes straight to a box by parts of its name, such as “3 first half”. F7 goes to the next change.',
      },
      {
        ja: '「検索と置換」（Ctrl+H）は、置き換える前に全ての箇所を一覧で見せます。置き換えない箇所は外せます。',
        en: '“Find and replace” (Ctrl+H) lists every place before anything is replaced; leave out those that you do not want.',
      },
    ],
  },
  {
    title: { ja: '取組工程と指標の行', en: 'Rows of steps and indicators' },
    paragraphs: [
      {
        ja: '「行を追加」（Ctrl+Enter）で行が増えます。空いている行があるときは、その行へ移ります。増やした行に何か書いて保存すると、Excelファイルの様式にも同じ書式の行が入り、下の欄はその分だけ下がります。書かなかった行はファイルには入りません。',
        en: '“Add a row” (Ctrl+Enter) goes to a free row, or makes a new one. When you save with text in it, the form in the Excel file gets a row of the same layout, and what stands below moves down. A row left empty does not go into the file.',
      },
      {
        ja: '「×」（Ctrl+Shift+Delete）で行を削除すると、下の行が繰り上がります。Ctrl+Zで元に戻せます。',
        en: '“×” (Ctrl+Shift+Delete) removes a row and moves up those below. Ctrl+Z takes it back.',
      },
    ],
  },
  {
    title: { ja: '保存', en: 'Saving' },
    paragraphs: [
      {
        ja: '入力した内容は、手を止めるとすぐにこの端末に保存されます。画面の右上に「控えは保存済み」と出れば、電源が切れても失われません。',
        en: 'What you type is stored on this machine as soon as you pause. Once the top right says “Kept on this PC”, it survives a power cut.',
      },
      {
        ja: 'Excelファイルに書き込むには「保存」（Ctrl+S）を押します。変更した欄のセルだけが書き換わり、書式、図形、ほかのセルはそのまま残ります。',
        en: '“Save” (Ctrl+S) writes the Excel file. Only the cells of changed boxes are written; layout, drawings and all other cells stay as they are.',
      },
      {
        ja: '前の版は控えとして残ります。別の人がExcelで開いている間は保存できないことがあります。その場合も、入力した内容はこの端末に残っています。',
        en: 'The old version is kept as a backup. While somebody has the file open in Excel, saving may be refused; your text stays on this machine.',
      },
    ],
  },
  {
    title: { ja: '紙の枠に収める', en: 'Fitting the paper' },
    paragraphs: [
      {
        ja: '欄の右下に、文字数と、紙の枠に入る行数が出ます。あふれると赤い字で示し、切れる文字に波線を引きます。「点検の一覧」では、あふれる欄をまとめて見られます。',
        en: 'Under each box stand its characters and the lines that the printed box holds. Text that would be cut is underlined in red; the list of checks shows all such boxes.',
      },
      {
        ja: '「紙面表示」（F4）では、今の内容を印刷したときの紙面をそのまま読めます。直したい枠を押すか、Tabキーで選んでEnterを押すと、その欄の編集に移ります。もう一度F4を押すと、元の欄に戻ります。',
        en: '“Paper view” (F4) shows the sheet as it would be printed now. Press a box, or go to it with Tab and press Enter, to edit it; F4 again goes back to the box where you were.',
      },
    ],
  },
  {
    title: { ja: '点検と表記', en: 'Checks and wording' },
    paragraphs: [
      {
        ja: '「点検の一覧」（Ctrl+Shift+K）には、今回の記入で未記入の欄、枠に収まらない文章、内容の矛盾（文章のない評価、計画のない実績など）が並びます。行を押すと、その欄へ移ります。',
        en: 'The list of checks (Ctrl+Shift+K) shows what is missing now, what would be cut on paper, and what contradicts itself, such as a grade without a text. Each line goes to its box.',
      },
      {
        ja: '全角と半角の数字の混在、半角カナ、外字などは、欄の下に出ます。文章が勝手に変わることはありません。「直す」（Ctrl+.）を押したときだけ直り、Ctrl+Zで元に戻せます。',
        en: 'Mixed digit widths, half-width kana, private-use characters and the like are named under the box. Nothing is changed by itself: “Fix” (Ctrl+.) mends it, and Ctrl+Z takes that back.',
      },
    ],
  },
  {
    title: { ja: '提出、配布と回収', en: 'Returning, sending and collecting' },
    paragraphs: [
      {
        ja: '担当課では、書き終えたら「提出用に保存」で、取りまとめ課へ返すファイルを作ります。上司の確認には「変更箇所を印刷」（Ctrl+Alt+P）が使えます。',
        en: 'A section that has finished makes the file to return by “Save for returning”. “Print the changes” (Ctrl+Alt+P) is for the superior’s check.',
      },
      {
        ja: '取りまとめ課では、「配布と回収」（Ctrl+E）で課ごとのファイルを作り、返ってきたファイルを欄ごとに取り込みます。両方で変わった欄は、人が見て決めます。',
        en: 'The collecting section makes a file for each section by “Send and collect” (Ctrl+E), and takes back what returns box by box. Where both sides changed a box, a person decides.',
      },
      {
        ja: '返ってきた個票を直してもらうときは、「提出状況」の「差し戻す…」で、個票と理由を選んでもう一度配布します。理由は担当課の画面の上に出て、そのファイルが返ってくるまで未提出になります。',
        en: 'To have a returned sheet changed, “Send back…” under “Who has returned what” sends it out once more with a reason. The reason stands at the top of the section’s window, and it counts as not returned until that file comes back.',
      },
      {
        ja: 'どの個票か確かでないシート、写しのシート、ほかの計画のファイル、数式のエラー、消された題名は、勝手には取り込まず、確認事項として残します。様式の外に書かれた文や数字、メモも一覧に出ます。',
        en: 'A sheet of which it is not sure whose it is, a copied sheet, a file of another plan, a formula’s error and an emptied title are never taken by themselves: they wait as questions. Texts, numbers and notes beside the form are listed.',
      },
    ],
  },
  {
    title: { ja: 'コピーと貼り付け', en: 'Copy and paste' },
    paragraphs: [
      {
        ja: 'Excelでコピーしたセルは、そのまま欄に貼り付けられます。複数のセルは、年度や行に広げて貼り付けます。貼り付ける前に、どの欄に何が入るかを確かめられ、Ctrl+Zで一度に戻せます。',
        en: 'Cells copied in Excel are pasted into boxes as they are; several are spread over years and rows. What goes where is shown first, and Ctrl+Z takes all of it back.',
      },
      {
        ja: '欄を右クリックすると、切り取り、コピー、貼り付けのほか、前の半期や前年度の文を写す操作、よく使う文（定型文）を入れる操作、表をExcelのセルとしてコピーする操作ができます。',
        en: 'A right click in a box offers the clipboard, texts of the half-year and year before, phrases of your own, and copying the table as cells for Excel.',
      },
      {
        ja: '指標の表では、Enterと矢印キーでとなりの欄へ移ります。欄の中の改行はAlt+Enterです。選択肢の欄はDeleteで空欄になり、先頭の文字を押すと選べます。',
        en: 'In the table of indicators Enter and the arrows go to the next box; Alt+Enter breaks a line. Delete empties a box of choices, and a letter chooses.',
      },
    ],
  },
  {
    title: { ja: '印刷', en: 'Printing' },
    paragraphs: [
      {
        ja: '「印刷」（Ctrl+P）では、個票を様式のとおりに、または会議用の大きな文字で印刷できます。「冊子にする」で表紙、目次、通し番号が付きます。一覧表、集計、新旧対照もここで選びます。PDFにも保存できます。',
        en: '“Print” (Ctrl+P) prints the form itself or a version for meetings in larger type. “As a booklet” adds cover, contents and page numbers. Lists, tallies and old beside new are chosen here too; all of it goes to PDF as well.',
      },
      {
        ja: '紙に出せない図、グラフ、部品は、名前を書いた枠に替わります。一部を除いて印刷するもの（影、近似曲線、行列番号、網掛けなど）、反映できない条件付き書式、7ポイントより小さい文字も、印刷する前にこの画面でお知らせします。図形に隠れた文字や図は、PDFにも残りません。',
        en: 'Pictures, charts and controls that paper cannot show become a box with their name. What is printed without a part of it (shadows, trend lines, headings, patterns), conditional formats that cannot be followed and words under 7 points are told here before printing. Words and pictures under a shape are not kept in a PDF either.',
      },
      {
        ja: '会議に出した内容は「会議版として固定」で残せます。後から、その版から変わった箇所だけを示したり、変わった個票だけを差し替え用に印刷したりできます。',
        en: 'What a meeting saw can be fixed as a version; later prints show what has changed since, or only the sheets that changed.',
      },
    ],
  },
  {
    title: { ja: '表示の拡大と文字の大きさ', en: 'Zoom and text size' },
    paragraphs: [
      {
        ja: 'Ctrlと＋、−、0、またはCtrl＋ホイールで、個票と紙面を拡大・縮小します。大きさは次に開いたときも同じです。画面全体の文字の大きさと配色は「設定」で変えられます。',
        en: 'Ctrl with +, −, 0 or the wheel sets the size of sheet and paper, which is kept. Text size and colours of the whole window are in the settings.',
      },
    ],
  },
  {
    title: { ja: '以前の版に戻す', en: 'Going back to an earlier version' },
    paragraphs: [
      {
        ja: '「ファイルの以前の版」には、保存する前の版が20個まで残ります。戻す前に、どの欄がどう変わるかを確かめられます。戻す前のファイルも版として残ります。',
        en: '“Earlier versions of the file” keeps the last twenty. Before going back you see which boxes change; the present file is kept as a version too.',
      },
    ],
  },
  {
    title: { ja: '新しい計画、次期計画', en: 'A new plan, the next plan' },
    paragraphs: [
      {
        ja: '「新しい計画」では、Excelの表から項目（番号、項目名、担当課、重点改革項目）を貼り付けて、個票のブックを作ります。「次期計画を作成」では、今の計画から引き継ぐ項目と文章を選びます。',
        en: '“New plan” makes a workbook from items pasted out of an Excel table (No., title, section, pillar). “Make the next plan” takes items and texts over from the present one.',
      },
    ],
  },
  {
    title: { ja: 'ほかの様式の個票（様式の登録）', en: 'Sheets of another form (registering a form)' },
    paragraphs: [
      {
        ja: '知らない様式のブックを開くと「様式を登録」が出ます。記入済みの見本を2つほど選ぶと、欄を推定して紙面に重ねて示します。青は文、緑の縦じまは数や番号、紫の点は選択や印、灰色は自動計算、オレンジの斜線は「要確認」です。左の「確認してください」から順に、欄を押すか矢印キーで選んでEnterを押し、右で名前、種類、役割（番号・事業名・担当課など）、記入の段階、選択肢を直します。',
        en: 'Opening a workbook of an unknown form offers “Register this form”. Choose about two samples that are filled in: boxes are proposed over the paper. Blue is text, green stripes are numbers and codes, purple dots choices and marks, grey is computed, orange slants are doubtful. Go through “Please look at” at the left, press a box (or choose it by the arrow keys and press Enter), and mend name, kind, role, stage and choices at the right.',
      },
      {
        ja: '空きセルを選べば「欄として加える」、欄でないものは「記入しない欄にする」が使えます。直したことは同じ様式のすべてのシートに効き、Ctrl+Zで戻せます。「あとで続ける」で閉じても残り、メニューの「様式の一覧」から続けられます。',
        en: 'An empty cell can be made a box, and what is none can be taken out. It holds for all sheets of the form, Ctrl+Z takes it back, and what you began is kept: go on from “Forms” in the menu.',
      },
      {
        ja: '「確かめる」は、見本をすべて読み直し、行や列を挿入したり見出しを書き換えたりした写しも試して、取り違えがないかを言葉で示します。「登録する」と、その様式のブックがそのまま開き、編集、検索、点検、印刷ができます。あとで欄が足りないと分かったら、紙面表示の「様式を直す」から加えられます。一覧では、書き出し、読み込み（確かめてから）、版の取り消し、登録を消すことができます。',
        en: '“Prove” reads all samples again, also copies with moved rows, columns and rewritten labels, and says in words whether anything is mixed up. Once registered, workbooks of the form open: edit, search, check and print them. A box that turns out to be missing is added from “mend the form” in the paper view. In the list a form can be exported, imported (after your yes), have its last edition taken back, or be forgotten.',
      },
      {
        ja: 'ほかの課から届いたブックに様式の定義が付いているときは、そのブックだけをその定義で開き、登録するかを尋ねます。登録済みの同じ様式と違うときは、登録済みのほうで開きます。1事業1ブックの計画は、メニューの「フォルダーを計画として開く」で開くと、配布では全ブックの課が一つの一覧に並び、返ってきたファイルはそれぞれのブックに分かれます。「すべてのブックを保存」でまとめて保存できます。',
        en: 'A workbook that brings the description of its form is opened by it alone, and you are asked whether to register it; where the registered form of the same name differs, the registered one counts. A plan of one workbook an item is opened by “Open a folder as a plan” in the menu: sending lists the sections of all workbooks, and returned files go to the workbook that they were made from. “Save all workbooks” saves them together.',
      },
    ],
  },
  {
    title: { ja: '修正依頼', en: 'Requests for changes' },
    paragraphs: [
      {
        ja: '取りまとめ課は、欄を選んで「修正依頼」（Ctrl+Shift+E）で、担当課に直してほしいことを書けます。次の配布のときに一緒に届き、担当課は欄を直すか、回答を書いて返します。',
        en: 'The collecting section writes a request on a box (Ctrl+Shift+E). It goes out with the next sending; the section changes the box or answers.',
      },
    ],
  },
  {
    title: { ja: '計画の見取図', en: 'The plan at a glance' },
    paragraphs: [
      {
        ja: '「見取図」（Ctrl＋3）は、計画全体を1枚で見せます。進捗状況と評価の件数を改革項目ごと・主担当課ごとに、前の時期と並べて示し、今回の未記入の欄を課ごとに、提出期限までの日数と一緒に示します。',
        en: '“At a glance” (Ctrl+3) shows the whole plan on one page: how many sheets have which status and grade, by pillar or by lead section, beside the times before; and the boxes missing now by section, with the days that are left.',
      },
      {
        ja: '棒・点・数字を選ぶと、左の一覧がその個票だけになります。図の中は矢印キーで動き、Enterキーで選びます。「表で見る」を押すと、同じ数を表で読めます。Escキーで個票に戻ります。',
        en: 'Choose a bar, a point or a number and the list at the left shows only its sheets. Arrow keys move within a chart, Enter chooses. “Show tables” gives the same numbers as tables. Escape leads back to the sheet.',
      },
      {
        ja: '指標には、目標・実績・達成率と増減の向きが出ます。達成率の計算（実績÷目標、または現状からの歩み）と区分（例：100:達成,80:おおむね達成,60）は、計画に合わせて変えられます。印刷の「進捗・評価の集計」「指標一覧」「一覧表」も同じ数え方で、PDFにもExcelにもできます。',
        en: 'Indicators show target, actual value, rate and direction. How rates are worked out (actual ÷ target, or the way from the start) and their classes (such as 100:met,80:nearly met,60) are the plan’s own. The printed tally, list of indicators and list of items count alike, as PDF or Excel.',
      },
      {
        ja: '作られるPDFには、見出し・表・図の説明が入ります。読み上げソフトで読めるので、そのまま公開できます。',
        en: 'The PDFs carry headings, tables and words for figures: screen readers can read them, so that they can be put on a public site.',
      },
    ],
  },
  {
    title: { ja: '公開用に保存', en: 'Saving for the public' },
    paragraphs: [
      {
        ja: '「公開用に保存」は、残してよいものだけを残した写しを作ります。メモ、作成者の名前、リンク、元データなどは取り除き、何を取り除いたかを示します。人の名前や保存場所がセルに残っているときは、シートとセルを示して、公開してよいかを尋ねます（隠れた行や列、非表示のシート、入力の選択肢にあるものも見つけます）。',
        en: '“Save for the public” makes a copy that holds only what may stay. Notes, names of authors, links, source data and the like are taken out, and what was is told. Where a person’s name or a path stands in a cell, sheet and cell are shown and you are asked whether to publish it (hidden rows, columns and sheets and lists of choices are searched too).',
      },
    ],
  },
  {
    title: { ja: '元に戻す、履歴', en: 'Undo and history' },
    paragraphs: [
      {
        ja: 'Ctrl+Zは、ほかの個票での操作も順に元に戻します。アプリを閉じても、次に開いたときに続きから戻せます。欄の「履歴」では、いつ、誰が、何を変えたかを見て、前の文に戻せます。',
        en: 'Ctrl+Z takes back your steps, on other sheets too, and after a restart as well. “History” of a box shows when, by whom and what was changed, and brings any text back.',
      },
    ],
  },
  {
    title: { ja: '保護された欄', en: 'Protected boxes' },
    paragraphs: [
      {
        ja: 'シートの保護がかかったセルと数式のセルは、そのままでは変えられません。必要なときは「ロックを外す」を押します。外したことは履歴に残ります。',
        en: 'Protected cells and formulas are read-only. “Unlock” opens one when you need it; the history records that.',
      },
    ],
  },
  {
    title: { ja: '停電や故障のあと', en: 'After a power cut or a fault' },
    paragraphs: [
      {
        ja: '「控えは保存済み」と出た文は、電源が切れても、アプリが止まっても、次に開いたときに残っています。控えは2か所にあり、片方が壊れていれば、もう片方が無事と確かめてから直します。戻せなかった文があれば、その数と場所を必ず示します。',
        en: 'A text for which “kept on this machine” was shown is there at the next start, after a power cut or a crash too. It is kept in two places; where one is damaged it is mended only when the other is proven whole. What could not be brought back is told, how much and where.',
      },
      {
        ja: '「ディスクがファイル名の記録を確かめさせませんでした」と出たら、ファイルは保存されていますが、すぐ電源が切れると前の内容に戻ることがあります。もう一度保存するか、別の場所にも保存してください。',
        en: 'Where it says that the disk did not confirm a file’s name, the file is saved, but a power cut right now may bring the old content back. Save once more, or in another place too.',
      },
      {
        ja: '壊れたブックや、大きすぎるブック（展開すると異常に大きくなるものも）は、開かずに理由を示します。ほかのブックと入力した文には影響しません。',
        en: 'A workbook that is damaged or far too large (also one that would only unpack to that) is not opened, and the reason is shown. Other workbooks and what you typed are not touched.',
      },
    ],
  },
  {
    title: { ja: 'ネットワーク', en: 'Network' },
    paragraphs: [
      {
        ja: 'このアプリはネットワークに一切つながりません。開いたファイルの内容が外に送られることはありません。',
        en: 'The app never uses a network. Nothing of the files that you open leaves this machine.',
      },
    ],
  },
];
