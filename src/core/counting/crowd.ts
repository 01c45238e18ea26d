/** A flood of failed sign-ins by many names or from many addresses: one item instead of one for each. */
import type { TrailEvent } from '../event.ts';
import { groupBy } from '../group-by.ts';
import type { Finding, Severity, Words } from '../rule.ts';
import { ja, shown } from '../say.ts';
import { people } from '../several.ts';
import { leadOf } from '../stories/sentence.ts';

/** Items that people still read one by one. */
const MOST_APART = 30;

/** The parts of a digest's item that a crowd is made of. */
interface Item {
  readonly severity: Severity;
  readonly head: Finding;
  readonly findings: readonly Finding[];
  readonly deeds: readonly (readonly Finding[])[];
  readonly event: TrailEvent;
  readonly count: number;
  readonly from: string;
  readonly to: string;
}

/** Joins failed sign-ins of the same kind, in one account, where they are more than people read one by one. */
export function crowded<One extends Item>(items: readonly One[]): readonly One[] {
  return [...groupBy(items, kindOf)].flatMap(([kind, members]) =>
    kind !== OTHER && isCrowd(members) ? [crowdOf(members)] : members,
  );
}

const OTHER = '';

/** `OTHER` for all but one failed sign-in. */
function kindOf({ severity, findings, event, count }: Item): string {
  const isFailure = findings.every((one) => one.event.outcome === 'failure' && one.event.signIn !== undefined);
  if (!isFailure || count !== 1 || findings.some(({ events }) => events.length > 1)) return OTHER;
  return JSON.stringify([severity, findings.map(({ rule }) => rule.id).sort(), event.name, event.account]);
}

const doerOf = ({ event: { actor, origin } }: Item) => JSON.stringify([actor.arn ?? actor.name, origin.text]);

const isCrowd = (members: readonly Item[]): boolean => new Set(members.map(doerOf)).size > MOST_APART;

function crowdOf<One extends Item>(members: readonly One[]): One {
  const sorted = members.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const findings = sorted.flatMap((item) => item.findings);
  const [first] = sorted;
  const lead = leadOf(findings);
  if (!first || !lead) throw new RangeError();
  const { reason: _, ...rest } = lead;
  const head: Finding = { ...rest, message: sentence(sorted.map(({ event }) => event)), tells: sorted.length };
  const all = [head, ...findings.filter(({ id }) => id !== lead.id)];
  return { ...first, head, findings: all, deeds: [all], count: sorted.length, to: sorted.at(-1)?.to ?? first.to };
}

function sentence(events: readonly TrailEvent[]): Words {
  const addresses = [...new Set(events.map(({ origin }) => shown(origin.text)))];
  const [one = '-', ...others] = addresses;
  const isOne = others.length === 0;
  const names = people(events, 'ja');
  return {
    en: `${people(events, 'en')} failed to sign in ${events.length} times from ${isOne ? one : `${addresses.length} addresses`}`,
    ja: isOne
      ? ja`${names}が${one}からサインインに${events.length}回失敗しました`
      : ja`${names}が${addresses.length}個のアドレスからサインインに${events.length}回失敗しました`,
  };
}
