import { expect, test } from 'vitest';
import type { TrailFacts } from '../../src/aws/trails.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { chooseTrail, obstacles } from '../../src/deploying/choose-trail.ts';

const PLACE = { account: '111122223333', region: 'ap-northeast-1' };
const OTHER = '444455556666';

const trail = (parts: Partial<TrailFacts> = {}): TrailFacts => ({
  name: 'main',
  arn: 'arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/main',
  homeRegion: 'ap-northeast-1',
  owner: PLACE.account,
  isMultiRegion: true,
  isOrganization: false,
  bucket: 'main-trail',
  keyArn: undefined,
  logGroup: { name: 'main', account: PLACE.account, region: PLACE.region },
  isLogging: true,
  started: undefined,
  hasReads: true,
  lastFile: undefined,
  fileError: undefined,
  lastLogs: undefined,
  logsError: undefined,
  ...parts,
});
const settings = (parts: Partial<Settings> = {}): Settings => ({ ...DEFAULT_SETTINGS, ...parts });

test.each<[string, Partial<TrailFacts>, Partial<Settings>, RegExp]>([
  ['is off', { isLogging: false }, {}, /not logging/],
  ['records one region', { isMultiRegion: false }, {}, /ap-northeast-1 only/],
  ['has no log group', { logGroup: undefined }, {}, /pipeline logs needs a log group/],
  [
    'has its log group elsewhere',
    { logGroup: { name: 'x', account: PLACE.account, region: 'us-east-1' } },
    { pipelines: ['alarms'] },
    /pipeline alarms needs its log group, which is in us-east-1/,
  ],
  [
    'is the organization’s, in another account',
    { logGroup: { name: 'x', account: OTHER, region: PLACE.region }, isOrganization: true, owner: OTHER },
    {},
    /in account 444455556666/,
  ],
  [
    'has its bucket in another account',
    { owner: OTHER },
    { pipelines: ['s3'] },
    /a trail of account 444455556666, so pipeline s3 needs `bucket: /,
  ],
])('a trail that %s can’t feed them, and it is said why', (_, facts, parts, why) => {
  expect(obstacles(trail(facts), settings(parts), PLACE)).toEqual([expect.stringMatching(why)]);
  expect(() => chooseTrail(settings(parts), [trail(facts)], PLACE)).toThrow(why);
});

test('a bucket that the settings name is taken, with its trail where that is seen', () => {
  const from = { bucket: 'org-files', account: OTHER };
  const named = { ...settings({ pipelines: ['s3'] }), trail: { use: 'existing', ...from } } as const;
  const writer = trail({ name: 'org', bucket: 'org-files', owner: OTHER });
  const stopped = { ...writer, name: 'old', isLogging: false };
  const chosen = (...trails: readonly TrailFacts[]) => chooseTrail(named, trails, PLACE);
  expect(chosen(trail({}))).toMatchObject({ use: 'bucket', from, trail: undefined });
  expect(chosen(stopped, writer)).toMatchObject({ use: 'bucket', from, trail: writer });
  // Its owner was named, so it is no obstacle that it is another account's.
  expect(obstacles(writer, named, PLACE)).toEqual([]);
});

test('what a pipeline doesn’t need is no obstacle', () => {
  const bare = trail({ logGroup: undefined, owner: OTHER, isOrganization: true });
  expect(obstacles(bare, settings({ pipelines: ['events'] }), PLACE)).toEqual([]);
});

test('one’s own comes before the organization’s, one with reads before one without, ours before all', () => {
  const org = trail({ name: 'a-org', isOrganization: true });
  const blind = trail({ name: 'b-blind', hasReads: false });
  const good = trail({ name: 'c-good' });
  const ours = trail({ name: 'login-watch-trail', hasReads: false });
  const chosen = (...trails: readonly TrailFacts[]) => chooseTrail(settings(), trails, PLACE);
  expect(chosen(org, blind, good)).toEqual({ use: 'existing', trail: good });
  expect(chosen(org, blind)).toEqual({ use: 'existing', trail: blind });
  expect(chosen(good, ours)).toEqual({ use: 'existing', trail: ours });
});

test('the trail that the settings name is taken, or missed by name', () => {
  const named = settings({ trail: { use: 'existing', name: 'other' } });
  expect(chooseTrail(named, [trail(), trail({ name: 'other' })], PLACE)).toMatchObject({ trail: { name: 'other' } });
  const missing = () => chooseTrail(named, [trail()], PLACE);
  expect(missing).toThrow('No trail named other records ap-northeast-1');
  expect(missing).toThrow(expect.objectContaining({ hint: expect.stringContaining('Existing trails: main.') }));
});

test('without any trail one can be made', () => {
  expect(() => chooseTrail(settings(), [], PLACE)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('trail: { use: new }') }),
  );
  expect(chooseTrail(settings({ trail: { use: 'new' } }), [], PLACE)).toEqual({ use: 'new' });
});
