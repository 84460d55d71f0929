/** What was taken out, in the order of the list that a person sees. */
export const strippedNames = {
  base: { ja: '配布のときの控え', en: 'the base of an exchange' },
  itemIds: { ja: '個票の識別番号', en: 'ids of items' },
  notes: { ja: 'メモ・コメント', en: 'notes and comments' },
  authors: { ja: '作成者・更新者の名前', en: 'names of authors' },
  properties: { ja: '会社・管理者などのプロパティ', en: 'document properties' },
  customXml: { ja: '埋め込まれたXMLデータ', en: 'embedded XML data' },
  printerSettings: { ja: 'プリンターの設定', en: 'printer settings' },
  paths: { ja: '保存場所の記録', en: 'the path where it was saved' },
  history: { ja: '変更履歴', en: 'the history of changes' },
  thumbnail: { ja: '縮小版の画像', en: 'the thumbnail' },
  views: { ja: '個人用ビュー', en: 'views of persons' },
  external: { ja: 'ほかのブックへのリンク（値は残ります）', en: 'links to other workbooks (values stay)' },
  connections: { ja: 'データ接続', en: 'data connections' },
  pivots: {
    ja: 'ピボットテーブルの元データ（表示は残ります）',
    en: 'source data of pivot tables (what they show stays)',
  },
  slicers: { ja: 'スライサー・タイムライン', en: 'slicers and timelines' },
  macros: { ja: 'マクロ', en: 'macros' },
  embedded: { ja: '埋め込みオブジェクト', en: 'embedded objects' },
  scenarios: { ja: 'シナリオ', en: 'scenarios' },
  altTexts: { ja: '図の代替テキスト', en: 'alternative texts of pictures' },
  shapeNames: { ja: '図形に付けた名前', en: 'names given to shapes' },
  prompts: { ja: '入力時の案内・エラーの文', en: 'prompts and error texts of validations' },
  links: { ja: 'ファイル・庁内・メールへのリンク', en: 'links to files, inner servers and mail' },
  names: { ja: '使われていない隠れた名前・名前の説明', en: 'hidden names not in use, remarks on names' },
  strings: { ja: '使われていない文字列', en: 'strings that no cell uses' },
  pictures: { ja: '画像の撮影情報・作成者など', en: 'metadata of pictures' },
  passwords: { ja: '保護のパスワード（保護は残ります）', en: 'passwords of protections (the protection stays)' },
  styleNames: { ja: 'スタイル・テーマに付けた名前', en: 'names given to styles and themes' },
  labels: { ja: '秘密度ラベル', en: 'sensitivity labels' },
  editIds: { ja: '編集の記録番号', en: 'ids of editing sessions' },
  web: { ja: 'Web発行の設定', en: 'settings for publishing on the web' },
  extensions: { ja: 'そのほかの拡張データ', en: 'other extension data' },
  otherParts: { ja: 'そのほかの部品', en: 'other parts' },
  archive: { ja: '圧縮ファイルの注記・余分なデータ', en: 'remarks and spare data of the archive' },
} as const;

export type Stripped = keyof typeof strippedNames;

/** One kind of removal at one place. */
export interface Removal {
  readonly kind: Stripped;
  /** The part that it was in, or that it was. */
  readonly part: string;
  /** Element, `element@attribute` or the like. */
  readonly what: string;
  readonly count: number;
}

/** A text outside cells and shapes that stays, since it is seen or used, or a name or path that a page shows: a person looks at it before publishing. */
export interface Kept {
  readonly part: string;
  readonly what: string;
  readonly text: string;
  /** Where a page shows it. */
  readonly sheet?: string;
  readonly cell?: string;
}

/** Collects what is taken out and what stays. */
export class PublishingReport {
  readonly #removed = new Map<string, { kind: Stripped; part: string; what: string; count: number }>();
  readonly #kept = new Map<string, Kept>();
  /** Values that were taken out of places that name a person. */
  readonly persons = new Set<string>();

  removed(kind: Stripped, part: string, what: string, count = 1): void {
    if (count <= 0) return;
    const key = `${kind}\n${part}\n${what}`;
    const known = this.#removed.get(key);
    if (known === undefined) this.#removed.set(key, { kind, part, what, count });
    else known.count += count;
  }

  kept(part: string, what: string, text: string): void {
    this.#kept.set(`${what}\n${text}`, { part, what, text });
  }

  get removals(): readonly Removal[] {
    return [...this.#removed.values()];
  }

  get staying(): readonly Kept[] {
    return [...this.#kept.values()];
  }

  counts(): ReadonlyMap<Stripped, number> {
    const counts = new Map<Stripped, number>();
    for (const { kind, count } of this.#removed.values()) counts.set(kind, (counts.get(kind) ?? 0) + count);
    return counts;
  }
}

/** Which kind a removed part is, by the type of the relationship that led to it. */
export const kindOfPart: Readonly<Record<string, Stripped>> = {
  comments: 'notes',
  threadedComment: 'notes',
  person: 'authors',
  printerSettings: 'printerSettings',
  'custom-properties': 'properties',
  thumbnail: 'thumbnail',
  customXml: 'customXml',
  customXmlProps: 'customXml',
  xmlMaps: 'customXml',
  tableSingleCells: 'customXml',
  revisionHeaders: 'history',
  revisionLog: 'history',
  usernames: 'history',
  externalLink: 'external',
  externalLinkPath: 'external',
  externalLinkLongPath: 'external',
  connections: 'connections',
  queryTable: 'connections',
  pivotCacheDefinition: 'pivots',
  pivotCacheRecords: 'pivots',
  pivotTable: 'pivots',
  slicer: 'slicers',
  slicerCache: 'slicers',
  timeline: 'slicers',
  timelineCache: 'slicers',
  vbaProject: 'macros',
  vbaProjectSignature: 'macros',
  wordVbaData: 'macros',
  xlMacrosheet: 'macros',
  xlIntlMacrosheet: 'macros',
  oleObject: 'embedded',
  package: 'embedded',
  control: 'embedded',
  activeXControlBinary: 'embedded',
  hyperlink: 'links',
  attachedToolbars: 'macros',
  classificationlabels: 'labels',
  hdphoto: 'pictures',
};
