import {
  ASYMMETRIC_MATCHERS_OBJECT,
  customMatchers,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { fn, spyOn } from '@vitest/spy';
import * as chai from 'chai';
import * as node from 'node:test';
import { format } from 'node:util';

/**
 * What tests import from `vitest`, on Node's own runner and vitest's own `expect`, both without native parts: under Wine the
 * native parts of vitest do not load. Only what this project's tests use.
 */
type Body = (...values: never[]) => unknown;
type Options = number | { timeout?: number; retry?: number };
type Register = (name: string, options: { skip?: boolean; only?: boolean; timeout?: number }, body: Body) => unknown;

/** `it` or `describe` with the ways of writing them that vitest has: timeouts on either side, `each`, `skipIf`, `runIf`. */
function withVariants(register: Register, skip = false) {
  const one = (name: string, ...rest: (Options | Body)[]) => {
    const body = rest.find((part): part is Body => typeof part === 'function') ?? (() => undefined);
    const options = rest.find((part): part is Options => typeof part !== 'function');
    const timeout = typeof options === 'number' ? options : options?.timeout;
    register(name, { skip, ...(timeout === undefined ? {} : { timeout }) }, body);
  };
  const each =
    (rows: readonly unknown[]) =>
    (name: string, ...rest: (Options | Body)[]) => {
      for (const [index, row] of rows.entries()) {
        const values = Array.isArray(row) ? row : [row];
        one(
          titled(name, values, index),
          ...rest.map((part) => (typeof part === 'function' ? () => part(...(values as never[])) : part)),
        );
      }
    };
  return Object.assign(one, {
    each,
    skipIf: (condition: unknown) => withVariants(register, skip || Boolean(condition)),
    runIf: (condition: unknown) => withVariants(register, skip || !condition),
  });
}

function titled(name: string, values: readonly unknown[], index: number): string {
  const first = values[0];
  const named = name
    .replaceAll('%#', String(index))
    .replaceAll(/\$(\w+)/gu, (all, key: string) =>
      typeof first === 'object' && first !== null && key in first ? String(Reflect.get(first, key)) : all,
    );
  return named.includes('%') ? format(named, ...values) : named;
}

// Node hands a context to a body that takes a parameter, and would wait for a callback at two.
const it = withVariants((name, options, body) => node.it(name, options, async () => void (await body())));
const test = it;
const describe = withVariants((name, options, body) => node.describe(name, options, async () => void (await body())));

/** vitest undoes what a `beforeAll` hands back. */
const undone =
  (begin: (body: () => Promise<void>) => void, end: (body: () => Promise<void>) => void) =>
  (body: () => unknown, _timeout?: number) => {
    let undo: unknown;
    begin(async () => {
      undo = await body();
    });
    end(async () => {
      if (typeof undo === 'function') await undo();
    });
  };
const beforeAll = undone(node.before, node.after);
const beforeEach = undone(node.beforeEach, node.afterEach);
const afterAll = (body: () => unknown) => node.after(async () => void (await body()));
const afterEach = (body: () => unknown) => node.afterEach(async () => void (await body()));

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT),
);
setState({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null }, expect as never);
(chai.expect as unknown as { extend: (to: unknown, matchers: unknown) => void }).extend(expect, customMatchers);
Reflect.set(globalThis, GLOBAL_EXPECT, expect);

const vi = {
  fn,
  spyOn,
  async waitFor(probe: () => unknown, { timeout = 1000, interval = 50 } = {}) {
    const until = Date.now() + timeout;
    for (;;) {
      try {
        return await probe();
      } catch (error) {
        if (Date.now() > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
  },
};

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, vi };
