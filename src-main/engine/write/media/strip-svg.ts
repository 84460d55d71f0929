import { isAscii, isUtf8 } from 'node:buffer';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { XmlError } from '../../xml/xml-error.ts';
import type { Stripped } from './strip-metafile.ts';

/** A picture of lines in XML, in UTF-8 as all programs write it. */
export const isSvg = (bytes: Buffer): boolean =>
  /^(?:\uFEFF)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:svg|[\w.-]+:svg)[\s>]/.test(
    bytes.toString('utf8', 0, 4000),
  ) &&
  (isAscii(bytes) || isUtf8(bytes));

const svg = 'http://www.w3.org/2000/svg';
/** What says something and draws nothing (SVG 1.1, 5.4, 18, 21). */
const silent = new Set(['title', 'desc', 'metadata', 'script', 'foreignObject']);
const namespaces = new Set([svg, 'http://www.w3.org/1999/xlink', 'http://www.w3.org/XML/1998/namespace']);
const saying = /^(?:aria-|data-|on[a-z])|^(?:xlink:)?(?:title|role)$/;

/**
 * An SVG without titles, descriptions, metadata, remarks, scripts and what drawing programs note for themselves (layers' names, the
 * path it was exported to). `undefined` for one that is no XML.
 */
export function stripSvg(bytes: Buffer): Stripped | undefined {
  const removed: string[] = [];
  const plain = bytes.toString('utf8').replace(/<!--[\s\S]*?-->|<\?(?!xml\s)[\s\S]*?\?>/g, () => {
    removed.push('comment');
    return '';
  });
  const edit = new XmlEdit(plain);
  try {
    edit.walk((e, s) => {
      if (s.namespace !== svg || silent.has(s.local)) {
        removed.push(s.qualifiedName);
        if (s.depth > 1) e.remove();
        return;
      }
      for (const name of s.attributeNames()) {
        const colon = name.indexOf(':');
        const prefix = colon < 0 ? '' : name.slice(0, colon);
        const known =
          prefix === 'xmlns'
            ? namespaces.has(s.attribute(name) ?? '')
            : prefix === '' || prefix === 'xml' || namespaces.has(s.namespaceOf(prefix) ?? '');
        if (known && !saying.test(name)) continue;
        removed.push(name);
        e.set(name, undefined);
      }
    });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return undefined;
  }
  return { data: Buffer.from(edit.result(), 'utf8'), removed };
}
