import { expect, test } from 'vitest';
import { deploy } from '../../../src/commands/init/deploy.ts';
import { fromSuggestions } from '../../../src/commands/init/stand-ins.ts';
import { type InitContext, type InitParts, type Planned, teller } from '../../../src/commands/init/state/context.ts';
import { makeAsker } from '../../../src/commands/shared/asking/ask.ts';
import { Stopped } from '../../../src/commands/shared/asking/asker.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { asWords } from '../../../src/core/words.ts';
import { askWordsIn } from '../../../src/messages/set-up/ask.ts';
import { INIT_WORDS } from '../../../src/messages/set-up/init.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, type Line, playing } from '../../helpers/host/keys.ts';

const unused = () => Promise.reject(new Error('is not asked for here'));

const FACTS = {
  who: {
    account: '111122223333',
    alias: undefined,
    organization: new Map(),
    organizationRefused: undefined,
    arn: 'arn:aws:iam::111122223333:user/bob',
    region: 'us-east-1',
  },
  ...{ trails: [], stacks: [], lastSignIn: undefined },
};

interface Given {
  readonly lines?: readonly Line[];
  readonly isEmpty?: boolean;
  readonly isWhole?: boolean;
  readonly isAuto?: boolean;
  readonly perform?: () => Promise<readonly string[]>;
}

/** What happened, in order, with a plan that remembers what was done with it. */
async function deployed({ lines = [], isEmpty = false, isWhole = true, isAuto = false, ...rest }: Given) {
  const { perform } = rest;
  const done: string[] = [];
  const fake = fakeHost({ isTerminal: true });
  const { host, played } = playing(fake, lines);
  const planned: Planned = {
    text: 'stack acme-notifier: create',
    isEmpty,
    perform: async () => {
      done.push('perform');
      return (await perform?.()) ?? [];
    },
    drop: async () => void done.push('drop'),
  };
  const parts: InitParts = {
    readIdentity: unused,
    missingPermissions: unused,
    readTrails: unused,
    readStacks: unused,
    readLastSignIn: unused,
    hasSecret: unused,
    storeSecret: unused,
    sendTest: unused,
    foresee: unused,
    writeSettings: unused,
    async prepareDeploy() {
      done.push('prepare');
      return planned;
    },
    async prove() {
      done.push('prove');
      return { text: 'events 1.2 s', isWhole, verdict: isWhole ? 'You will be alerted.' : 'A step failed.' };
    },
  };
  const context: InitContext = {
    host,
    words: INIT_WORDS.en,
    language: 'en',
    parts,
    isAuto,
    sendsTests: true,
    secretFor: () => undefined,
    tell: teller(host),
  };
  const asker = isAuto ? fromSuggestions : await makeAsker(host, { words: askWordsIn('en'), canGoBack: false });
  const outcome = await deploy(context, { settings: DEFAULT_SETTINGS, noise: undefined, facts: FACTS }, asker).catch(
    (error: unknown) => error,
  );
  await played;
  return { outcome, done, out: fake.out(), err: fake.err() };
}

test('the plan is shown, one question is asked, and the proof is the result', async () => {
  const { outcome, done, out, err } = await deployed({ lines: [['Deploy this?', KEY.enter]] });
  expect([outcome, done, out]).toEqual([EXIT.done, ['prepare', 'perform', 'prove'], 'events 1.2 s\n']);
  expect(err.indexOf('stack acme-notifier: create')).toBeLessThan(err.indexOf('Deploy this?'));
  expect(err).toMatch(
    /Estimate: about 3\.\d\d USD a month[\s\S]*login-watch status[\s\S]*To undo it: login-watch destroy/,
  );
  expect(err.trimEnd()).toMatch(/You will be alerted\.$/);
});

test('with --yes nothing is asked', async () => {
  expect((await deployed({ isAuto: true })).done).toEqual(['prepare', 'perform', 'prove']);
});

test('not now leaves no plan behind', async () => {
  const { outcome, done } = await deployed({ lines: [['Deploy this?', KEY.down, KEY.enter]] });
  expect([outcome, done]).toEqual([EXIT.done, ['prepare', 'drop']]);
});

test('another answer is wanted: the plan goes, and the questions come again', async () => {
  const { outcome, done } = await deployed({ lines: [['Deploy this?', KEY.down, KEY.down, KEY.enter]] });
  expect([outcome, done]).toEqual(['change', ['prepare', 'drop']]);
});

test('Ctrl-C at the question leaves no plan behind', async () => {
  const { outcome, done } = await deployed({ lines: [['Deploy this?', KEY.stop]] });
  expect([outcome, done]).toEqual([expect.any(Stopped), ['prepare', 'drop']]);
});

test('where nothing is to be deployed nothing is asked, and it is proved all the same', async () => {
  const { done, err } = await deployed({ isEmpty: true });
  expect([done, err.includes('Deploy this?')]).toEqual([['prepare', 'prove'], false]);
});

test('a hop that failed is told, and is no success', async () => {
  const { outcome, err } = await deployed({ lines: [['Deploy this?', KEY.enter]], isWhole: false });
  expect([outcome, err]).toEqual([EXIT.found, expect.stringContaining('A step failed')]);
});

test('what deploying throws is what the command says; nothing is proved', async () => {
  const refusal = new UserError(asWords('the stack failed'), { exit: 3 });
  const { outcome, done } = await deployed({
    lines: [['Deploy this?', KEY.enter]],
    perform: () => Promise.reject(refusal),
  });
  expect([outcome, done]).toEqual([refusal, ['prepare', 'perform']]);
});
