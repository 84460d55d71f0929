import type { FieldRole } from '../../../src-shared/form/description.ts';
import type { BoxSeen } from './evidence.ts';
import { fold } from './words.ts';

/** Words of a role's label, the most telling first. */
const roleWords: Readonly<Record<'no' | 'title' | 'section', readonly RegExp[]>> = {
  no: [
    /^(?:整理|事務事業|事業|管理|個票|評価書|取組|施策|調書|票)(?:番号|コード|no|id|ナンバー)$/,
    /^(?:no|番号|コード|整理no|id|項番)$/,
    /(?:整理番号|事業番号|事業コード|事業no)$/,
  ],
  title: [
    /^(?:事務事業名称?|事業名称?|事務事業名|取組名称?|取組項目名?|細事業名称?|施策名称?|件名|プラン名|項目名|改革項目)$/,
    /^(?:名称|題名|タイトル|事業)$/,
    /(?:事業名称?|取組名称?|事業の名称)$/,
  ],
  section: [
    /^(?:評価)?(?:担当|所管|主管|実施|所属|記入)?(?:部局課|部署|部室課名?|課室名?|課名?|部課名?|部局名?|所属名?|組織名?)$/,
    /^(?:担当課室?|所管課|所属|所管|担当部局?|担当部課|現担当課名|主担当課|部局課|部局)$/,
    /(?:担当課|所管課|主管課|担当部署|担当部局)(?:名|等)?$/,
  ],
};
/** Names an item, of words that are compared folded. */
export const titleLabel = { test: (key: string): boolean => roleWords.title.some((words) => words.test(key)) };

const notNo = /電話|内線|法人|郵便|昨年度|前年度|上位|枝番/;
const groupWords =
  /^(?:政策|施策|基本事業|基本施策|分野|柱|大項目|中項目|小項目|基本目標|直接目標|上位施策|章|節)(?:名称?|no|番号)?$/;
const gradeWords = /(?:総合評価|進捗評価|^評価$|評価結果|評価区分)/;
const statusWords = /方向|進捗状況|達成状況|^判定$|進捗度/;

/** Roles by words: at most one box has `no`, `title`, `section`; the first in the order of the sheet among the most telling. */
export function rolesOf(seen: readonly BoxSeen[]): ReadonlyMap<BoxSeen, FieldRole> {
  const roles = new Map<BoxSeen, FieldRole>();
  for (const role of ['no', 'title', 'section'] as const) {
    const best = bestOf(
      seen.filter((one) => !roles.has(one)),
      role,
    );
    if (best !== undefined) roles.set(best, role);
  }
  let status = false;
  for (const one of seen) {
    if (roles.has(one)) continue;
    const key = fold(one.label);
    const isChoice = one.found.kind === 'choice' || one.found.kind === 'marks';
    if (groupWords.test(key) && !isChoice && one.evidence.height === 1) roles.set(one, 'group');
    else if (isChoice && gradeWords.test(key)) roles.set(one, 'grade');
    else if (isChoice && !status && statusWords.test(key)) {
      roles.set(one, 'status');
      status = true;
    }
  }
  return roles;
}

function bestOf(seen: readonly BoxSeen[], role: 'no' | 'title' | 'section'): BoxSeen | undefined {
  const can = seen.filter((one) => mayBe(one, role));
  for (const words of roleWords[role]) {
    const found = can.filter((one) => words.test(fold(one.label)));
    const first = found[0];
    if (first === undefined) continue;
    // 「01 - 23 - 0004」: the last of several boxes beside one label tells the item.
    const label = first.box.rows.at(-1);
    const beside = label === undefined ? [] : found.filter(({ box }) => box.rows.at(-1) === label);
    return role === 'no' && beside.length > 1 ? beside.at(-1) : first;
  }
  return undefined;
}

function mayBe(one: BoxSeen, role: 'no' | 'title' | 'section'): boolean {
  const { kind } = one.found;
  if (one.evidence.hasYear || (one.box.rows.length > 0 === one.box.heads.length > 0 && one.box.rows.length > 0))
    return false;
  if (role === 'no') return (kind === 'code' || kind === 'number' || kind === 'line') && !notNo.test(fold(one.label));
  return kind === 'line' || kind === 'text' || kind === 'code' || kind === 'choice';
}
