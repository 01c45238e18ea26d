/** The resources that alerts pass today, and the record of each call against them. */
import type { JsonObject } from '../../core/event.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { samplesIn } from '../deeds/index.ts';
import { follow, type Ground, patterns } from '../follow.ts';
import { distinctLinks, type Link } from '../link.ts';
import type { Snapshot } from '../snapshot.ts';
import { deedsAgainst, type SilencingDeed } from './deeds.ts';

export interface Passed {
  /** Those of this account, on the ways of all deeds that somebody is alerted to. */
  readonly links: readonly Link[];
  /** Where other ways end. */
  readonly breaks: readonly Break[];
}

/** The verdicts follow what the simulations have followed before: thousands of records in a large account. */
const known = new WeakMap<Snapshot['regions'], { readonly own: Ground['own']; readonly passed: Passed }>();

export function linksOnWays(ground: Ground): Passed {
  const found = known.get(ground.snapshot.regions);
  if (found !== undefined && found.own === ground.own) return found.passed;
  const passed = followAll(ground);
  known.set(ground.snapshot.regions, { own: ground.own, passed });
  return passed;
}

function followAll(ground: Ground): Passed {
  const { snapshot } = ground;
  const followed = samplesIn(snapshot.account, [...snapshot.regions.keys()], snapshot.names).map(({ record, region }) =>
    follow(record, region, ground),
  );
  const links = distinctLinks(followed.flatMap(({ ways }) => ways.flatMap((way) => way.links)));
  return {
    links: links.filter(({ arn }) => arn.split(':')[4] === snapshot.account),
    breaks: followed.flatMap(({ breaks }) => breaks),
  };
}

/** The calls against a resource of the account. */
export function deedsOn(link: Link, { regions }: Snapshot): readonly SilencingDeed[] {
  const alarms = regions.get(link.region)?.alarms;
  const isComposite =
    alarms?.kind === 'read' && alarms.value.some(({ arn, kind }) => arn === link.arn && kind === 'composite');
  return deedsAgainst(link, isComposite);
}

/** Sample records of all calls against resources of the account that an alert may pass. */
export function silencingRecords(snapshot: Snapshot): readonly JsonObject[] {
  const { links } = linksOnWays({ snapshot, known: patterns(), own: undefined });
  const { account } = snapshot;
  return links.flatMap((link) =>
    deedsOn(link, snapshot).map(({ sample }) => sample.record({ account, region: link.region })),
  );
}
