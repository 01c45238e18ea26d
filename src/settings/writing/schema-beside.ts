/** Writes the JSON Schema beside settings whose first line points to it. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jsonSchemaText, SCHEMA_BESIDE } from '../json-schema.ts';

/** `text`: of the settings at `path`. A failure is ignored: only editors need the schema. */
export async function writeSchemaBeside(path: string, text: string): Promise<void> {
  if (!text.includes(`$schema=./${SCHEMA_BESIDE}`)) return;
  const file = join(dirname(path), SCHEMA_BESIDE);
  const schema = jsonSchemaText();
  const old = await readFile(file, 'utf8').catch(() => undefined);
  if (old !== schema) await writeFile(file, schema).catch(() => undefined);
}
