import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { UserError } from '../../src/core/user-error.ts';
import { parseSettings } from '../../src/settings/parse.ts';
import { englishIn } from '../helpers/host/english.ts';
import { anyCharacter } from '../helpers/records/any-text.ts';

const SLACK_URL = ['https://hooks.slack.com', 'services', 'T00000000', 'B00000000', 'abcdefghijklmnop'].join('/');
const TOKEN = '0123456789abcdef'.repeat(2);

/** What the user reads; fails where the text is taken. */
function mistakesIn(text: string): readonly string[] {
  try {
    parseSettings(text, 'login-watch.yaml');
  } catch (error) {
    if (error instanceof UserError && error.exit === 2) {
      expect(englishIn(withoutValues(error.said('ja'))), error.said('ja')).toEqual([]);
      return error.message.split('\n');
    }
    throw error;
  }
  throw new Error(`it was taken: ${text}`);
}

/** The parser's own words, and what is quoted from the file. */
const withoutValues = (text: string) => text.replace(/"[^"\n]*"/g, '§');

const at = (place: string, text: string) => `login-watch.yaml:${place}: ${text}`;

test('everything that may be said is understood', () => {
  const text = `
# yaml-language-server: $schema=./schema/login-watch.schema.json
name: acme
language: ja
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
  - { cidr: 198.51.100.7, name: VPN, until: 2027-03-31 }
  - cidr: 2001:db8::/32
pipelines: [events, logs]
trail: { use: existing, name: org-trail }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook, from: info, rules: [signin, my-rule], except: [signin-trusted] }
  - chatwork: { room: 123456, token: "ssm:/acme/chatwork-token", from: high, to: [42], language: ja, name: ops }
  - teams: { webhook: env:TEAMS_URL }
  - discord: { webhook: env:DISCORD_URL }
  - pagerduty: { key: ssm:/acme/pagerduty-key, region: eu, from: critical }
  - webhook: { url: ssm:/acme/webhook-url, secret: ssm:/acme/webhook-secret }
  - email: { to: [security@example.com], from: critical }
businessHours: { days: [mon, tue], from: 09:00, to: "18:00", mute: [info, low] }
rules:
  iam: { on: true }
  sg-changed: { severity: low, except: { userIdentity: { arn: [{ wildcard: "*:assumed-role/ci/*" }] } } }
own:
  - id: my-rule
    title: Snapshot shared
    severity: high
    when: { eventSource: [rds.amazonaws.com], eventName: [ModifyDBSnapshotAttribute] }
    window: { by: [user], minutes: 5, count: 3, distinct: address }
    say: "{userIdentity.arn} shared it"
    examples: { fires: [{}], quiet: [] }
watched: [alerts-*]
accounts: ["111122223333"]
people: { 94d00cd8-e9e6: taro }
breakGlass: [emergency]
mailDomains: [example.com]
`;
  expect(parseSettings(text, 'login-watch.yaml')).toEqual({
    name: 'acme',
    language: 'ja',
    timezone: 'Asia/Tokyo',
    trusted: [
      { cidr: '203.0.113.0/24', name: 'Tokyo office' },
      { cidr: '198.51.100.7', name: 'VPN', until: '2027-03-31' },
      { cidr: '2001:db8::/32' },
    ],
    pipelines: ['events', 'logs'],
    trail: { use: 'existing', name: 'org-trail' },
    channels: [
      {
        kind: 'slack',
        slack: {
          webhook: 'ssm:/acme/slack-webhook',
          from: 'info',
          rules: ['signin', 'my-rule'],
          except: ['signin-trusted'],
        },
      },
      {
        kind: 'chatwork',
        chatwork: {
          room: 123456,
          token: 'ssm:/acme/chatwork-token',
          from: 'high',
          to: [42],
          language: 'ja',
          name: 'ops',
        },
      },
      { kind: 'teams', teams: { webhook: 'env:TEAMS_URL' } },
      { kind: 'discord', discord: { webhook: 'env:DISCORD_URL' } },
      { kind: 'pagerduty', pagerduty: { key: 'ssm:/acme/pagerduty-key', region: 'eu', from: 'critical' } },
      { kind: 'webhook', webhook: { url: 'ssm:/acme/webhook-url', secret: 'ssm:/acme/webhook-secret' } },
      { kind: 'email', email: { to: ['security@example.com'], from: 'critical' } },
    ],
    businessHours: { days: ['mon', 'tue'], from: '09:00', to: '18:00', mute: ['info', 'low'] },
    rules: {
      iam: { on: true },
      'sg-changed': {
        severity: 'low',
        except: { userIdentity: { arn: [{ wildcard: '*:assumed-role/ci/*' }] } },
      },
    },
    own: [
      {
        id: 'my-rule',
        title: 'Snapshot shared',
        severity: 'high',
        when: { eventSource: ['rds.amazonaws.com'], eventName: ['ModifyDBSnapshotAttribute'] },
        window: { by: ['user'], minutes: 5, count: 3, distinct: 'address' },
        say: '{userIdentity.arn} shared it',
        examples: { fires: [{}], quiet: [] },
      },
    ],
    watched: ['alerts-*'],
    accounts: ['111122223333'],
    people: { '94d00cd8-e9e6': 'taro' },
    breakGlass: ['emergency'],
    mailDomains: ['example.com'],
  } satisfies Settings);
});

