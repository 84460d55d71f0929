import { escapeAttribute } from './entities.ts';

const attribute = /(\s+)([^\s=/>]+)(\s*=\s*)("[^"]*"|'[^']*')/g;

/**
 * A start tag (or empty-element tag) of well-formed XML with some attributes set (string) or taken out (`undefined`);
 * all others keep their place and writing. New ones come last.
 */
export function editStartTag(tag: string, changes: Readonly<Record<string, string | undefined>>): string {
  const done = new Set<string>();
  const edited = tag.replace(attribute, (all, blank: string, name: string, equals: string) => {
    if (!Object.hasOwn(changes, name)) return all;
    done.add(name);
    const value = changes[name];
    return value === undefined ? '' : `${blank}${name}${equals}"${escapeAttribute(value)}"`;
  });
  const added = Object.entries(changes)
    .filter(([name, value]) => value !== undefined && !done.has(name))
    .map(([name, value]) => ` ${name}="${escapeAttribute(value as string)}"`)
    .join('');
  return added === '' ? edited : edited.replace(/\s*\/?>$/, (end) => added + end);
}

/** `<c r="A1"/>` as `<c r="A1">`. */
export const asOpening = (tag: string): string => tag.replace(/\s*\/>$/, '>');
/** `<c r="A1">` as `<c r="A1"/>`. */
export const asEmpty = (tag: string): string => (tag.endsWith('/>') ? tag : tag.replace(/\s*>$/, '/>'));
