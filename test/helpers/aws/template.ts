/** CloudFormation templates as plain data, for tests: `!Ref a` becomes `{ Ref: 'a' }`, as CloudFormation itself reads it. */
import { isMap, isScalar, isSeq } from 'yaml';
import { recent } from '../../../src/core/recent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { type Template as Parsed, templateOf } from '../../../src/template/template.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface TemplateData {
  readonly Parameters: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Default?: unknown;
        readonly Description?: string;
        readonly AllowedPattern?: string;
      }
    >
  >;
  readonly Rules?: Readonly<Record<string, { readonly Assertions: readonly { readonly AssertDescription: string }[] }>>;
  readonly Mappings?: Readonly<Record<string, unknown>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs: Readonly<Record<string, { readonly Condition?: string; readonly Value: unknown }>>;
}

/** Most tests of a file read the same few templates. */
const read = recent<TemplateData>(32);

/** Reads the template as CloudFormation does. */
export function readAs(template: string | Pick<Parsed, 'text'>): TemplateData {
  const text = typeof template === 'string' ? template : template.text;
  return read(text, () => templateData(templateOf(text)));
}

/** Reads the parsed document. */
export const templateData = ({ document }: Pick<Parsed, 'document'>): TemplateData =>
  plain(document.contents) as TemplateData;

function plain(node: unknown): unknown {
  const value = isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), plain(value)]))
    : isSeq(node)
      ? node.items.map(plain)
      : isScalar(node)
        ? node.value
        : undefined;
  const tag = isMap(node) || isSeq(node) || isScalar(node) ? node.tag : undefined;
  if (tag === undefined || !tag.startsWith('!')) return value;
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  return { [`Fn::${name}`]: name === 'GetAtt' ? String(value).split('.') : value };
}

/** All objects in the data, with the keys that lead to them. */
export function* objectsIn(
  data: unknown,
  path: readonly string[] = [],
): Generator<readonly [path: readonly string[], Readonly<Record<string, unknown>>]> {
  if (typeof data !== 'object' || data === null) return;
  if (!Array.isArray(data)) yield [path, data as Record<string, unknown>];
  for (const [key, value] of Object.entries(data)) yield* objectsIn(value, [...path, key]);
}

/** Every part that can be compiled, several times. */
export const RICH: Settings = {
  ...DEFAULT_SETTINGS,
  name: 'Acme',
  language: 'ja',
  timezone: 'Asia/Tokyo',
  pipelines: ['events', 'logs', 's3', 'alarms'],
  table: { pointInTimeRecovery: true, deletionProtection: true },
  businessHours: { days: ['mon', 'fri', 'sun'], from: '22:00', to: '06:30', mute: ['low'] },
  channels: [
    { kind: 'email', email: { to: ['a@example.com', 'b@example.com'] } },
    { kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } },
    { kind: 'webhook', webhook: { url: 'ssm:/other/hook', secret: 'ssm:/other/key' } },
    { kind: 'chatwork', chatwork: { room: 1, token: 'env:TOKEN' } },
    { kind: 'email', email: { to: ['b@example.com', 'a@example.com'], from: 'high' } },
    { kind: 'email', email: { to: ["o'neil@example.com"], from: 'critical' } },
  ],
  breakGlass: ['emergency'],
  own: [
    {
      id: 'no-mfa-texts',
      title: 'Words that YAML 1.1 takes for something else',
      severity: 'low',
      when: {
        additionalEventData: { MFAUsed: ['No', 'on', '0123', '1_000', '2026-01-01', '~'] },
        errorCode: ["it's", '日本'],
      },
    },
  ],
};

/** Only files in a bucket, as set-up A has it, and no mail. */
export const ONLY_S3: Settings = {
  ...DEFAULT_SETTINGS,
  name: 'a',
  pipelines: ['s3'],
  channels: [{ kind: 'slack', slack: { webhook: 'ssm:/a/slack' } }],
};

/** Mail alone, in office hours of a zone whose clocks change, as set-ups D and E have it. */
export const ONLY_MAIL: Settings = {
  ...DEFAULT_SETTINGS,
  name: 'x'.repeat(40),
  timezone: 'Europe/Berlin',
  pipelines: ['alarms'],
  businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', mute: [] },
  channels: [{ kind: 'email', email: { to: ['a@example.com'] } }],
};

/** Who hears of the notifier's health: a second channel with a signature, mail, and a heartbeat. */
export const SECOND_CHANNEL: Settings = {
  ...DEFAULT_SETTINGS,
  name: 'Acme-2',
  language: 'ja',
  timezone: 'Asia/Tokyo',
  channels: [{ kind: 'slack', slack: { webhook: 'ssm:/acme/slack' } }],
  health: {
    email: ['ops@example.com'],
    channel: { kind: 'webhook', webhook: { url: 'ssm:/acme/hook', secret: 'ssm:/acme/key' } },
    heartbeat: '09:00',
  },
};