test.each([
  ['', DEFAULT_SETTINGS],
  ['# nothing yet\n', DEFAULT_SETTINGS],
  ['\uFEFFname: acme\r\nlanguage: ja\r\n', { ...DEFAULT_SETTINGS, name: 'acme', language: 'ja' }],
  ['trail: { use: new }', { ...DEFAULT_SETTINGS, trail: { use: 'new' } }],
  ['{ "name": "acme" }', { ...DEFAULT_SETTINGS, name: 'acme' }],
  [
    'accounts: { 012345678901: payments, "111122223333": 2024 }',
    { ...DEFAULT_SETTINGS, accounts: { '012345678901': 'payments', '111122223333': '2024' } },
  ],
  ['accounts: [012345678901, 111122223333]', { ...DEFAULT_SETTINGS, accounts: ['012345678901', '111122223333'] }],
  [
    'trusted: [{ cidr: 198.51.100.7, name: 1.50 }]',
    { ...DEFAULT_SETTINGS, trusted: [{ cidr: '198.51.100.7', name: '1.50' }] },
  ],
  [
    'trusted:\n  - &office { cidr: 198.51.100.7 }\n  - *office',
    { ...DEFAULT_SETTINGS, trusted: [{ cidr: '198.51.100.7' }, { cidr: '198.51.100.7' }] },
  ],
])('%j is taken as it is meant', (text, settings) => {
  expect(parseSettings(text, 'login-watch.yaml')).toEqual(settings);
});

const OWN = 'own:\n  - id: a\n    title: A\n    severity: low\n    when: ';

