import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { EventPattern } from '../../src/core/patterns/pattern.ts';
import type { ChannelSettings, HealthSettings, Settings } from '../../src/core/settings.ts';
import type { RawChannel } from '../../src/settings/channel-schema.ts';
import { jsonSchemaText, keysAt, SCHEMA_FILE } from '../../src/settings/json-schema.ts';
import type { RawSettings } from '../../src/settings/schema.ts';

// --- The definition and the contract say the same: this part is checked by the compiler (`npm run typecheck`).

/** Without `readonly`; an event pattern is any object until it has been parsed. */
type Plain<T> = T extends EventPattern ? (EventPattern extends T ? Record<string, unknown> : Mapped<T>) : Mapped<T>;
type Mapped<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T;
type Same<A, B> = [A, B] extends [B, A]
  ? [Required<A>, Required<B>] extends [Required<B>, Required<A>]
    ? true
    : false
  : false;

type KindSettings = { [C in ChannelSettings as C['kind']]: C extends Record<C['kind'], infer S> ? S : never };
type Contract = Plain<Partial<Omit<Settings, 'channels' | 'health'>>>;
type Definition = Plain<Omit<RawSettings, 'channels' | 'health' | '$schema'>>;
type HealthContract = Plain<Omit<HealthSettings, 'channel'>>;
type HealthDefinition = Plain<Omit<NonNullable<RawSettings['health']>, 'channel'>>;

const settingsAgree: Same<Contract, Definition> = true;
const healthAgrees: Same<HealthContract, HealthDefinition> = true;
const channelsAgree: Same<Plain<KindSettings>, Plain<Required<RawChannel>>> = true;

test('the definition and the contract have the same types', () => {
  expect([settingsAgree, healthAgrees, channelsAgree]).toEqual([true, true, true]);
});

// --- The schema for editors.

test('the schema in the package is current: if not, run `npm run schema`', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../..', SCHEMA_FILE), 'utf8');
  expect(text.replaceAll('\r\n', '\n')).toBe(jsonSchemaText());
});

test('every key is described to editors', () => {
  const bare: string[] = [];
  const look = (schema: unknown, path: string) => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, inner] of Object.entries(schema)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(inner)) {
          if (typeof Reflect.get(Object(property), 'description') !== 'string') bare.push(`${path}.${name}`);
        }
      }
      look(inner, `${path}.${key}`);
    }
  };
  look(JSON.parse(jsonSchemaText()), '');
  expect(bare).toEqual([]);
});

test('keys are known at every place, through lists, alternatives and names of one’s own', () => {
  expect([
    keysAt(['channels', 0]),
    keysAt(['trail']),
    keysAt(['rules', 'sg-changed']),
    keysAt(['rules', 'my-own']),
    keysAt(['own', 3, 'window']),
    keysAt(['name']),
    keysAt(['nowhere', 'at', 'all']),
  ]).toEqual([
    ['slack', 'chatwork', 'teams', 'discord', 'pagerduty', 'webhook', 'email'],
    ['use', 'name', 'bucket', 'account', 'topic', 'key'],
    ['on', 'severity', 'except'],
    ['on', 'severity', 'except'],
    ['by', 'minutes', 'count', 'distinct'],
    [],
    [],
  ]);
});
