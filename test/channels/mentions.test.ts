import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeFor } from '../../src/channels/compose.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import type { Severity } from '../../src/core/rule.ts';
import { type ChannelSettings, DEFAULT_SETTINGS, type Mentions } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { UserError } from '../../src/core/user-error.ts';
import { renderPreview } from '../../src/render/preview.ts';
import { RULES } from '../../src/rules/index.ts';
import { parseSettings } from '../../src/settings/parse.ts';
import { anyCharacter } from '../helpers/records/any-text.ts';
import { event } from '../helpers/records/events.ts';
import { HOSTILE } from '../helpers/records/hostile.ts';

const ACTIVE = activate(RULES, DEFAULT_SETTINGS);
const CONTEXT = makeContext(DEFAULT_SETTINGS);
const GUID = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';
const USER = '123456789012345678';
const ROLE = '223456789012345678';

/** The channel's message about one sign-in by that name, of that severity. */
async function bodiesOf(channel: ChannelSettings, severity: Severity, name = 'alice'): Promise<readonly string[]> {
  const origin = { kind: 'malformed', text: name, address: undefined } as const;
  const events = [event({ actor: { name }, userAgent: name, account: name, region: name, origin })];
  const { findings } = await inspect(events, ACTIVE, CONTEXT, createMemory());
  const digest = makeDigest(
    findings.map((finding) => ({ ...finding, severity })),
    CONTEXT,
  );
  return composeFor(channel, digest, DEFAULT_SETTINGS).map(({ body }) => body);
}

const bodyOf = async (...given: Parameters<typeof bodiesOf>) => JSON.parse((await bodiesOf(...given))[0] ?? '{}');

const slack = (mention: Mentions): ChannelSettings => ({ kind: 'slack', slack: { webhook: 'env:A', mention } });
const teams = (mention: Mentions): ChannelSettings => ({ kind: 'teams', teams: { webhook: 'env:A', mention } });
const discord = (mention: Mentions): ChannelSettings => ({ kind: 'discord', discord: { webhook: 'env:A', mention } });

/** Strings of a message, each with the type of the object that holds it. */
function texts(value: unknown, type = ''): readonly (readonly [type: string, text: string])[] {
  if (typeof value === 'string') return [[type, value]];
  if (typeof value !== 'object' || value === null) return [];
  const own: unknown = Reflect.get(value, 'type');
  return Object.values(value).flatMap((inner) => texts(inner, typeof own === 'string' ? own : type));
}

test('Slack: a section of its own behind the sentence', async () => {
  const { blocks } = await bodyOf(slack({ high: '@here U012AB3CD, S045DEF6G' }), 'high');
  expect(blocks[1]).toEqual({
    type: 'section',
    text: { type: 'mrkdwn', text: '<!here> <@U012AB3CD> <!subteam^S045DEF6G>', verbatim: true },
  });
});

test('Discord: behind the text, and nobody else may be pinged', async () => {
  const { content, allowed_mentions } = await bodyOf(discord({ high: `@here ${USER} &${ROLE}` }), 'high');
  expect(content.split('\n').slice(-3)).toEqual(['@here', `<@${USER}>`, `<@&${ROLE}>`]);
  expect(allowed_mentions).toEqual({ parse: ['everyone'], users: [USER], roles: [ROLE] });
  expect((await bodyOf(discord({ high: USER }), 'high')).allowed_mentions).toEqual({ parse: [], users: [USER] });
});

test('Teams: a text and an entity for each user', async () => {
  const { attachments, summary } = await bodyOf(teams({ high: `alice@example.com ${GUID}` }), 'high');
  const { body, msteams } = attachments[0].content;
  expect(body[1].text).toBe(`<at>alice@example.com</at> <at>${GUID}</at>`);
  expect(msteams.entities).toEqual(
    ['alice@example.com', GUID].map((id) => ({ type: 'mention', text: `<at>${id}</at>`, mentioned: { id, name: id } })),
  );
  expect(summary).toBe(body[0].text);
});

