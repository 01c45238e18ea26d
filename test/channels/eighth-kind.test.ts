// An eighth kind of channel, added to a copy of the program: the compiler names each place that must know it, and once
// those are written, the rest of the program knows it by itself.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InitContext } from '../../src/commands/init/state/context.ts';
import type { State } from '../../src/commands/init/state/state.ts';
import type { Asker } from '../../src/commands/shared/asking/asker.ts';
import { EXIT } from '../../src/core/exit.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { INIT_WORDS } from '../../src/messages/set-up/init.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const HOOK = ['https://hooks.pigeon.example', 'coop', 'abcdefghijklmnop'].join('/');

let copy = '';
/** Files that the compiler refuses when nothing but the kind's name is added. */
let unfinished: readonly string[] = [];
beforeAll(async () => {
  // Inside the project, so that its packages are found.
  await mkdir(join(ROOT, '.tmp'), { recursive: true });
  copy = await mkdtemp(join(ROOT, '.tmp/eighth-kind-'));
  await cp(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
  await insert('core/settings.ts', ", 'pigeon'", ']', 'CHANNEL_KINDS = [');
  unfinished = await refused('core', 'channels', 'messages', 'settings', 'render');
  await writePigeon();
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** Files of the copy that the compiler refuses: in these folders and what they import, or in all. */
async function refused(...folders: readonly string[]): Promise<readonly string[]> {
  const include = folders.length === 0 ? ['src'] : folders.map((folder) => `src/${folder}`);
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include }));
  const args = [TSC, '-p', '.', '--noEmit', '--pretty', 'false', '--singleThreaded'];
  const output = await promisify(execFile)(process.execPath, args, { cwd: copy }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  );
  return [...new Set([...output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? ''))].toSorted();
}

/** Puts a text before another one, or before the next one behind a mark. */
async function insert(file: string, added: string, before: string, mark = ''): Promise<void> {
  const path = join(copy, 'src', file);
  const text = await readFile(path, 'utf8');
  const place = text.indexOf(before, text.indexOf(mark));
  expect([file, mark, text.includes(mark), place >= 0]).toEqual([file, mark, true, true]);
  await writeFile(path, text.slice(0, place) + added + text.slice(place));
}

const FACTS = `
  pigeon: {
    label: { en: 'Pigeon', ja: '伝書鳩' },
    secrets: {
      pigeon: {
        parameter: 'pigeon-webhook',
        flag: '--webhook-url',
        form: 'url',
        yaml: (reference) => \`pigeon: { webhook: \${reference} }\`,
        of: ({ webhook }) => webhook,
      },
    },
    withSecret: (before, webhook) => ({ kind: 'pigeon', pigeon: { ...before, webhook } }),
    target: { hosts: /^hooks\\.pigeon\\.example$/ },
    clear: /https:\\/\\/hooks\\.pigeon\\.example\\/[^\\s"'<>]+/gi,
  },
`;
const CHANNEL = `
import type { PigeonSettings } from '../core/settings.ts';
import { type Channel, SECRET } from './channel.ts';
export const pigeon: Channel<PigeonSettings> = {
  id: 'pigeon',
  compose: ({ items }, { webhook }) => [
    { kind: 'http', channel: 'pigeon', to: 'pigeon', secret: webhook, url: SECRET, headers: {}, body: '{}',
      findings: items.map(({ head }) => head.id) },
  ],
  judge: () => ({ kind: 'sent' }),
};
`;

/** Tables with an entry for each kind. */
const WORDS: readonly (readonly [file: string, mark: string, before: string])[] = [
  ['sending/answers.en', 'vendor: {', 'slack:'],
  ['sending/answers.ja', 'vendor: {', 'slack:'],
  ['sending/targets', 'const en: TargetWords', 'slack:'],
  ['sending/targets', 'const ja: TargetWords', 'slack:'],
  ['settings/secrets', 'const en: SecretWords', "slack: 'Slack webhook URL'"],
  ['settings/secrets', 'const en: SecretWords', "slack: 'Slack webhook URL ("],
  ['settings/secrets', 'const ja: SecretWords', "slack: 'SlackのWebhook URL'"],
  ['settings/secrets', 'const ja: SecretWords', "slack: 'SlackのWebhook URL（"],
];

/** All that a channel is: two types, its facts, its words, its own file, a line in the registry, its schema, its picture. */
async function writePigeon(): Promise<void> {
  const settings = 'export interface PigeonSettings extends Routing {\n  readonly webhook: SecretReference;\n}\n';
  await insert('core/settings.ts', settings, 'export interface SlackSettings');
  await insert('core/settings.ts', '  readonly pigeon: PigeonSettings;\n', '}', 'interface SettingsByKind');
  await insert('channels/kinds.ts', FACTS, '} satisfies', 'const KINDS');
  await writeFile(join(copy, 'src/channels/pigeon.ts'), CHANNEL);
  await insert('channels/compose.ts', "import { pigeon } from './pigeon.ts';\n", 'import { slack }');
  await insert('channels/compose.ts', '  pigeon,\n', '};', 'const CHANNELS');
  for (const [file, mark, before] of WORDS) {
    await insert(`messages/${file}.ts`, "pigeon: '伝書鳩のURL：',\n", before, mark);
  }
  const schema = "z.strictObject({ webhook: placeOf('the URL', 'pigeon'), ...routing }).exactOptional()";
  await insert('settings/channel-schema.ts', `  pigeon: ${schema},\n`, '} satisfies', 'const KINDS');
  await insert('render/preview.ts', '  pigeon: json,\n', '};', 'const DRAWERS');
}