describe('one mistake, one line', () => {
  test.each<[what: string, text: string, told: readonly string[]]>([
    [
      'a typo in a key',
      'name: acme\nchanels: []',
      [
        at(
          '2:1',
          'unknown key "chanels" (did you mean `channels`?); known here: name, language, timezone, trusted, pipelines, trail, channels, health, table, businessHours, rules, own, watched, accounts, people, names, breakGlass, mailDomains, schedulerRole',
        ),
      ],
    ],
    [
      'a typo further in',
      'trusted:\n  - { cdir: 198.51.100.7 }',
      [
        at('2:5', '`trusted[0].cidr` is missing; write text'),
        at('2:7', 'unknown key "cdir" (did you mean `cidr`?); known in `trusted[0]`: cidr, name, until'),
      ],
    ],
    [
      'a typo in a value',
      'language: jp',
      [at('1:11', '`language` must be one of en, ja; found "jp" (did you mean `ja`?)')],
    ],
    [
      'a name that AWS keeps',
      'name: aws-alerts',
      [at('1:7', '`name` must not begin with aws or ssm: Parameter Store reserves those names; found "aws-alerts"')],
    ],
    ['a wrong type', 'trusted: 198.51.100.7', [at('1:10', '`trusted` must be a list; found "198.51.100.7"')]],
    ['nothing behind a key', 'channels:\n', [at('1:10', '`channels` is empty; write a list, or remove the key')]],
    ['a list in place of settings', '- a', [at('1:1', 'the file must be keys with values; found a list')]],
    ['text in place of settings', 'hello', [at('1:1', 'the file must be keys with values; found "hello"')]],
    [
      'an older YAML’s yes',
      'rules: { iam: { on: yes } }',
      [at('1:21', '`rules.iam.on` must be true or false; found "yes" (did you mean `true`?)')],
    ],
    [
      'a bad block',
      'trusted: [{ cidr: 203.0.113.0/33 }]',
      [
        at(
          '1:19',
          '`trusted[0].cidr` is neither an address nor a CIDR block, as 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32; found "203.0.113.0/33"',
        ),
      ],
    ],
    [
      'the whole internet',
      'trusted: [{ cidr: 0.0.0.0/0 }]',
      [at('1:19', '`trusted[0].cidr` is the whole internet; a trusted network must be smaller; found "0.0.0.0/0"')],
    ],
    [
      'an eighth of the internet, host bits or not',
      'trusted: [10.0.0.0/3]',
      [
        at(
          '1:11',
          '`trusted[0].cidr` is more than a sixteenth of the internet; a trusted network must be smaller; found "10.0.0.0/3"',
        ),
      ],
    ],
    [
      'networks that are the internet only together',
      'trusted: [16.0.0.0/5, 24.0.0.0/5, 203.0.113.0/24]',
      [at('1:10', '`trusted` holds more than a sixteenth of the internet in all; trusted networks must be smaller')],
    ],
    [
      'a day that never comes',
      'trusted: [{ cidr: 198.51.100.7, until: 2027-02-30 }]',
      [at('1:40', '`trusted[0].until` is not a day; write YYYY-MM-DD; found "2027-02-30"')],
    ],
    [
      'a zone that is none',
      'timezone: Tokyo',
      [at('1:11', '`timezone` is not a time zone; write an IANA name, as Asia/Tokyo; found "Tokyo"')],
    ],
    [
      'an offset for a zone',
      'timezone: "+09:00"',
      [at('1:11', '`timezone` is not a time zone; write an IANA name, as Asia/Tokyo; found "+09:00"')],
    ],
    [
      'hours without end',
      'businessHours: { days: [mon], from: 09:00, to: 09:00, mute: [] }',
      [at('1:48', '`businessHours.to` is the same as `from`: hours that never end mute everything; found "09:00"')],
    ],
    [
      'no time of day',
      'businessHours: { days: [mon], from: 9:00, to: 25:00, mute: [] }',
      [
        at('1:37', '`businessHours.from` is not a time of day; write HH:MM, as "09:00"; found "9:00"'),
        at('1:47', '`businessHours.to` is not a time of day; write HH:MM, as "09:00"; found "25:00"'),
      ],
    ],
    [
      'a mute of the worst',
      'businessHours: { days: [mon], from: 09:00, to: 18:00, mute: [critical] }',
      [
        at(
          '1:62',
          '`businessHours.mute[0]` must not be critical: critical findings alert at any hour; found "critical"',
        ),
      ],
    ],
    [
      'no such severity',
      'businessHours: { days: [mon], from: 09:00, to: 18:00, mute: [lo] }',
      [at('1:62', '`businessHours.mute[0]` must be one of high, medium, low, info; found "lo" (did you mean `low`?)')],
    ],
    ['no pipeline', 'pipelines: []', [at('1:12', '`pipelines` must be a list that is not empty; found a list')]],
    [
      'a new trail with a name',
      'trail: { use: new, name: x }',
      [at('1:20', 'unknown key "name"; known in `trail`: use, name, bucket, account, topic, key')],
    ],
    [
      'no such use of a trail',
      'trail: { use: exiting }',
      [at('1:15', '`trail.use` must be one of existing, new; found "exiting" (did you mean `existing`?)')],
    ],
    [
      'an account id too short',
      'accounts: [12345]',
      [at('1:12', '`accounts[0]` is not an account id; write its 12 digits; found "12345"')],
    ],
    [
      'an account id too short, with a name',
      'accounts: { 12345: payments, 444455556666: }',
      [
        at('1:13', '`accounts.12345` is not an account id; write its 12 digits; found "12345"'),
        at('1:44', '`accounts.444455556666` is empty; write text, or remove the key'),
      ],
    ],
    [
      'accounts that are neither a list nor names',
      'accounts: payments',
      [
        at(
          '1:11',
          '`accounts` must be a list of account ids, or a name for each: `{ 444455556666: payments }`; found "payments"',
        ),
      ],
    ],
    [
      'no mail address',
      'channels: [{ email: { to: [me] } }]',
      [at('1:28', '`channels[0].email.to[0]` is not a mail address, as security@example.com; found "me"')],
    ],
    [
      'a number in quotes',
      'channels: [{ chatwork: { room: "12", token: env:T } }]',
      [at('1:32', '`channels[0].chatwork.room` must be a number; found "12" (remove the quotes)')],
    ],
    [
      'two kinds in one entry',
      'channels:\n  - slack: { webhook: env:A }\n    teams: { webhook: env:B }',
      [
        at(
          '2:5',
          '`channels[0]` must name exactly one kind: slack, chatwork, teams, discord, pagerduty, webhook, email; begin each with a dash of its own',
        ),
      ],
    ],
    [
      'a kind without anything',
      'channels:\n  - slack:\n',
      [at('2:11', '`channels[0].slack` is empty; write keys with values, or remove the key')],
    ],
    [
      'a channel without its secret',
      'channels: [{ slack: {} }]',
      [
        at(
          '1:21',
          '`channels[0].slack.webhook` is missing; name the place of the secret: ssm:/name or env:NAME (`login-watch secret set slack` stores it)',
        ),
      ],
    ],
    [
      'an unknown rule',
      'rules: { signin-nomfa: { on: false } }',
      [
        at(
          '1:10',
          'no rule or theme is called `signin-nomfa` (did you mean `signin-no-mfa`?); `login-watch rules list` shows all',
        ),
      ],
    ],
    [
      'an unknown rule of a channel',
      'channels: [{ slack: { webhook: env:A, except: [singin] } }]',
      [at('1:48', 'no rule or theme is called `singin` (did you mean `signin`?); `login-watch rules list` shows all')],
    ],
    [
      'a bad pattern',
      `${OWN}{ eventName: [{ prefx: Delete }] }`,
      [
        at(
          '5:34',
          '`own[0].when.eventName[0].prefx` is not an event pattern: no such operator; there are prefix, suffix, equals-ignore-case, anything-but, numeric, cidr, exists, wildcard; found "Delete"',
        ),
      ],
    ],
    [
      'a pattern that is no list',
      `${OWN}{ eventName: DeleteTrail }`,
      [
        at(
          '5:24',
          '`own[0].when.eventName` is not an event pattern: expected a list of values, or an object of field names; found "DeleteTrail"',
        ),
      ],
    ],
    [
      'a bad exception',
      'rules: { iam: { except: {} } }',
      [at('1:25', '`rules.iam.except` is not an event pattern: an empty object matches nothing')],
    ],
    [
      'a pattern over an envelope',
      `${OWN}{ detail: { eventName: [A] } }`,
      [
        at(
          '5:13',
          '`own[0].when` is matched over the CloudTrail record, which has no `detail`: write the content of `detail`',
        ),
      ],
    ],
    [
      'a typo in a field',
      `${OWN}{ eventname: [A] }`,
      [at('5:13', 'no field of a record is called `eventname` (did you mean `eventName`?)')],
    ],
    [
      'an account id that equals nothing',
      `${OWN}{ recipientAccountId: [111122223333] }`,
      [at('5:34', '`own[0].when.recipientAccountId[0]` must be in quotes: account ids are text')],
    ],
    [
      'a window by what nothing has',
      `${OWN}{ eventName: [A] }\n    window: { by: [usr, requestParameters.x, record:new], minutes: 1, count: 2, distinct: principal }`,
      [
        at(
          '6:20',
          '`own[0].window.by[0]` is not a field (did you mean `user`?); write one of account, user, address, network, name, region, or a path in the record, as requestParameters.bucketName; found "usr"',
        ),
        at(
          '6:91',
          '`own[0].window.distinct` is not a field; write one of account, user, address, network, name, region, or a path in the record, as requestParameters.bucketName; found "principal"',
        ),
      ],
    ],
    [
      'a name that reorders what is read',
      'rules: { "a\\u202Eb": { on: true } }',
      [at('1:10', 'no rule or theme is called `a\\u{202e}b`; `login-watch rules list` shows all')],
    ],
    [
      'the id of a built-in rule',
      `${OWN.replace('id: a', 'id: root-login')}{ eventName: [A] }`,
      [at('2:9', '`own[0].id` is the id of a built-in rule; found "root-login"')],
    ],
    [
      'the name of a theme',
      `${OWN.replace('id: a', 'id: iam')}{ eventName: [A] }`,
      [at('2:9', '`own[0].id` is the name of a theme; found "iam"')],
    ],
    [
      'an id used twice',
      `${OWN}{ eventName: [A] }\n  - { id: a, title: B, severity: low, when: { eventName: [B] } }`,
      [at('6:11', '`own[1].id` is the id of another rule of your own; found "a"')],
    ],
  ])('%s', (_, text, told) => {
    expect(mistakesIn(text)).toEqual(told);
  });
});

