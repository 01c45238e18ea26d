/** Calls that make two further ways for an alert to whoever silences others: each hears of the other's end. */
import { arnIn } from '../../core/arn.ts';
import type { Ground } from '../follow.ts';
import { type Link, linkOf } from '../link.ts';
import { deedsOn, linksOnWays } from '../silence/links.ts';
import { patternFor } from '../silence/pattern.ts';
import { newTopic, receiversIn, subscribe } from './people.ts';
import type { AwsCall } from './remedy.ts';

const RULES = ['login-watch-guard-1', 'login-watch-guard-2'] as const;
const TOPIC = 'login-watch-guard';

/** In each region an EventBridge rule to the topic that reaches the most people, and one to a topic of its own. */
export const guardsIn = (regions: readonly string[], ground: Ground): readonly AwsCall[] =>
  [...new Set(regions)].flatMap((region) => guardIn(region, ground));

/** Every check of a region prints the same. By our notifier and region. */
const known = new WeakMap<Ground['snapshot']['regions'], Map<string, readonly AwsCall[]>>();

function guardIn(region: string, ground: Ground): readonly AwsCall[] {
  const { regions } = ground.snapshot;
  const all = known.get(regions) ?? new Map<string, readonly AwsCall[]>();
  known.set(regions, all);
  const key = `${ground.own?.name} ${region}`;
  const found = all.get(key) ?? makeGuard(region, ground);
  all.set(key, found);
  return found;
}

function makeGuard(region: string, ground: Ground): readonly AwsCall[] {
  const { snapshot } = ground;
  const place = { account: snapshot.account, region };
  const own = arnIn(place, 'sns', TOPIC);
  const others = new Map([...snapshot.topics].filter(([arn]) => arn !== own));
  const people = receiversIn(region, 'events.amazonaws.com', { ...snapshot, topics: others });
  const topics = [people.topic, own] as const;
  const made = [
    ...RULES.map((name) => linkOf('rule', arnIn(place, 'events', `rule/${name}`), name)),
    ...topics.map((arn) => linkOf('topic', arn)),
  ];
  const pattern = patternOn([...linksOnWays(ground).links.filter((link) => link.region === region), ...made], ground);
  const rules = RULES.flatMap((Name, at): readonly AwsCall[] => [
    ['events', 'put-rule', region, { Name, EventPattern: pattern, State: 'ENABLED' }],
    ['events', 'put-targets', region, { Rule: Name, Targets: [{ Id: 'people', Arn: topics[at] ?? '' }] }],
  ]);
  return [...people.calls, ...newTopic(TOPIC, region, ['events.amazonaws.com'], snapshot), subscribe(own), ...rules];
}

const patternOn = (links: readonly Link[], { snapshot }: Ground): string =>
  patternFor(links.flatMap((link) => deedsOn(link, snapshot).map((deed) => [link, deed] as const)));
