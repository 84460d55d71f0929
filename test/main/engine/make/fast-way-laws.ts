import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blankedByMarkup, blankedPlainly } from '../../../../src-main/engine/make/extract/blank-strings.ts';
import { formulaSheet } from '../../../../src-main/engine/make/extract/formula-sheet.ts';
import { mayNameGone, usesGone, type Gone } from '../../../../src-main/engine/make/extract/gone.ts';
import { keptOf, Secrets, TextIndex, folded } from '../../../../src-main/engine/make/extract/secrets.ts';
import { sheetTexts, stringsUsed } from '../../../../src-main/engine/make/extract/sheet-texts.ts';
import { cleanedByMarkup, mayTell } from '../../../../src-main/engine/make/extract/sweep.ts';
import { valuesByCell, valuesForFormulas } from '../../../../src-main/engine/make/extract/values-for-formulas.ts';
import { escapeText } from '../../../../src-main/engine/xml/entities.ts';
import { law, type Law } from '../../../helpers/laws.ts';

const blanksAndMarks = [' ', '　', '\n', '\u00a0', '_x000D_', '_', '&', '<', '"', "'", '>', '年度', '目標'];
/** Letters that stand for several (㌔㌘㍍), for others (half-width kana, wide letters, ligatures), for nothing (blanks), and marks of XML. */
const pieces = fc.constantFrom(
  ...'㌔|㌘|㍍|キロ|グラム|メートル|ｶﾞ|ガ|Ａ|A|ﬁ|fi|①|1|橋|梁|点|検|𠮟'.split('|'),
  ...blanksAndMarks,
);
const texts = fc.array(pieces, { minLength: 0, maxLength: 14 }).map((all) => all.join(''));

/** As `folded`, said once more. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/_x000d_/gi, '')
    .replace(/\s+/g, '');

/** What two sheets say, of which the second is gone, and a text to search; they say parts of each other. */
const searches = fc
  .tuple(
    fc.array(texts, { maxLength: 4 }),
    fc.array(texts, { minLength: 1, maxLength: 5 }),
    fc.tuple(texts, texts),
    fc.nat(3),
  )
  .chain(([own, gone, [before, behind], cut]) =>
    fc.record({
      own: fc.constant([...own, `${before}${gone[0]}`]),
      gone: fc.constant(gone),
      text: fc.oneof(
        texts,
        fc.constantFrom(...gone).map((text) => `${before}${text}${behind}`),
        fc.constantFrom(...gone, ...own, `${before}${gone[0]}`).map((text) => text.slice(cut)),
      ),
    }),
  );

function secretsOf(own: readonly string[], gone: readonly string[]): Secrets {
  const index = new TextIndex();
  index.add('own', new Set(own.map(folded)));
  index.add('gone', new Set(gone.map(folded)));
  return new Secrets(index, (sheet) => sheet === 'gone', [keptOf(own)]);
}

/** What is secret, and whether a text holds it, by looking for each text in each. */
function plainSecrets(own: readonly string[], gone: readonly string[]) {
  const kept = own.map(plainly).join('\n');
  const whole = new Set(own.flatMap((text) => [plainly(text), ...text.split('\n').map(plainly)]));
  const secret = gone.map(plainly).filter((one) => one.length >= 6 && !whole.has(one) && !kept.includes(one));
  const finds = (text: string, least: number): boolean =>
    secret.some((one) => one.length >= least && plainly(text).includes(one));
  return {
    holds: (text: string) => (plainly(text).length >= 6 && secret.includes(plainly(text))) || finds(text, 8),
    mentions: (text: string) => finds(text, 6),
    isKept: (text: string) => plainly(text).length >= 8 && (whole.has(plainly(text)) || kept.includes(plainly(text))),
  };
}

