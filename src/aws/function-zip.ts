/** The function's zip: the bundle and the checked settings, so that code and settings change together. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { EXIT } from '../core/exit.ts';
import { recent } from '../core/recent.ts';
import type { Settings } from '../core/settings.ts';
import { refused } from './cloudformation/refused.ts';

export interface FunctionZip {
  readonly bytes: Uint8Array;
  /** Its name in the artifacts bucket, made of its content: the same input gives the same key and bytes. */
  readonly key: string;
}

/** The earliest day that a zip can hold. */
const NO_TIME = new Date(1980, 0, 1);

/** Throws a `UserError` if the package lacks the bundle. */
export async function functionZip(settings: Settings): Promise<FunctionZip> {
  return zipOf(await readBundle(), settings);
}

const zipped = recent<FunctionZip>(16);

/** Takes a while, and the same settings are planned and proved more than once. */
export function zipOf(bundle: Uint8Array, settings: Settings): FunctionZip {
  const text = canonical(settings);
  const of = createHash('sha256').update(bundle).update(text).digest('hex');
  return zipped(of, () => zip(bundle, text));
}

function zip(bundle: Uint8Array, settings: string): FunctionZip {
  const file = (bytes: Uint8Array) => [bytes, { mtime: NO_TIME, level: 9 as const }] as [Uint8Array, object];
  const bytes = zipSync({ 'index.js': file(bundle), 'settings.json': file(strToU8(settings)) });
  return { bytes, key: `notifier-${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}.zip` };
}

/** Keys in order, so that only the settings' content makes a difference. */
function canonical(value: unknown): string {
  const sorted = (_: string, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted, 1);
}

/** Built beside this file's own build, in `dist/lambda/`; in the repository this file lies in `src/aws/`. */
async function readBundle(): Promise<Uint8Array> {
  const places = ['../lambda/index.cjs', '../../dist/lambda/index.cjs'].map((place) => new URL(place, import.meta.url));
  for (const place of places) {
    const bytes = await readFile(place).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  throw refused((words) => words.noBundle, { exit: EXIT.wrongUse });
}
