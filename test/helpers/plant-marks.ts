import type { Parts } from './linked-parts.ts';

/** A text that stands nowhere else, and where it was put. */
export interface PlantedMark {
  readonly mark: string;
  readonly place: string;
}

/** What an attribute holds that other parts go by, or that is no word: a mark there would break the workbook, not hide in it. */
const structural =
  /^(?:xmlns.*|Id|Type|Target|TargetMode|ContentType|PartName|Extension|uri|guid|r:\w+|.*:(?:id|embed)|id|r|r1|r2|ref|sqref|t|s|spans|type|state|val|rgb|theme|style|activeCell|topLeftCell|orientation|horizontal|vertical|fmla\w*|textlink|prst|path|coordsize|eqn|style|data|v:ext|xml:space|standalone|version|encoding|\w+Id|pane|operator|errorStyle|objectType|ObjectType|adj|o:\w+|algn|anchor\w*|lang|altLang|kumimoji|cap|cmpd|w|len|rig|dir|uniqueCount|count|idx|pitchFamily|charset|panose|Requires|mc:Ignorable|baseType|pid|fmtid|xsi:type|editAs|standalone|axis|script|cellRange)$/;

/** Elements whose names are used by formulas and formats: another name would be another workbook. */
const namesOthers = /^(?:sheet|definedName|table|tableColumn|a:latin|a:ea|a:font|name|rFont|font|a:clrScheme)$/;

/** Texts that a page shows, or that are calculated with: they are what is published. */
const isShown = (element: string, parents: readonly string[]): boolean =>
  /^(?:[a-z]\w*:)?(?:t|v|f|formula[12]?|sqref|definedName|Fmla\w+|pt|nf|font|div|span)$/.test(element) &&
  !parents.includes('rPh');

/**
 * Puts a mark into every kind of attribute and of element text of every part, once each, and around the root of every part;
 * behind the bytes of the others; places are found in the parts themselves. `which` takes some of the parts only.
 */
export function plantMarks(parts: Parts, which: (name: string) => boolean = () => true): readonly PlantedMark[] {
  const planted: PlantedMark[] = [];
  const next = (place: string): string => {
    const mark = `目印${String(planted.length + 1).padStart(3, '0')}番の太郎`;
    planted.push({ mark, place });
    return mark;
  };
  for (const [name, data] of parts) {
    if (name === '[Content_Types].xml' || !which(name)) continue;
    if (!/\.(xml|rels|vml)$/i.test(name)) {
      parts.set(name, Buffer.concat([Buffer.from(data as string), Buffer.from(next(`${name} bytes`))]));
      continue;
    }
    if (typeof data !== 'string') continue;
    const inAttributes = markAttributes(name, data, next);
    if (name.endsWith('.rels'))
      parts.set(name, inAttributes.replace(/(<Relationships[^>]*>)/, `$1<!--${next(`${name} comment`)}-->`));
    else parts.set(name, markRoot(name, markTexts(name, inAttributes, next), next));
  }
  return planted;
}

/** Every kind of attribute of every kind of element, once a part. */
function markAttributes(part: string, text: string, next: (place: string) => string): string {
  const seen = new Set<string>();
  return text.replace(/<((?:\w+:)?\w+)((?:\s+[\w:.-]+="[^"]*")+)/g, (all, element: string, attributes: string) =>
    element === '?xml'
      ? all
      : `<${element}${attributes.replace(/([\w:.-]+)="([^"]*)"/g, (whole: string, attribute: string, old: string) => {
          const place = `${part} ${element}@${attribute}`;
          if (structural.test(attribute) || seen.has(place) || /^-?[\d.]*$|^(?:true|false)$|!/.test(old)) return whole;
          seen.add(place);
          if (namesOthers.test(element) && !/comment|title/.test(attribute)) return whole;
          return `${attribute}="${next(place)}"`;
        })}`,
  );
}

/** Every kind of element that holds words and nothing else, once a part. */
function markTexts(part: string, text: string, next: (place: string) => string): string {
  const seen = new Set<string>();
  const open: string[] = [];
  return text.replace(
    /<(\/?)([\w:.-]+)([^<>]*?)(\/?)>([^<]*)(?=<(\/?))/g,
    (all, close: string, element: string, attributes: string, empty: string, inside: string, closes: string) => {
      if (close !== '') open.pop();
      else if (empty === '') open.push(element.replace(/^.*:/, ''));
      const place = `${part} ${element} text`;
      const isLeaf = close === '' && empty === '' && closes === '/' && !/^\s*-?[\d.]*\s*$/.test(inside);
      if (!isLeaf || seen.has(place) || isShown(element, open)) return all;
      seen.add(place);
      return `<${element}${attributes}>${next(place)}`;
    },
  );
}

/** Beside, before and in the root: attributes and elements of nobody's language, a comment, an instruction. */
function markRoot(part: string, text: string, next: (place: string) => string): string {
  const root = /<(?![?!])((?:\w+:)?\w+)[^>]*?(\/?)>/.exec(text);
  if (root === null) return text;
  const [open, , empty] = root;
  const marked =
    empty === '/'
      ? `${open.slice(0, -2)} 目印="${next(`${part} root attribute`)}"/>`
      : `${open.slice(0, -1)} m:x="${next(`${part} foreign attribute`)}" xmlns:m="urn:marks" title="${next(`${part} root@title`)}"><!--${next(`${part} comment`)}--><?note ${next(`${part} instruction`)}?><m:y>${next(`${part} foreign element`)}</m:y>`;
  return text.slice(0, root.index) + marked + text.slice(root.index + open.length);
}
