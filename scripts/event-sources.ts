/**
 * Writes src/settings/patterns/event-sources.ts from the AWS SDK's service models, as botocore ships them:
 * `pip download --no-deps botocore`, unpack it, then `npx tsx scripts/event-sources.ts <folder>/botocore/data <date>`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder = '', date = ''] = process.argv.slice(2);
if (!existsSync(folder) || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
  throw new Error('usage: tsx scripts/event-sources.ts <botocore/data> <YYYY-MM-DD>');
}

/** Services that record events and have no model of their own. */
const WITHOUT_MODEL = [
  'awsconsole',
  'consolidatedbilling',
  'payments',
  'signin',
  'sso-directory',
  'sso-oauth',
  'support',
];

interface Metadata {
  readonly endpointPrefix: string;
  readonly signingName?: string;
}

function metadataOf(service: string): Metadata | undefined {
  const version = readdirSync(join(folder, service)).toSorted().at(-1) ?? '';
  const file = join(folder, service, version, 'service-2.json.gz');
  return existsSync(file) ? JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).metadata : undefined;
}

const services = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const names = new Set(WITHOUT_MODEL);
for (const { name } of services) {
  const metadata = metadataOf(name);
  if (metadata === undefined) continue;
  // `api.ecr` and `portal.sso` are hosts; the event source is the last part, or the name in the signature.
  names.add(metadata.endpointPrefix.split('.').at(-1) ?? '');
  if (metadata.signingName !== undefined) names.add(metadata.signingName);
}

const text = `/** Services whose name may stand before \`.amazonaws.com\` in a record's \`eventSource\`. Made by scripts/event-sources.ts. */

/** Lower-case names, joined by spaces; the models were read on ${date}. */
const NAMES =
  '${[...names].toSorted().join(' ')}';

export const EVENT_SERVICES: readonly string[] = NAMES.split(' ');
`;
writeFileSync(new URL('../src/settings/patterns/event-sources.ts', import.meta.url), text);