test('the compiler names each place that must know it, and refuses nothing once these do', async () => {
  const places = ['channels/compose', 'channels/kinds', 'core/settings', 'render/preview', 'settings/channel-schema'];
  expect(unfinished).toEqual(expect.arrayContaining(places.map((place) => `src/${place}.ts`)));
  expect(await refused()).toEqual([]);
});

const inCopy = (file: string) => join(copy, 'src', file);

test('program, completion and flags know it', async () => {
  const cli: typeof import('../../src/cli.ts') = await import(inCopy('cli.ts'));
  const printed = async (...argv: string[]) => {
    const host = fakeHost({ columns: 200 });
    expect(await cli.run(argv, host)).toBe(EXIT.done);
    // However the help is wrapped.
    return host.out().replaceAll(/\s+/g, ' ');
  };
  expect(await printed('--help')).toContain('test-pigeon');
  expect(await printed('test-pigeon', '--help')).toContain('every kind of finding to Pigeon');
  expect(await printed('secret', 'set', '--help')).toMatch(/choices:.*pigeon/);
  const init = await printed('init', '--help');
  expect(init).toContain('slack, chatwork, teams, discord, pagerduty, webhook, email, pigeon');
  expect(init).toMatch(/kinds: [a-z, -]+, pigeon /);
  const completion = await printed('completion', 'bash');
  expect(completion).toContain('test-pigeon');
  expect(completion).toMatch(/\bemail pigeon\b/);
});

test('its hosts are allowed and no others, its URLs are refused in clear, and its settings are read', async () => {
  const { checkTarget }: typeof import('../../src/delivery/target.ts') = await import(inCopy('delivery/target.ts'));
  expect(checkTarget('pigeon', HOOK).href).toBe(HOOK);
  expect(() => checkTarget('pigeon', HOOK.replace('hooks', 'other'))).toThrow('does not lead to Pigeon');
  const { parseSettings }: typeof import('../../src/settings/parse.ts') = await import(inCopy('settings/parse.ts'));
  const read = (place: string) => parseSettings(`channels:\n  - pigeon: { webhook: env:A } # ${place}\n`, 'f.yaml');
  expect(read('').channels).toEqual([{ kind: 'pigeon', pigeon: { webhook: 'env:A' } }]);
  expect(() => read(HOOK)).toThrow('a webhook URL of pigeon in clear');
});

test('init offers it, asks for its secret in the language of the run, and writes its place', async () => {
  const { channelKindsStep }: typeof import('../../src/commands/init/questions/channel-kinds.ts') = await import(
    inCopy('commands/init/questions/channel-kinds.ts')
  );
  const { planOf }: typeof import('../../src/commands/init/plan.ts') = await import(inCopy('commands/init/plan.ts'));
  const [asked, stored]: [string[], unknown[]] = [[], []];
  const asker: Asker = {
    select: unexpected,
    input: unexpected,
    checkbox: async ({ choices }) => choices.filter(({ name }) => name === '伝書鳩').map(({ value }) => value),
    async password({ message, check }) {
      asked.push(message);
      expect([check('https://example.com/x'), check(HOOK)]).toEqual([
        { en: expect.any(String), ja: expect.any(String) },
        undefined,
      ]);
      return HOOK;
    },
  };
  const context = contextThatStores(stored);
  const chosen = await channelKindsStep(context).ask(START, asker);
  const steps = planOf(context, { asksWhatToChange: false, hasNetworks: false })(chosen);
  expect(steps.map(({ id }) => id)).toEqual(['channels', 'channel-pigeon']);
  const end = await steps[1]?.ask(chosen, asker);
  expect(end?.settings.channels).toEqual([{ kind: 'pigeon', pigeon: { webhook: 'ssm:/login-watch/pigeon-webhook' } }]);
  expect([asked, stored]).toEqual([['伝書鳩のURL：'], [['pigeon', '/login-watch/pigeon-webhook', HOOK]]]);
});

const unexpected = async (): Promise<never> => {
  throw new Error('is not called here');
};

const START: State = {
  facts: {
    who: {
      account: '111122223333',
      alias: undefined,
      organization: new Map(),
      organizationRefused: undefined,
      arn: 'arn:aws:iam::111122223333:user/alice',
      region: 'us-east-1',
    },
    trails: [],
    stacks: [],
    lastSignIn: undefined,
  },
  settings: DEFAULT_SETTINGS,
  sections: ['channels'],
  kinds: [],
  room: undefined,
  pagerdutyRegion: undefined,
  isSigned: false,
  noise: undefined,
  accepted: [],
  acceptsAll: false,
};

const contextThatStores = (stored: unknown[]): InitContext => ({
  host: fakeHost(),
  words: INIT_WORDS.ja,
  language: 'ja',
  parts: {
    readIdentity: unexpected,
    missingPermissions: unexpected,
    readTrails: unexpected,
    readStacks: unexpected,
    readLastSignIn: unexpected,
    hasSecret: async () => false,
    storeSecret: async (...given) => void stored.push(given),
    sendTest: unexpected,
    foresee: unexpected,
    writeSettings: unexpected,
    prepareDeploy: unexpected,
    prove: unexpected,
  },
  isAuto: false,
  sendsTests: false,
  secretFor: () => undefined,
  tell: async () => undefined,
});
