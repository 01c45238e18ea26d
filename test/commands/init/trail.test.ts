import { describe, expect, test } from 'vitest';
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

interface World {
  readonly trails?: readonly Partial<Trail>[];
  readonly settings?: Partial<State['settings']>;
  /** Answers in place of the suggestions, by flag. */
  readonly answers?: Readonly<Record<string, string>>;
}

async function asked(stacks: State['facts']['stacks'], { trails = [{}], settings: given, answers = {} }: World = {}) {
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
    facts: { who, trails: trails.map((one) => ({ ...trail, ...one })), stacks, lastSignIn: undefined },
    settings: { ...DEFAULT_SETTINGS, ...given },
    ...{ sections: ['trail'], kinds: [], room: undefined, pagerdutyRegion: undefined },
    ...{ isSigned: false, noise: undefined, accepted: [], acceptsAll: false },
  };
  const shown: string[] = [];
  const refused: (string | undefined)[] = [];
  const asker: Asker = {
    ...fromSuggestions,
    async select<Value extends string>(question: SelectQuestion<Value>) {
      shown.push(...question.choices.map(({ name, description = '' }) => `${name}: ${description}`));
      const answer = question.choices.find(({ value }) => value === answers[question.flag ?? '']);
      return answer?.value ?? fromSuggestions.select(question);
    },
    async input(question) {
      const answer = answers[question.flag ?? ''];
      refused.push(...(answer === undefined ? [] : [question.check?.(answer)?.en]));
      return answer ?? fromSuggestions.input(question);
    },
  };
  const { settings } = await trailStep(context).ask(state, asker);
  return { shown, trail: settings.trail, pipelines: settings.pipelines, refused };
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

describe('files in another account', () => {
  const foreign = { name: 'org', owner: '999988887777', bucket: 'org-files', isOrganization: true };

  test('of a trail that is seen from here are a choice, and its owner is asked for', async () => {
    const answers = { trail: 's3://org-files', 'trail-account': '444455556666' };
    const { shown, trail, pipelines, refused } = await asked([], { trails: [{}, foreign], answers });
    expect(shown.at(-1)).toMatch(
      /^Read the files of trail org in bucket org-files, of another account: By pipeline s3/,
    );
    expect(trail).toEqual({ use: 'existing', bucket: 'org-files', account: '444455556666' });
    expect([pipelines, refused]).toEqual([['events', 's3'], [undefined]]);
    const wrong = await asked([], { trails: [foreign], answers: { ...answers, 'trail-account': '4444' } });
    expect(wrong.refused).toEqual(['An account id has 12 digits.']);
  });

  test('that the settings name are kept, with their topic and key', async () => {
    const from = { use: 'existing', bucket: 'kept', account: '444455556666', key: 'arn:aws:kms:…' } as const;
    const { shown, trail, pipelines } = await asked([], { settings: { trail: from, pipelines: ['s3'] } });
    expect(shown.at(-1)).toContain('Read the files of a trail in bucket kept');
    expect([trail, pipelines]).toEqual([from, ['s3']]);
  });

  test('of a stopped trail are none', async () => {
    const { shown } = await asked([], { trails: [{ ...foreign, isLogging: false }] });
    expect(shown.join()).not.toContain('org-files');
  });
});
