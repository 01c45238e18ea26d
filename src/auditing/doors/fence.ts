/**
 * The networks that a sign-in guard lets in, by its policy:
 * https://docs.aws.amazon.com/signin/latest/userguide/reference-signin-condition-keys.html.
 */
import { distinct } from '../../core/lists.ts';
import { sharedBlocks } from '../../core/network.ts';
import type { GuardFacts } from '../../messages/audit/doors/doors.words.ts';
import type { GuardStatement } from './state.ts';

export type Fence =
  /** No statement denies anything. */
  | { readonly kind: 'none' }
  /** `condition`: the one that isn't known here. */
  | { readonly kind: 'unclear'; readonly condition: string }
  /** That phase of a sign-in isn't restricted; the facts are those of the other. */
  | ({ readonly kind: 'half'; readonly open: 'before' | 'after' } & GuardFacts)
  | ({ readonly kind: 'whole' } & GuardFacts);

/** Actions of the phase before a person has authenticated, and of the one after. */
const PHASES = {
  before: ['signin:Authenticate'],
  after: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
} as const;

export function fenceOf(statements: readonly GuardStatement[], account: string): Fence {
  const denying = statements.filter(({ effect }) => effect === 'Deny').map((one) => readStatement(one, account));
  const unclear = denying.find(({ unknown }) => unknown !== undefined)?.unknown;
  if (unclear !== undefined) return { kind: 'unclear', condition: unclear };
  const fences = denying.filter(({ isForPublic }) => isForPublic);
  if (fences.length === 0) return { kind: 'none' };
  const [before, after] = [allowedIn(fences, 'before'), allowedIn(fences, 'after')];
  const others = {
    excluded: distinct(fences.flatMap(({ excluded }) => excluded)),
    vpcs: distinct(fences.flatMap(({ vpcs }) => vpcs)),
  };
  if (before !== undefined && after !== undefined)
    return { kind: 'whole', networks: sharedBlocks(before, after), ...others };
  const networks = before ?? after;
  if (networks === undefined) return { kind: 'none' };
  return { kind: 'half', open: before === undefined ? 'before' : 'after', networks, ...others };
}

/** A statement that denies: everybody but these is kept out. */
interface Denial {
  readonly actions: readonly string[];
  readonly networks: readonly string[];
  readonly excluded: readonly string[];
  readonly vpcs: readonly string[];
  /** False if it is only about requests through a VPC endpoint. */
  readonly isForPublic: boolean;
  readonly unknown: string | undefined;
}

function readStatement({ actions, principals, conditions }: GuardStatement, account: string): Denial {
  const read = { networks: [] as string[], excluded: [] as string[], vpcs: [] as string[] };
  let isForPublic = true;
  let unknown = principals.includes('*') ? undefined : `Principal ${principals.join(', ')}`;
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      const meaning = meaningOf(operator.replace(/IfExists$/, ''), key.toLowerCase());
      if (meaning === 'vpc-only') isForPublic = false;
      else if (meaning === 'own-account' && values.includes(account)) continue;
      else if (meaning === 'networks' || meaning === 'excluded' || meaning === 'vpcs') read[meaning].push(...values);
      else if (meaning !== 'region') unknown ??= `${operator} ${key}`;
    }
  }
  // A region alone narrows the statement, which then isn't about every sign-in.
  const hasRegion = Object.values(conditions).some((keys) => Object.keys(keys).some((key) => REGION.test(key)));
  if (hasRegion && isForPublic && read.vpcs.length === 0) unknown ??= 'aws:RequestedRegion';
  return { actions, ...read, isForPublic, unknown };
}

const REGION = /^aws:RequestedRegion$/i;

/** A negated operator holds too where the key is absent, as the VPC is from a public request. */
function meaningOf(operator: string, key: string) {
  const isNegated = /^(?:StringNot|NotIpAddress|ArnNot)/.test(operator);
  switch (key) {
    case 'aws:sourceip':
      return operator === 'NotIpAddress' ? 'networks' : undefined;
    case 'signin:principalarn':
    case 'aws:principalarn':
      return isNegated ? 'excluded' : undefined;
    case 'aws:sourcevpc':
    case 'aws:sourcevpce':
      return isNegated ? 'vpcs' : 'vpc-only';
    case 'aws:vpcsourceip':
      return isNegated ? 'region' : 'vpc-only';
    case 'aws:requestedregion':
      return isNegated ? 'region' : undefined;
    case 'aws:resourceaccount':
      return operator === 'StringEquals' ? 'own-account' : undefined;
    default:
      return undefined;
  }
}

/** Networks that every statement of a phase lets in; undefined if one of its actions is open. */
function allowedIn(fences: readonly Denial[], phase: keyof typeof PHASES): readonly string[] | undefined {
  const lists = PHASES[phase].map((action) =>
    fences.filter(({ actions }) => actions.some((one) => holds(one, action))),
  );
  if (lists.some((list) => list.length === 0)) return undefined;
  return lists
    .flat()
    .map(({ networks }) => networks)
    .reduce(sharedBlocks);
}

/** Actions know no upper and lower case. */
const holds = (pattern: string, action: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(action);
