import type { CDPSession, Page } from 'playwright';

/** What a person can press, as a screen reader is told of it. */
export interface Control {
  readonly role: string;
  readonly name: string;
  /** Pressed, checked, expanded, selected: each state is pressed by itself. */
  readonly state: string;
  readonly disabled: boolean;
  /** What is said beside the name: a disabled one must say why. */
  readonly description: string;
  /** Where it stands: role and name of what it is in. */
  readonly place: string;
  /** Which of those that are alike. */
  readonly nth: number;
  readonly backend: number;
}

/** Roles that are there to be pressed. */
const pressable = new Set([
  'button',
  'link',
  'menuitem',
  'menuitemcheckbox',
  'menuitemradio',
  'tab',
  'checkbox',
  'switch',
  'radio',
  'option',
  'DisclosureTriangle',
]);

/** Parts of a window by which two buttons of one name are told apart. */
const parts = new Set([
  'dialog',
  'alertdialog',
  'menu',
  'listbox',
  'tabpanel',
  'navigation',
  'region',
  'banner',
  'main',
  'toolbar',
  'complementary',
  'group',
  'table',
]);

interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly backendDOMNodeId?: number;
}

const states = ['pressed', 'checked', 'expanded', 'selected'];
/** Names without what makes each row, box and file another one: of buttons that are made alike one is pressed, not three hundred. */
const alike = (text: string): string =>
  text
    .replaceAll(/\/\S+/gu, '#path')
    .replaceAll(/[\d０-９]+|元(?=年)/gu, '#')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^.+(?=の(?:履歴|選択肢)$)/u, '#')
    .replace(/^(?:改革実施概要|進捗管理|年度評価|計画期間の評価)(?=$)/u, 'block')
    .replace(/^.*(?:進捗状況|評価|区分): .*$/u, '#: #')
    .trim();

