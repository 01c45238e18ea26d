/** Conditions of policies, for a call that a principal makes by itself. */
import { type ConditionTest, isNegated, passesWithoutKey, testsOf } from '../../core/access/policy-condition.ts';
import type { JsonObject } from '../../core/event.ts';
import { fitOf } from '../fits.ts';
import type { Answer } from '../lets.ts';
import type { Principal } from './principal.ts';

/** A call, as far as it is known beforehand. */
export interface OwnCall {
  /** `sns:DeleteTopic` */
  readonly action: string;
  /** Forms in which policies may name the resource. */
  readonly resources: readonly string[];
  readonly account: string;
  readonly region: string;
}

export interface Judged {
  readonly answer: Answer;
  /** Keys of conditions that can't be judged. */
  readonly keys: readonly string[];
}

/** A stranger is of another account, whichever that is. Undefined if that decides nothing. */
function ofStranger(test: ConditionTest, { account }: OwnCall, caller: Principal | undefined): Answer | undefined {
  const isOwn = caller === undefined && test.key === 'aws:principalaccount' && test.operator !== 'null';
  if (!isOwn || !test.values.every((value) => value === account)) return undefined;
  return isNegated(test) ? 'yes' : 'no';
}

/** Undefined: the caller or the moment decides. Null: such a call never has the key. */
type Value = string | null | undefined;

/** `caller`: undefined for a stranger, or for anybody. */
export function holdsFor(condition: JsonObject | undefined, call: OwnCall, caller: Principal | undefined): Judged {
  if (condition === undefined) return { answer: 'yes', keys: [] };
  const value = (key: string) => contextValue(key, call, caller);
  const tests = testsOf(condition).map((test) => ({
    test,
    answer: ofStranger(test, call, caller) ?? passes(test, value),
  }));
  if (tests.some(({ answer }) => answer === 'no')) return { answer: 'no', keys: [] };
  const unclear = tests.filter(({ answer }) => answer === 'unclear');
  return unclear.length === 0
    ? { answer: 'yes', keys: [] }
    : { answer: 'unclear', keys: [...new Set(unclear.map(({ test }) => test.key))] };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function contextValue(key: string, { account, region }: OwnCall, caller: Principal | undefined): Value {
  if (NEVER.test(key)) return null;
  switch (key) {
    case 'aws:requestedregion':
      return region;
    case 'aws:resourceaccount':
      return account;
    case 'aws:principalisawsservice':
    case 'aws:viaawsservice':
      return 'false';
    // Every SDK and the console use TLS; whoever has MFA can use it.
    case 'aws:securetransport':
    case 'aws:multifactorauthpresent':
      return 'true';
    default:
      return caller === undefined ? undefined : valueOfCaller(key, account, caller);
  }
}

function valueOfCaller(key: string, account: string, { kind, name, arn, tags }: Principal): Value {
  const isUser = kind === 'user';
  if (key.startsWith('aws:principaltag/')) {
    const wanted = key.slice('aws:principaltag/'.length);
    const tag = [...tags].find(([tagged]) => tagged.toLowerCase() === wanted)?.[1];
    // A role's session may bring tags of its own, which win.
    return isUser ? (tag ?? null) : undefined;
  }
  switch (key) {
    case 'aws:principalarn':
      return arn;
    case 'aws:principalaccount':
    case 'kms:calleraccount':
      return account;
    case 'aws:principaltype':
      return isUser ? 'User' : 'AssumedRole';
    case 'aws:username':
      return isUser ? name : null;
    default:
      return undefined;
  }
}

/** Keys of calls that services make for somebody: a principal's own call has none of them. */
const NEVER =
  /^(?:aws:(?:source(?:arn|account|owner|orgid|orgpaths)|calledvia(?:first|last)?|principalservicename(?:slist)?)|kms:viaservice)$/;

function passes(test: ConditionTest, valueOfKey: (key: string) => Value): Answer {
  const value = valueOfKey(test.key);
  if (value === undefined) return 'unclear';
  if (value === null) return passesWithoutKey(test) ? 'yes' : 'no';
  if (test.operator === 'null') return test.values.includes('false') ? 'yes' : 'no';
  const fits = fitOf(test.operator);
  if (fits === undefined) return 'unclear';
  const wanted = test.values.map((one) => resolved(one, valueOfKey));
  const known = wanted.filter((one) => typeof one === 'string');
  if (known.some((one) => fits(one, value))) return isNegated(test) ? 'no' : 'yes';
  if (wanted.includes(undefined)) return 'unclear';
  return isNegated(test) ? 'yes' : 'no';
}

/**
 * A text with its policy variables filled in. Null if a variable has no value, so that nothing matches; undefined if it
 * can't be known. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function resolved(text: string, valueOfKey: (key: string) => Value): Value {
  if (!text.includes('${')) return text;
  let found: Value = text;
  for (const [variable, key = ''] of text.matchAll(/\$\{([^}]*)\}/g)) {
    const value = /^[*?$]$/.test(key) ? key : valueOfKey(key.toLowerCase());
    if (value === null) return null;
    if (value === undefined || typeof found !== 'string') found = undefined;
    else found = found.replace(variable, () => value);
  }
  return found;
}
