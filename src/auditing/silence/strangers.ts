/** Callers from outside the account whom a resource's own policy lets silence it. */
import type { Judged, OwnCall } from './conditions.ts';
import { applies, both, concernsAction, either, type ResourcePolicy, without } from './may.ts';

/** By ARN or account number; `*` for anybody. */
export type Strangers = ReadonlyMap<string, Judged>;

export function strangersIn(call: OwnCall, policy: ResourcePolicy | undefined): Strangers {
  const concerned = (policy?.statements ?? []).filter((one) => concernsAction(one, call.action));
  const denials = concerned.filter(({ denies }) => denies);
  const found = new Map<string, Judged>();
  for (const statement of concerned.filter(({ allows }) => allows)) {
    const callers = statement.isForAllBut ? ['*'] : statement.principals.filter(isCaller).map(({ value }) => value);
    for (const caller of callers.filter((one) => !isOwn(one, call.account))) {
      const denied = denials
        .filter(
          ({ principals, isForAllBut }) =>
            isForAllBut || principals.some(({ value }) => value === '*' || value === caller),
        )
        .map((one) => applies(one, call, undefined));
      const judged = both(applies(statement, call, undefined), without(either(denied)));
      const all = either([found.get(caller) ?? { answer: 'no', keys: [] }, judged]);
      if (all.answer !== 'no') found.set(caller, all);
    }
  }
  return found;
}

/** Services act as they are told; a `*` without a type is everybody. */
const isCaller = ({ type }: { readonly type: string | undefined }) => type === undefined || type === 'AWS';

/** Users and roles of the account are judged with their own policies. */
const isOwn = (caller: string, account: string) => caller === account || caller.split(':')[4] === account;
