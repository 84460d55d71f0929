import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { XmlError } from '../../../../src-main/engine/xml/xml-error.ts';
import { token, XmlScanner } from '../../../../src-main/engine/xml/scanner.ts';

type Event = readonly [kind: string, value: string];

/** Neighbouring texts joined, so that both parsers' splits compare. */
function joined(events: readonly Event[]): Event[] {
  const out: Event[] = [];
  for (const event of events) {
    const last = out.at(-1);
    if (event[0] === 'text' && last?.[0] === 'text') out[out.length - 1] = ['text', last[1] + event[1]];
    else out.push(event);
  }
  return out;
}

function scanned(xml: string): Event[] {
  const s = new XmlScanner(xml);
  const events: Event[] = [];
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t === token.open) {
      const attributes = s.attributeNames().map((name) => `${name}=${s.attribute(name)}`);
      events.push(['open', [`${s.qualifiedName}{${s.namespace}}`, ...attributes].join(' ')]);
    } else if (t === token.close) events.push(['close', s.qualifiedName]);
    else events.push(['text', s.value]);
  }
  return joined(events);
}

function bySaxes(xml: string): Event[] {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const events: Event[] = [];
  parser.on('error', (e) => {
    throw e;
  });
  parser.on('doctype', () => {
    throw new Error('DOCTYPE');
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.values(tag.attributes).map((a) => `${a.name}=${a.value}`);
    events.push(['open', [`${tag.name}{${tag.uri}}`, ...attributes].join(' ')]);
  });
  parser.on('closetag', (tag) => events.push(['close', tag.name]));
  const text = (value: string): void => {
    if (value !== '' && events.length > 0 && parser['tags'].length > 0) events.push(['text', value]);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml).close();
  return joined(events);
}

const outcome = (read: (xml: string) => Event[], xml: string): Event[] | 'refused' => {
  try {
    return read(xml);
  } catch {
    return 'refused';
  }
};

const kindOf = (xml: string): string => {
  try {
    scanned(xml);
    return 'fine';
  } catch (e) {
    if (e instanceof XmlError) return e.kind;
    throw e;
  }
};

describe('XmlScanner', () => {
  it('reads what saxes reads from well-formed parts', () => {
    for (const xml of [
      '<a/>',
      '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<a b="1" c=\'2"\'><b>x</b><b/> y </a>\n',
      '<x:a xmlns:x="u"><x:b xmlns="d"><c/></x:b><x:c/></x:a>',
      '<a xmlns="d"><b xmlns=""/><c/></a>',
      '<a>1 &lt; 2 &amp;&#x2F81A;&#12354;<![CDATA[<&\r\n]]> c\r\nd\re<!-- no --></a>',
      '<a b="x&#10;y\tz\nw&quot;"/>',
      '<a ><b\n/></a\t>',
      '<日本 語="葛󠄀"/>',
    ]) {
      expect(scanned(xml)).toEqual(bySaxes(xml));
    }
  });

  it('refuses what is not well-formed', () => {
    for (const xml of [
      '',
      ' ',
      '<a>',
      '<a></b>',
      '<a></ab>',
      '<ab></a>',
      '<a/><b/>',
      'x<a/>',
      '<a/>x',
      '</a>',
      '<a',
      '<a b',
      '<a b=',
      '<a b="',
      '<a b=c/>',
      '<a b="1" b="2"/>',
      '<a b="<"/>',
      '<a>&nbsp;</a>',
      '<a>&</a>',
      '<a>&#0;</a>',
      '<a>&#xD800;</a>',
      '<a>&#x110000;</a>',
      '<a>\u0001</a>',
      '<a>\uffff</a>',
      '<a><!-- -- --></a>',
      '<a><![CDATA[</a>',
      '<a>]]></a>',
      '< a/>',
      '<1a/>',
      '<a:b/>',
      '<a::b xmlns:a="u"/>',
      '<a b="1"c="2"/>',
      '<a/ >',
      '<a><?x</a>',
      '<a b="&x;"/>',
      ' <?xml version="1.0"?><a/>',
      '<a><!ELEMENT b></a>',
    ]) {
      expect([xml, kindOf(xml)]).toEqual([xml, 'damaged']);
      expect([xml, outcome(bySaxes, xml)]).toEqual([xml, 'refused']);
    }
  });

  it('calls a DOCTYPE and absurd nesting unsafe', () => {
    expect(kindOf('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBe('unsafe');
    expect(kindOf('<a>'.repeat(100_000))).toBe('unsafe');
    expect(kindOf(`${'<a>'.repeat(250)}${'</a>'.repeat(250)}`)).toBe('fine');
  });

  it('agrees with saxes on random pieces of markup', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="1">',
      '</b>',
      '<b/>',
      '<x:b xmlns:x="u">',
      '</x:b>',
      'text',
      '&amp;',
      '&bad;',
      '&#65;',
      '<!-- c -->',
      '<![CDATA[z]]>',
      ']]>',
      ' ',
      '\r\n',
      '<?p i?>',
      '<',
      '>',
      '"',
      '<a xmlns="v">',
      '<b c="&lt;" d=\'\'/>',
      '𠮷',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const xml = `<a>${pieces.join('')}</a>`;
        expect(outcome(scanned, xml)).toEqual(outcome(bySaxes, xml));
      }),
      { numRuns: 3000 },
    );
  });

  it('gives offsets to splice by', () => {
    const xml = '<r><c r="A1"><v>1</v></c><c r="B1"/></r>';
    const s = new XmlScanner(xml);
    const cells: string[] = [];
    const inner: string[] = [];
    let innerFrom = 0;
    for (let t = s.next(); t !== token.end; t = s.next()) {
      if (s.local !== 'c') continue;
      if (t === token.open) innerFrom = s.end;
      if (t === token.close) {
        cells.push(xml.slice(s.elementStart, s.end));
        inner.push(xml.slice(innerFrom, s.start));
      }
    }
    expect(cells).toEqual(['<c r="A1"><v>1</v></c>', '<c r="B1"/>']);
    expect(inner).toEqual(['<v>1</v>', '']);
  });

  it('skips and reads the text of elements', () => {
    const s = new XmlScanner('<a><b>x<c>no</c><![CDATA[y]]></b><d><e/></d><f/></a>');
    s.next();
    s.next();
    expect(s.readText()).toBe('xy');
    s.next();
    s.skip();
    expect([s.local, s.depth]).toEqual(['d', 2]);
    s.next();
    expect([s.local, s.selfClosing]).toEqual(['f', true]);
    s.skip();
    expect(s.next()).toBe(token.close);
    expect(s.next()).toBe(token.end);
  });

  it('finds attributes by namespace whatever their prefix', () => {
    const s = new XmlScanner('<a xmlns:q="rel" id="no" q:id="rId1"/>');
    s.next();
    expect(s.attributeNS('id', (uri) => uri === 'rel')).toBe('rId1');
    expect(s.attribute('id')).toBe('no');
    expect(s.attributeRange('id')).toEqual([21, 23]);
  });
});
