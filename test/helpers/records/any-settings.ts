/** Any valid settings, for property tests. */
import fc from 'fast-check';
import { THEMES } from '../../../src/core/rule.ts';
import { type ChannelSettings, DEFAULT_SETTINGS, PIPELINES, type Settings } from '../../../src/core/settings.ts';
import { WEEKDAYS } from '../../../src/core/time.ts';
import { RULES } from '../../../src/rules/index.ts';
import { anyCharacter } from './any-text.ts';
import { HOSTILE } from './hostile.ts';

/** Names as people and attackers choose them, without addresses of secrets. */
const text = fc
  .oneof(
    fc.string({ minLength: 1, unit: 'grapheme', maxLength: 30 }),
    fc.string({ minLength: 1, unit: anyCharacter, maxLength: 20 }),
    fc.constantFrom(...HOSTILE.filter((one) => one.length < 100 && one !== '\ud83d')),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      'true',
      '2024',
      '0x1F',
      '1e3',
      '-',
      '- a',
      'a: b',
      'a #b',
      '',
      ' x ',
      '09:00',
      "it's",
      '"',
      '!x',
      '&a',
      '*a',
      '東京オフィス',
      '<<',
      '---',
      '...',
      '%YAML 1.1',
      '@x',
      '`x`',
      '.inf',
      '.5',
      '1_000',
    ),
  )
  .filter((one) => one !== '');
const optional: { requiredKeys: [] } = { requiredKeys: [] };
const severity = fc.constantFrom('critical', 'high', 'medium', 'low', 'info');
const muted = fc.constantFrom('high', 'medium', 'low', 'info');
const language = fc.constantFrom('en', 'ja');
const place = fc.constantFrom('ssm:/acme/one', 'env:TWO', 'ssm:/acme/3.4_5-6');
const someOf = <T>(...items: readonly T[]) => fc.subarray([...items], { minLength: 1 });

const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  text.map((prefix) => ({ prefix })),
  fc.constant({ 'anything-but': ['a', 'b, c'] }),
  fc.constant({ exists: false }),
);
const leaves = fc.array(leaf, { minLength: 1, maxLength: 3 });
const pattern = fc.oneof(
  fc.record({ eventName: leaves }),
  fc.record({
    eventName: leaves,
    userIdentity: fc.record({ arn: leaves, sessionContext: fc.record({ mfaAuthenticated: leaves }) }),
  }),
  fc.record({
    eventSource: leaves,
    requestParameters: fc.dictionary(fc.stringMatching(/^[a-zA-Z _#:{},'"-]{1,12}$/), leaves, {
      minKeys: 1,
      maxKeys: 3,
    }),
  }),
);

const routing = {
  from: severity,
  rules: someOf('signin', 'root', 'sg-changed'),
  except: someOf('signin-trusted', 'iam'),
  language,
  name: text,
};
const config = <T extends object>(required: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.tuple(fc.record(required), fc.record(routing, optional)).map(([own, others]) => ({ ...own, ...others }));
const room = fc.integer({ min: 1, max: 2 ** 40 });
const channel: fc.Arbitrary<ChannelSettings> = fc.oneof(
  config({ webhook: place }).map((slack) => ({ kind: 'slack', slack }) as ChannelSettings),
  config({ room, token: place, to: fc.array(room) }).map(
    (chatwork) => ({ kind: 'chatwork', chatwork }) as ChannelSettings,
  ),
  config({ webhook: place }).map((teams) => ({ kind: 'teams', teams }) as ChannelSettings),
  config({ url: place, secret: place }).map((webhook) => ({ kind: 'webhook', webhook }) as ChannelSettings),
  config({ to: someOf('a@example.com', 'b+c@example.com') }).map(
    (email) => ({ kind: 'email', email }) as ChannelSettings,
  ),
);

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'));
const hours = fc
  .record({ days: someOf(...WEEKDAYS), from: clock, to: clock, mute: fc.uniqueArray(muted) })
  .filter(({ from, to }) => from !== to);
const network = fc
  .tuple(
    fc.record({ cidr: fc.constantFrom('203.0.113.0/24', '198.51.100.7', '2001:db8::/32', '::1') }),
    fc.record({ name: text, until: fc.constantFrom('2027-03-31', '2028-02-29') }, optional),
  )
  .map(([one, more]) => ({ ...one, ...more }));

/** JSON values, without -0. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const own = fc
  .tuple(
    fc.record({ title: text, severity, when: pattern }),
    fc.record(
      {
        window: fc.record({
          by: someOf('user', 'address'),
          minutes: fc.integer({ min: 1, max: 43_200 }),
          count: fc.integer({ min: 1, max: 99 }),
        }),
        say: text,
        examples: fc.record({ fires: fc.array(json, { maxLength: 2 }), quiet: fc.array(json, { maxLength: 2 }) }),
      },
      optional,
    ),
  )
  .map(([one, more]) => ({ ...one, ...more }));

const ruleSetting = fc.record({ on: fc.boolean(), severity, except: pattern }, optional);

export const anySettings = fc
  .record(
    {
      name: fc.stringMatching(/^b(?:-?[a-zA-Z0-9]){0,19}$/),
      language,
      timezone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Argentina/Ushuaia'),
      trusted: fc.array(network, { maxLength: 3 }),
      pipelines: someOf(...PIPELINES),
      trail: fc.oneof(
        fc.constant({ use: 'new' }),
        fc.constant({ use: 'existing' }),
        text.map((name) => ({ use: 'existing', name })),
      ),
      channels: fc.array(channel, { maxLength: 4 }),
      table: fc.record({ pointInTimeRecovery: fc.boolean(), deletionProtection: fc.boolean() }, optional),
      businessHours: hours,
      rules: fc.dictionary(fc.constantFrom(...THEMES, ...RULES.map(({ id }) => id)), ruleSetting, { maxKeys: 4 }),
      own: fc
        .array(own, { maxLength: 2 })
        .map((rules) => rules.map((rule, index) => ({ id: `own-${index}`, ...rule }))),
      watched: fc.array(text, { maxLength: 3 }),
      accounts: fc.oneof(
        fc.array(fc.stringMatching(/^\d{12}$/), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^\d{12}$/), text, { minKeys: 1, maxKeys: 3 }),
      ),
      names: fc.record({ identityCenter: fc.boolean() }, optional),
      people: fc.dictionary(fc.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}$/), text, { maxKeys: 2 }),
      breakGlass: fc.array(text, { maxLength: 3 }),
      mailDomains: fc.constantFrom(['example.com'], []),
      schedulerRole: fc.constant('arn:aws:iam::111122223333:role/acme-scheduler'),
    },
    optional,
  )
  .map((given) => ({ ...DEFAULT_SETTINGS, ...given }) as Settings);
