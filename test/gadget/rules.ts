import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget } from '../../src/gadget/define.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { validate, type ValidationOptions } from '../../src/gadget/validate.js';

/** Options as from a document. */
export type Options = Readonly<Record<string, unknown>>;

export const keyboard: Options = { driver: 'hid', preset: 'keyboard' };
export const ecm: Options = { driver: 'ecm' };
export const ncm: Options = { driver: 'ncm' };
export const disk: Options = { driver: 'mass_storage', luns: [{}] };

/** A gadget that nothing is wrong with, but for the changes. */
export const gadget = (changes: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'g1', vendorId: 0x1d6b, productId: 0x0104, functions: [keyboard], ...changes });

/** Every issue as `CODE path`; which hosts drive a function is told of every network card, and has a test of its own. */
export function found(definition: GadgetDefinition, options?: ValidationOptions): string[] {
  return validate(definition, options)
    .filter(({ code }) => code !== 'HOST_SUPPORT')
    .map(({ code, path }) => `${code} ${path}`);
}

/** What a rule is about, the smallest change to a gadget that breaks it, and every issue that comes of it. */
export type Rule = readonly [about: string, changes: Options, ...issues: readonly string[]];

/** One test for each rule. */
export function testRules(rules: readonly Rule[]): void {
  for (const [about, changes, ...expected] of rules)
    test(`validation finds ${about}`, () => {
      assert.deepEqual(found(gadget(changes)), expected);
    });
}