describe('YAML that is refused', () => {
  test.each<[what: string, text: string, told: readonly string[]]>([
    ['a key twice', 'name: a\nname: b', [at('2:1', 'this key appears for the second time')]],
    ['a tab', 'trusted:\n\t- cidr: 198.51.100.7', [at('2:1', 'indented with a tab; YAML takes spaces only')]],
    [
      'a second document',
      'name: a\n---\nname: b',
      [at('2:1', 'a second document begins here (---); the settings are a single one')],
    ],
    [
      'an open bracket',
      'accounts: [1, 2\nname: a',
      [at('2:1', 'not YAML: flow sequence in block collection must be sufficiently indented and end with a ]')],
    ],
    ['an open quote', 'name: "acme', [at('1:12', 'not YAML: missing closing "quote')]],
    ['two colons', 'name: a: b', [at('1:7', 'a second `: ` in one line; put text that holds one in quotes')]],
    ['an older version', '%YAML 1.1\n---\nname: a', [at('1:1', 'must be YAML 1.2; remove the %YAML line')]],
    ['an alias of nothing', 'name: *x', [at('1:7', 'an alias (*name) without its anchor (&name)')]],
    ['a list as a key', '? [a]\n: b', [at('1:3', 'a key that is not a plain word')]],
    ['a tag', 'name: !!binary aGk=', [at('1:16', 'a tag (!name) means nothing here; remove it')]],
    ['a tag of somebody’s', 'name: !secret x', [at('1:15', 'a tag (!name) means nothing here; remove it')]],
    ['a merge key', '<<: { name: a }', [expect.stringContaining('unknown key "<<"; known here:')]],
    ['a prototype', '__proto__: { name: a }', [expect.stringContaining('unknown key "__proto__"')]],
  ])('%s', (_, text, told) => {
    expect(mistakesIn(text)).toEqual(told);
  });

  test('a bomb of anchors', () => {
    const lines = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) lines.push(`b${level}: &a${level} [${`*a${level - 1}, `.repeat(10)}]`);
    expect(mistakesIn(lines.join('\n'))).toEqual([
      at('1:1', 'unfolds to too much: write values out instead of using aliases (*name)'),
    ]);
  });

  test('a chasm of brackets', () => {
    expect(mistakesIn(`own: ${'['.repeat(100_000)}`)).toEqual([
      expect.stringMatching(/^login-watch\.yaml:1:\d+: nested too deeply to be settings$/),
    ]);
  });

  test('at most twenty mistakes are told, and how many more there are', () => {
    const told = mistakesIn(Array.from({ length: 25 }, (_, index) => `x${index}: 1`).join('\n'));
    expect([told.length, told[0], told.at(-1)]).toEqual([
      21,
      expect.stringContaining(':1:1: unknown key "x0"'),
      '… and 5 more',
    ]);
  });

  test('mistakes of every kind are told together, in the order of the file', () => {
    const text = 'languag: ja\nrules: { nope: {} }\ntimezone: 1\n';
    expect(mistakesIn(text).map((line) => line.split(':').slice(1, 3).join(':'))).toEqual(['1:1', '2:10', '3:11']);
  });
});

