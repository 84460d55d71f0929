import { FormulaError, ordered, toNumber, type Scalar } from './values.ts';

/** The test that a condition of COUNTIF and its kin stands for: `">5"`, `"<>済"`, `"未*"`, `12`. */
export function matching(condition: Scalar): (value: Scalar) => boolean {
  if (typeof condition !== 'string') return (value) => value !== undefined && ordered(value, condition) === 0;
  const [, operator = '=', rest = ''] = /^(<>|<=|>=|=|<|>)?(.*)$/su.exec(condition) ?? [];
  const number = toNumber(rest);
  const wanted: Scalar = rest === '' || number instanceof FormulaError ? rest : number;
  const negative = operator === '<>';
  if (operator === '=' || negative) {
    const like = typeof wanted === 'number' ? undefined : wildcard(wanted);
    const equal = (value: Scalar): boolean => {
      if (wanted === '') return condition === '' || value === undefined ? value === undefined || value === '' : false;
      if (value === undefined || value instanceof FormulaError) return false;
      if (typeof wanted === 'number') return toNumber(value) === wanted && typeof value !== 'boolean';
      return typeof value === 'string' ? (like?.test(value) ?? false) : ordered(value, wanted) === 0;
    };
    return (value) => equal(value) !== negative;
  }
  return (value) => {
    if (value === undefined || value instanceof FormulaError || typeof value !== typeof wanted) return false;
    const order = ordered(value, wanted);
    return operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0;
  };
}

/** `*` for any text, `?` for one character, `~` before either for itself. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(/~[*?~]|[*?]|[\\^$.|+()[\]{}/]/gu, (sign) =>
    sign === '*' ? '[^]*' : sign === '?' ? '[^]' : sign.startsWith('~') ? `\\${sign[1] ?? ''}` : `\\${sign}`,
  );
  return new RegExp(`^${source.replaceAll('\\~', '~')}$`, 'iu');
}
