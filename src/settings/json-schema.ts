/** The JSON Schema of the settings, made from their definition: for editors, and for suggestions in errors. */
import { z } from 'zod';
import type { Json, JsonObject } from '../core/event.ts';
import { isObject } from '../core/fields.ts';
import { recent } from '../core/recent.ts';
import { THEMES } from '../core/rule.ts';
import { RULES } from '../rules/index.ts';
import type { Path } from './mistake.ts';
import { settingsSchema } from './schema.ts';
import { SWITCH_VALUES } from './short-forms.ts';

/** Its path in the package. */
export const SCHEMA_FILE = 'schema/login-watch.schema.json';

/** Its name beside settings that `init` writes: the package has no public address yet. */
export const SCHEMA_BESIDE = 'login-watch.schema.json';

/** The schema's text, as in the package and printed by `config schema`. */
export const jsonSchemaText = () => `${JSON.stringify(settingsJsonSchema(), undefined, 2)}\n`;

/** Draft 7 is what editors read best: https://github.com/redhat-developer/yaml-language-server */
const plainSchema = (): JsonObject =>
  made('draft-7', () => JSON.parse(JSON.stringify(z.toJSONSchema(settingsSchema, { target: 'draft-7', io: 'input' }))));

const made = recent<JsonObject>(1);

/** With every rule and theme by name, so that editors offer them. */
function settingsJsonSchema(): JsonObject {
  const schema = plainSchema();
  const properties = objectIn(schema, 'properties');
  return {
    ...schema,
    title: 'login-watch.yaml',
    description: 'Settings of aws-login-watch',
    properties: {
      ...properties,
      trusted: withShortForm(objectIn(properties, 'trusted'), 'items', { type: 'string' }),
      rules: {
        ...withShortForm(objectIn(properties, 'rules'), 'additionalProperties', { enum: SWITCH_VALUES.filter(isJson) }),
        properties: ruleNames(),
      },
    },
  };
}

const isJson = (value: unknown): value is string | boolean => typeof value === 'string' || typeof value === 'boolean';

/** `short` is accepted in place of what stands at `key`. */
const withShortForm = (schema: JsonObject, key: string, short: JsonObject): JsonObject => ({
  ...schema,
  [key]: { anyOf: [objectIn(schema, key), short] },
});

function ruleNames(): JsonObject {
  // Draft 7 ignores keys beside a reference, so the description stands outside of it.
  const named = (name: string, description: string) => [
    name,
    { description, allOf: [{ $ref: '#/properties/rules/additionalProperties' }] },
  ];
  return Object.fromEntries([
    ...THEMES.map((theme) => named(theme, `All rules of the theme ${theme}`)),
    ...RULES.map(({ id, title, severity, byDefault }) =>
      named(id, `${title.en} (${severity}${byDefault === 'off' ? ', off by default' : ''})`),
    ),
  ]);
}

function objectIn(schema: JsonObject, key: string): JsonObject {
  const inner = schema[key];
  return isObject(inner) ? inner : {};
}

/** The keys allowed at a path. */
export function keysAt(path: Path): string[] {
  let here: readonly JsonObject[] = branches(plainSchema());
  for (const key of path) here = here.flatMap((schema) => branches(inside(schema, key)));
  const keys = here.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []));
  return [...new Set(keys)].filter((key) => key !== '$schema');
}

function inside(schema: JsonObject, key: PropertyKey): Json | undefined {
  if (typeof key === 'number') return schema['items'];
  const { properties } = schema;
  const own = isObject(properties) && Object.hasOwn(properties, key) ? properties[String(key)] : undefined;
  return own ?? schema['additionalProperties'];
}

function branches(schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const choices = [schema['oneOf'], schema['anyOf']].flatMap((choice) => (Array.isArray(choice) ? choice : []));
  return [schema, ...choices.flatMap(branches)];
}