const attribute = fc.constantFrom('name', 'r:id', 'descr', 'xmlns:x', 'ref');
const quote = fc.constantFrom('"', "'");
const escaped = (text: string): string => escapeText(text).replaceAll('"', '&quot;').replaceAll("'", '&apos;');
/** A part of elements, attributes, texts, comments and sections of plain characters. */
const parts = (content: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: content.map((text) => `<t>${escapeText(text)}</t>`) },
        {
          weight: 6,
          arbitrary: fc
            .tuple(attribute, content, quote)
            .map(([name, text, q]) => `<e ${name}=${q}${escaped(text)}${q}/>`),
        },
        { weight: 1, arbitrary: content.map((text) => `<t><![CDATA[${text.replaceAll(']]>', '')}]]></t>`) },
        {
          weight: 1,
          arbitrary: content.map((text) => `<t>${[...text].map((c) => `&#${c.codePointAt(0)};`).join('')}</t>`),
        },
      ),
      { maxLength: 5 },
    )
    .map((all) => `<?xml version="1.0"?><root xmlns:r="u" xmlns:x="v">${all.join('\n')}</root>`);

const sheetNames = fc.constantFrom('1', '2', "a'b", '個表 1', 'A&B');
const formulas = fc.oneof(
  fc
    .tuple(sheetNames, fc.boolean())
    .map(([name, quoted]) => (quoted || !/^[A-Z]+$/.test(name) ? `'${name.replaceAll("'", "''")}'!C5` : `${name}!C5`)),
  fc.constantFrom('SUM(A1:B2)', 'TITLES', 'A1&"!"', 'SUM(個表1:個表2!A1)', 'INDIRECT("\'1\'!A1")', ''),
);
const cells = fc.record({
  type: fc.constantFrom('', ' t="str"', ' t="n"', ' t="s"', ' t="e"', " t='s'", ' t="inlineStr"'),
  formula: fc.option(formulas),
  shared: fc.boolean(),
  value: fc.option(fc.oneof(fc.nat(9).map(String), texts)),
  late: fc.boolean(),
});
const sheetsOfCells = fc
  .tuple(fc.array(cells, { maxLength: 8 }), fc.boolean(), fc.option(formulas))
  .map(([all, hasShared, rule]) => {
    const made = all.map(({ type, formula, shared, value, late }, i) => {
      const isNumber = /t=["']s["']/.test(type);
      const v = value === null ? '' : `<v>${isNumber ? i % 4 : escapeText(value)}</v>`;
      const f =
        formula === null
          ? ''
          : `<f${hasShared && shared ? ' t="shared" si="0" ref="A1:A9"' : ''}>${escapeText(formula)}</f>`;
      return `<row r="${i + 1}"><c r="B${i + 1}" s="1"${type}>${late ? v + f : f + v}</c></row>`;
    });
    const tail =
      rule === null
        ? ''
        : `<dataValidations count="1"><dataValidation sqref="A1"><formula1>${escapeText(rule)}</formula1></dataValidation></dataValidations>`;
    return `<worksheet><sheetViews/><sheetData>${made.join('')}</sheetData>${tail}</worksheet>`;
  });
const gones: fc.Arbitrary<Gone> = fc.record({
  sheets: fc.uniqueArray(sheetNames, { maxLength: 3 }).map((all) => new Set(all.map((name) => name.toUpperCase()))),
  names: fc.constantFrom(new Set<string>(), new Set(['TITLES'])),
});

const tables = fc.array(
  fc.oneof(
    texts.map((text) => `<si><t>${escapeText(text)}</t></si>`),
    texts.map((text) => `<si><r><t>${escapeText(text)}</t></r><rPh sb="0" eb="1"><t>ア</t></rPh></si>`),
    fc.constant('<si/>'),
  ),
  { maxLength: 7 },
);

const laws: readonly Law[] = [
  law('texts of others are found as by looking for each in each', searches, ({ own, gone, text }) => {
    const [fast, plain] = [secretsOf(own, gone), plainSecrets(own, gone)];
    assert.equal(folded(text), plainly(text));
    assert.equal(fast.holds(text), plain.holds(text), 'holds');
    assert.equal(fast.mentions(text), plain.mentions(text), 'mentions');
    assert.equal(fast.isKept(text), plain.isKept(text), 'isKept');
  }),
  law(
    'a part that may tell nothing has nothing to be swept',
    searches.chain((one) =>
      fc.record({ one: fc.constant(one), xml: parts(fc.constantFrom(one.text, ...one.gone, ...one.own)) }),
    ),
    ({ one, xml }) => {
      const secrets = secretsOf(one.own, one.gone);
      for (const tells of [(value: string) => secrets.holds(value), (value: string) => secrets.mentions(value)])
        if (!mayTell(xml, tells)) assert.equal(cleanedByMarkup(xml, tells), xml);
    },
  ),
  law(
    'a part that may not name what is gone has no formula that uses it',
    fc.tuple(fc.array(formulas, { minLength: 1, maxLength: 4 }), gones),
    ([all, gone]) => {
      const xml = `<a>${all.map((one) => `<f>${escapeText(one)}</f><e v="${escaped(one)}"/>`).join('')}</a>`;
      if (!mayNameGone(xml, gone)) for (const one of all) assert.equal(usesGone(one, gone), false, one);
    },
  ),
  law('strings that cells use, counted by expression', sheetsOfCells, (xml) => {
    const { strings, uses } = sheetTexts(xml, []);
    const fast = stringsUsed(xml);
    assert.equal(fast.length, uses);
    assert.deepEqual(new Set(fast), new Set(strings));
  }),
  law(
    'a string table is emptied by expression as by its markup',
    fc.tuple(tables, fc.uniqueArray(fc.nat(6)), fc.constantFrom('', '\n', '<extLst/>'), fc.boolean()),
    ([all, used, behind, prefixed]) => {
      const plain = `<?xml version="1.0"?>\n<sst xmlns="u" count="9" uniqueCount="${all.length}">${all.join('')}${behind}</sst>`;
      const xml = prefixed ? plain.replace(/<(\/?)(?=[a-z])/gi, '<$1x:').replace('xmlns=', 'xmlns:x=') : plain;
      const fast = blankedPlainly(xml, new Set(used), 5);
      if (fast === undefined) return;
      // Behind the last string that is used the quick way writes none: cells name no further one.
      const strings = (text: string): readonly string[] => text.match(/<si>.*?<\/si>|<si\/>/gs) ?? [];
      const last = Math.max(-1, ...used);
      const same = strings(blankedByMarkup(xml, new Set(used), 5)).slice(0, last + 1);
      const asMeant = (text: string): string => text.replace('<si/>', '<si><t></t></si>');
      assert.deepEqual(strings(fast).map(asMeant), same.map(asMeant));
      assert.match(fast, / count="5"/);
    },
  ),
  law(
    'formulas become values cell by cell as in one reading',
    fc.tuple(sheetsOfCells, gones, searches, fc.uniqueArray(fc.nat(9))),
    ([xml, gone, { own, gone: others }, marked]) => {
      const cut = { gone, secrets: secretsOf(own, others) };
      const sheet = formulaSheet(xml);
      // One after the other, as sections are: what was worked out for the first must not be given to the second.
      for (const tainted of [() => false, (row: number) => marked.includes(row)]) {
        const [fast, plain] = [valuesByCell(sheet, { ...cut, tainted }), valuesForFormulas(xml, { ...cut, tainted })];
        assert.equal(fast.text, plain.text);
        assert.deepEqual(fast.cells, plain.cells);
      }
    },
  ),
];

/** Whatever is quick beside a plain way says what the plain way says: the search for others' texts depends on each. */
export const fastWayLaws: readonly Law[] = laws.map((one) => ({ ...one, share: 0.2 }));