/** Everything that can be pressed now, out of the tree that Chromium gives to a screen reader. */
export async function controlsOf(session: CDPSession): Promise<readonly Control[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const placeOf = (node: AxNode): string => {
    let at = node.parentId === undefined ? undefined : byId.get(node.parentId);
    while (at !== undefined) {
      if (!at.ignored && parts.has(at.role?.value ?? ''))
        return `${at.role!.value} ${alike(at.name?.value ?? '')}`.trim();
      at = at.parentId === undefined ? undefined : byId.get(at.parentId);
    }
    return 'window';
  };
  // The same menu is another one where it is about something else.
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector('.exchange.page') ? 'exchange' : document.querySelector('main.start') ? 'start' : document.querySelector('.papers[data-region=sheet]') ? 'paper' : ''`,
    returnByValue: true,
  });
  const screen = String(result.value);
  const counted = new Map<string, number>();
  return nodes.flatMap((node) => {
    const role = node.role?.value ?? '';
    if (node.ignored || !pressable.has(role) || node.backendDOMNodeId === undefined) return [];
    const property = (name: string): unknown => node.properties?.find((one) => one.name === name)?.value.value;
    const name = node.name?.value ?? '';
    const part = placeOf(node);
    const place = screen === '' || !/^(menu|toolbar|banner|window)/u.test(part) ? part : `${screen}: ${part}`;
    const same = `${role} ${name} ${place}`;
    const nth = counted.get(same) ?? 0;
    counted.set(same, nth + 1);
    return [
      {
        role,
        name,
        state: states
          .flatMap((one) => (property(one) === undefined ? [] : [`${one}=${String(property(one))}`]))
          .join(' '),
        disabled: property('disabled') === true,
        description: node.description?.value ?? '',
        place,
        nth,
        backend: node.backendDOMNodeId,
      },
    ];
  });
}

/** By what a control is known once it was pressed, whatever numbers it has in its name. */
export const kindOf = ({ role, name, state, disabled, place }: Control): string =>
  [place, role, alike(name), state, disabled ? 'disabled' : ''].join(' | ');

const withoutPath = (name: string): string => name.replaceAll(/\/\S+/gu, '');

export const sameControl = (a: Control, b: Control): boolean =>
  a.role === b.role && withoutPath(a.name) === withoutPath(b.name) && a.place === b.place && a.nth === b.nth;

/** What the window shows: `state` tells two screens apart, `at` where on it one is. */
export interface Look {
  readonly state: string;
  readonly cursor: string;
  readonly scrolled: string;
}

/** The screen as text, without what comes and goes by itself: hovering, pressing, generated ids, places of pop-ups, clocks. */
export const lookAt = (page: Page): Promise<Look> =>
  page.evaluate(() => {
    const passing =
      /^(data-(hovered|pressed|focused|focus-visible|focus-visible-within|focus-within|rac|placement|entering|exiting|trigger|open)|tabindex|id|for|aria-(labelledby|controls|describedby|owns|activedescendant)|style)$/u;
    const lines: string[] = [];
    const scrolled: string[] = [];
    const visit = (node: Node): void => {
      if (node.nodeType === Node.TEXT_NODE) {
        lines.push((node.nodeValue ?? '').replaceAll(/\d{1,2}:\d{2}/gu, '#:#'));
        return;
      }
      if (!(node instanceof Element) || node.getAttribute('role') === 'tooltip') return;
      const attributes = [...node.attributes]
        .filter(
          ({ name, value }) =>
            !passing.test(name) || (name === 'style' && value.includes('--') && !value.includes('--trigger')),
        )
        .map(({ name, value }) => `${name}=${value}`)
        .toSorted();
      lines.push(`<${node.tagName} ${attributes.join(' ')}>`);
      if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement)
        lines.push(
          node instanceof HTMLInputElement && ['checkbox', 'radio'].includes(node.type)
            ? String(node.checked)
            : node.value,
        );
      if (node.scrollTop > 0 || node.scrollLeft > 0)
        scrolled.push(`${node.className} ${node.scrollTop} ${node.scrollLeft}`);
      for (const child of node.childNodes) visit(child);
    };
    visit(document.documentElement);
    const cursor = document.activeElement;
    // A number of it is enough to tell two screens apart, and crosses at once.
    const text = lines.join('\n');
    let sum = 0;
    for (let index = 0; index < text.length; index += 1) sum = (Math.imul(sum, 31) + text.charCodeAt(index)) | 0;
    return {
      state: `${text.length} ${sum}`,
      cursor: `${cursor?.tagName} ${cursor?.className} ${cursor?.getAttribute('data-path') ?? ''} ${cursor?.getAttribute('aria-label') ?? ''} ${cursor?.textContent?.slice(0, 40) ?? ''}`,
      scrolled: scrolled.join('; '),
    };
  });

/** How a press went. */
export interface Press {
  /** The middle of it is covered by something else, which is named. */
  readonly covered: string;
  /** It is there for a screen reader or the Tab key: it has no size, or takes no mouse until it has the cursor. */
  readonly hidden: boolean;
  readonly x: number;
  readonly y: number;
}

/**
 * Brings a control into sight and tells where the mouse has to press it: a tick's box is its label. `undefined` when it is
 * gone, not shown, or belongs to the browser's own parts of a date box.
 */
export async function placeToPress(session: CDPSession, backend: number): Promise<Press | undefined> {
  const { object } = await session
    .send('DOM.resolveNode', { backendNodeId: backend })
    .catch(() => ({ object: undefined }));
  if (object?.objectId === undefined) return undefined;
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    returnByValue: true,
    functionDeclaration: `function () {
      if (!this.isConnected || this.getRootNode() !== document) return null;
      const target = this instanceof HTMLInputElement ? (this.closest('label') ?? this) : this;
      target.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const box = target.getClientRects()[0] ?? target.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) return null;
      const x = box.left + box.width / 2, y = box.top + box.height / 2;
      const hit = document.elementFromPoint(x, y);
      const own = hit !== null && (target.contains(hit) || hit.contains(target));
      return { x, y, hidden: getComputedStyle(target).pointerEvents === 'none' || [target, target.parentElement, target.parentElement?.parentElement].some((one) => (one?.clientWidth ?? 9) < 2), covered: own ? '' : hit === null ? 'out of sight' : hit.outerHTML.slice(0, 120) };
    }`,
  });
  return (result.value as Press | null) ?? undefined;
}

/** Whether the cursor is on a control that was pressed, where pressing puts it: no effect of its own. */
export async function hasCursor(session: CDPSession, backend: number): Promise<boolean> {
  const { object } = await session
    .send('DOM.resolveNode', { backendNodeId: backend })
    .catch(() => ({ object: undefined }));
  if (object?.objectId === undefined) return false;
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    returnByValue: true,
    functionDeclaration: 'function () { return (this.closest("label") ?? this).contains(document.activeElement); }',
  });
  return result.value === true;
}
