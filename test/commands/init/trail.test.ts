import { expect, test } from 'vitest';
import { trailStep } from '../../../src/commands/init/questions/trail.ts';
import { fromSuggestions } from '../../../src/commands/init/stand-ins.ts';
import { type InitContext, type InitParts, teller } from '../../../src/commands/init/state/context.ts';
import type { State, Trail } from '../../../src/commands/init/state/state.ts';
import type { Asker, SelectQuestion } from '../../../src/commands/shared/asking/asker.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { INIT_WORDS } from '../../../src/messages/set-up/init.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

const unused = () => Promise.reject(new Error('is not asked for here'));
const PARTS: InitParts = {
  ...{ readIdentity: unused, missingPermissions: unused, readTrails: unused, readStacks: unused, foresee: unused },
  ...{ readLastSignIn: unused, hasSecret: unused, storeSecret: unused, sendTest: unused, writeSettings: unused },
  ...{ prepareDeploy: unused, prove: unused },
};

async function asked(stacks: State['facts']['stacks']) {
  const account = '111122223333';
  const trail: Trail = {
    ...{ name: 'login-watch-trail', arn: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/x', homeRegion: 'us-east-1' },
    ...{ owner: account, isMultiRegion: true, isOrganization: false, isLogging: true, bucket: 'b' },
    logGroup: { name: 'g', account, region: 'us-east-1' },
  };
  const who = {
    account,
    alias: undefined,
    organization: new Map(),
    organizationRefused: undefined,
    arn: 'arn:aws:iam::111122223333:user/bob',
    region: 'us-east-1',
  };
  const host = fakeHost({});
  const context: InitContext = {
    ...{ host, words: INIT_WORDS.en, language: 'en', parts: PARTS, isAuto: false, sendsTests: true },
    ...{ secretFor: () => undefined, tell: teller(host) },
  };
  const state: State = {
    facts: { who, trails: [trail], stacks, lastSignIn: undefined },
    settings: DEFAULT_SETTINGS,
    ...{ sections: ['trail'], kinds: [], room: undefined, pagerdutyRegion: undefined },
    ...{ isSigned: false, noise: undefined, accepted: [], acceptsAll: false },
  };
  const shown: string[] = [];
  const asker: Asker = {
    ...fromSuggestions,
    async select<Value extends string>(question: SelectQuestion<Value>) {
      shown.push(...question.choices.map(({ name, description = '' }) => `${name}: ${description}`));
      return fromSuggestions.select(question);
    },
  };
  const { settings } = await trailStep(context).ask(state, asker);
  return { shown, trail: settings.trail };
}

test('a trail of ours is kept, and isn’t called a second copy', async () => {
  const { shown, trail } = await asked([{ name: 'login-watch-trail', status: 'CREATE_COMPLETE' }]);
  expect(trail).toEqual({ use: 'new' });
  expect(shown).toEqual([expect.stringMatching(/^Keep the trail that login-watch created: .*at no extra cost/)]);
});

test('beside a trail of others, a new one is a second copy', async () => {
  const { shown, trail } = await asked([]);
  expect(trail).toEqual({ use: 'existing', name: 'login-watch-trail' });
  expect(shown[1]).toContain('A second trail’s copy');
});