describe('by severity', () => {
  test.each<[Mentions, Severity, string]>([
    [{ critical: '@here', high: 'U012AB3CD' }, 'critical', '<!here>'],
    [{ critical: '@here', high: 'U012AB3CD' }, 'high', '<@U012AB3CD>'],
    [{ critical: '@here', high: 'U012AB3CD' }, 'medium', ''],
    // Whoever is mentioned for less is mentioned for more.
    [{ high: 'U012AB3CD' }, 'critical', '<@U012AB3CD>'],
    [{ low: 'S045DEF6G' }, 'info', ''],
    [{}, 'critical', ''],
  ])('%j, %s', async (mention, severity, expected) => {
    const { blocks } = await bodyOf(slack(mention), severity);
    const said = texts(blocks).filter(([type, text]) => type === 'mrkdwn' && text !== 'mrkdwn');
    expect(said.map(([, text]) => text)).toEqual(expected === '' ? [] : [expected]);
  });

  test('only the first of several messages mentions', async () => {
    const names = Array.from({ length: 40 }, (_, place) => event({ minute: place, actor: { name: `user-${place}` } }));
    const { findings } = await inspect(names, ACTIVE, CONTEXT, createMemory());
    for (const channel of [slack({ low: '@here' }), teams({ low: GUID }), discord({ low: '@here' })]) {
      const bodies = composeFor(channel, makeDigest(findings, CONTEXT), DEFAULT_SETTINGS).map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(1);
      expect(bodies.map((body) => /<!here>|<at>|@here/.test(body))).toEqual(bodies.map((_, place) => place === 0));
    }
  });
});