describe('a secret in clear', () => {
  const MOVE =
    'must name the place of the secret, ssm:/name or env:NAME, and never hold the secret itself; move it with';
  const CLEAR = (kind: string) =>
    `a webhook URL of ${kind} in clear text: remove it, and store it with \`login-watch secret set ${kind}\` (anyone who has read this file may have it, so create a new one)`;

  test.each<[what: string, text: string, told: readonly string[]]>([
    [
      'a webhook',
      `channels: [{ slack: { webhook: "${SLACK_URL}" } }]`,
      [at('1:32', `\`channels[0].slack.webhook\` ${MOVE} \`login-watch secret set slack\``)],
    ],
    [
      'a token',
      `channels: [{ chatwork: { room: 1, token: ${TOKEN} } }]`,
      [at('1:42', `\`channels[0].chatwork.token\` ${MOVE} \`login-watch secret set chatwork\``)],
    ],
    [
      'a key of a signature',
      `channels: [{ webhook: { url: env:U, secret: ${TOKEN} } }]`,
      [at('1:45', `\`channels[0].webhook.secret\` ${MOVE} \`login-watch secret set webhook-secret\``)],
    ],
    [
      'a place with a typo',
      'channels: [{ slack: { webhook: smm:/acme/slack } }]',
      [at('1:32', `\`channels[0].slack.webhook\` ${MOVE} \`login-watch secret set slack\``)],
    ],
    [
      'a reference that holds the secret',
      `channels: [{ slack: { webhook: "ssm:${SLACK_URL}" } }]`,
      [at('1:32', `\`channels[0].slack.webhook\` ${MOVE} \`login-watch secret set slack\``)],
    ],
    [
      'a webhook in place of its channel',
      `channels: [{ slack: "${SLACK_URL}" }]`,
      [
        at(
          '1:21',
          `\`channels[0].slack\` must be keys with values; found ${SLACK_URL.length} characters that are not shown`,
        ),
      ],
    ],
    ['a webhook in a comment', `name: a\n# ${SLACK_URL}`, [at('2:3', CLEAR('slack'))]],
    ['a webhook where any text may stand', `watched: ["${SLACK_URL}"]`, [at('1:12', CLEAR('slack'))]],
    [
      'a token as a key',
      `${TOKEN}: 1`,
      [expect.stringContaining('unknown key 32 characters that are not shown; known here')],
    ],
    [
      'a token for a rule',
      `rules: { ${TOKEN}: { on: 1 } }`,
      [
        expect.stringContaining('no rule or theme is called `32 characters that are not shown`;'),
        at('1:50', '`rules.32 characters that are not shown.on` must be true or false; found 1'),
      ],
    ],
    [
      'a token for a word',
      `language: ${TOKEN.replace('0', 'a')}`,
      [at('1:11', '`language` must be one of en, ja; found 32 characters that are not shown')],
    ],
    [
      'a webhook that breaks the YAML',
      `name: "a"\n "${SLACK_URL}" "x"\n`,
      [expect.stringContaining('login-watch.yaml:2:')],
    ],
    ['a token that breaks the YAML', `  a: 1\n ${TOKEN}: 2`, [at('2:2', 'not YAML: unexpected scalar at node end')]],
  ])('%s', (_, text, told) => {
    const lines = mistakesIn(text);
    expect(lines).toEqual(told);
    expect(lines.join('\n')).not.toMatch(/abcdefghijklmnop|23456789abcdef/);
  });
});

test('no text makes it fail in any other way', () => {
  const words = 'name channels slack webhook rules own when id trusted cidr trail use businessHours from to mute'.split(
    ' ',
  );
  const pieces = [
    '- ',
    ': ',
    '\n',
    '\n  ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '&a ',
    '*a',
    '!t ',
    '? ',
    '| ',
    '#',
    '%',
    '\t',
  ];
  const values = ['null', '~', '1', '-0', '.nan', '0x1F', '1e999', 'true', '2027-01-01', '$or', '__proto__', '<<'];
  const piece = fc.oneof(
    fc.constantFrom(...words, ...pieces, ...values),
    fc.string({ unit: anyCharacter, maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      try {
        parseSettings(parts.join(''), 'login-watch.yaml');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        expect(error.message).toMatch(/^login-watch\.yaml:\d+:\d+: /);
      }
    }),
    { numRuns: 1_000 },
  );
});
