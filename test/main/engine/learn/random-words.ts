/** A seeded source of chances and of words that nobody wrote. */
export class Random {
  #state: number;
  /** One number for a whole sheet. */
  readonly salt: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 12_345) >>> 0;
    this.salt = this.between(0, 1000);
  }

  /** Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance = (share: number): boolean => this.next() < share;
  between = (low: number, high: number): number => low + Math.floor(this.next() * (high - low + 1));
  pick = <T>(list: readonly T[]): T => list[Math.floor(this.next() * list.length)] as T;

  some<T>(list: readonly T[], count: number): readonly T[] {
    const rest = [...list];
    return Array.from(
      { length: Math.min(count, rest.length) },
      () => rest.splice(Math.floor(this.next() * rest.length), 1)[0] as T,
    );
  }

  title = (): string =>
    `${this.pick(['子育て', '河川', '観光', '図書館', '防災', '農地', '緑地', '健康'])}${this.pick(['支援', '整備', '推進', '管理', '相談'])}事業${this.between(1, 99)}`;
  section = (): string =>
    `${this.pick(['総務', '福祉', '建設', '教育', '環境', '産業'])}${this.pick(['企画', '管理', '推進', '支援'])}課`;
  phrase = (): string =>
    `${this.pick(['市民', '学校', '地域', '高齢者', '事業者'])}${this.pick(['向け', 'との', 'による'])}${this.pick(['講座', '協働', '調査', '点検', '研修'])}${this.between(1, 30)}回`;
  sentences = (): string =>
    Array.from(
      { length: this.between(2, 4) },
      () => `${this.phrase()}を${this.pick(['実施', '継続', '拡大', '検討'])}した。`,
    ).join(this.chance(0.4) ? '\n' : '');
  person = (): string =>
    `${this.pick(['架空', '仮名', '例示', '見本'])}　${this.pick(['一郎', '花子', '次郎', '直美'])}`;
  amount = (): number => this.between(1, 99) * this.pick([10, 100, 1000]) + this.between(0, 9);
  dash = (): string => this.pick(['-', '－', '―']);
}