describe('text from events pings nobody, also where the settings mention', () => {
  const PINGS = ['@everyone', '@here\n@here', `<@${USER}>`, `<@&${ROLE}>`, '<!here>', '<!channel>', '<@U012AB3CD>'];
  const MORE = [
    '<!subteam^S045DEF6G>',
    '<at>alice@example.com</at>',
    `<at>${GUID}</at>`,
    '\\@everyone',
    '@everyo\u200bne',
  ];
  const names = [...PINGS, ...MORE, ...HOSTILE];
  const mentions = {
    slack: '@here U012AB3CD',
    discord: `@everyone ${USER} &${ROLE}`,
    teams: `alice@example.com ${GUID}`,
  };

  async function check(name: string): Promise<void> {
    for (const body of await bodiesOf(slack({ info: mentions.slack }), 'critical', name)) {
      const all = texts(JSON.parse(body));
      const formatted = all.filter(([type, text]) => type === 'mrkdwn' && text !== 'mrkdwn').map(([, text]) => text);
      expect(formatted.filter((text) => !text.startsWith('<https://'))).toEqual(['<!here> <@U012AB3CD>']);
      expect(all.filter(([type, text]) => type !== 'mrkdwn' && /<[!@#]/.test(text))).toEqual([]);
    }
    for (const body of await bodiesOf(discord({ info: mentions.discord }), 'critical', name)) {
      const { content, allowed_mentions } = JSON.parse(body);
      expect(allowed_mentions).toEqual({ parse: ['everyone'], users: [USER], roles: [ROLE] });
      const tail = `\n@everyone\n<@${USER}>\n<@&${ROLE}>`;
      expect(content.endsWith(tail)).toBe(true);
      expect(content.slice(0, -tail.length)).not.toContain('@');
      expect(content.length).toBeLessThanOrEqual(2_000);
    }
    for (const body of await bodiesOf(teams({ info: mentions.teams }), 'critical', name)) {
      const { content } = JSON.parse(body).attachments[0];
      expect(texts(content.body).filter(([, text]) => /<\/?at>/i.test(text))).toEqual([
        ['TextBlock', `<at>alice@example.com</at> <at>${GUID}</at>`],
      ]);
      expect(content.msteams.entities).toHaveLength(2);
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28_000);
    }
  }

  test.each(names.map((name) => [name.slice(0, 30), name]))('%s', async (_, name) => check(name));

  test('nor any other', async () => {
    const unit = fc.oneof(anyCharacter, fc.constantFrom(...'@<>!&\\', 'everyone', 'here', 'at', USER));
    await fc.assert(fc.asyncProperty(fc.string({ unit, maxLength: 60 }), check), { numRuns: 60 });
  });
});

test('--preview shows who is mentioned', async () => {
  const channels = [slack({ high: '@here U012AB3CD' }), teams({ high: 'alice@example.com' }), discord({ high: USER })];
  const { findings } = await inspect([event()], ACTIVE, CONTEXT, createMemory());
  const digest = makeDigest(
    findings.map((finding) => ({ ...finding, severity: 'high' as const })),
    CONTEXT,
  );
  const page = renderPreview(
    channels.flatMap((channel) => composeFor(channel, digest, DEFAULT_SETTINGS)),
    'en',
  );
  expect(page.match(/<b>.*?<\/b>/g)).toEqual([
    '<b>@here</b>',
    '<b>@U012AB3CD</b>',
    '<b>@alice@example.com</b>',
    `<b>@${USER}</b>`,
  ]);
});

describe('the settings', () => {
  const parse = (kind: string, mention: string) =>
    parseSettings(`channels:\n  - ${kind}: { webhook: env:A, mention: { critical: ${mention} } }\n`, 'f.yaml');

  test.each([
    ['slack', '"@here"'],
    ['slack', '"@channel, U012AB3CD S045DEF6G W012AB3CD"'],
    ['discord', `"@everyone &${ROLE}"`],
    // A number to YAML, and too long for one.
    ['discord', USER],
    ['teams', `"alice.b+x@example.co.jp ${GUID}"`],
  ])('%s: %s', (kind, mention) => {
    const [channel] = parse(kind, mention).channels;
    expect(JSON.stringify(channel)).toContain(`"critical":"${mention.replaceAll('"', '')}"`);
  });

  test.each([
    ['slack', '"@alice"', 'is a name, and Slack mentions by id', '名前ではなくID'],
    ['slack', 'here', 'must be written as @here', '@here と書いてください'],
    ['slack', '"<!here>"', 'must be written as @here', '@here'],
    ['slack', '"<@U012AB3CD>"', 'must be written as U012AB3CD', 'U012AB3CD'],
    ['slack', '"<!subteam^S045DEF6G|@ops>"', 'must be written as S045DEF6G', 'S045DEF6G'],
    ['slack', 'u012ab3cd', 'must be written as U012AB3CD', 'U012AB3CD'],
    ['slack', '"#alerts"', 'is no mention of Slack’s', 'Slackのメンションではありません'],
    ['slack', '""', 'must have 1 to 10 mentions', '10個'],
    ['discord', '"@alice"', 'is a name, and Discord mentions by id', '名前ではなくID'],
    ['discord', `"<@&${ROLE}>"`, `must be written as &${ROLE}`, ROLE],
    ['discord', `"@${USER}"`, `must be written as ${USER}`, USER],
    ['discord', '"12345"', 'is no mention of Discord’s', 'Discordのメンションではありません'],
    ['teams', '"@here"', 'has no counterpart in Teams', 'Teamsにはこれに当たるものがありません'],
    [
      'teams',
      '"@channel"',
      'has no counterpart in Teams, where a webhook can mention single users only',
      '個々のユーザーだけ',
    ],
    ['teams', 'Alice', 'is no mention of Teams’', 'Teamsのメンションではありません'],
  ])('%s: %s is a mistake', (kind, mention, en, ja) => {
    let error: unknown;
    try {
      parse(kind, mention);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof UserError)) throw new Error('taken');
    expect(error.said('en')).toContain(`f.yaml:2:`);
    expect(error.said('en')).toContain(`\`channels[0].${kind}.mention.critical\` ${en}`);
    expect(error.said('ja')).toContain(ja);
  });

  test('a severity that there is none of is named', () => {
    expect(() =>
      parseSettings('channels:\n  - slack: { webhook: env:A, mention: { hihg: "@here" } }\n', 'f.yaml'),
    ).toThrow(/hihg.*did you mean `high`/);
  });
});
