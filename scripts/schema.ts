/** `npm run schema`: writes the JSON Schema of login-watch.yaml, which editors read, from its definition. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { jsonSchemaText, SCHEMA_FILE } from '../src/settings/json-schema.ts';

const file = resolve(import.meta.dirname, '..', SCHEMA_FILE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, jsonSchemaText());
