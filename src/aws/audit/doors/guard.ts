/** The sign-in guard: is it on, and whom does it let in? */
import type { Guard, GuardStatement } from '../../../auditing/doors/state.ts';
import type { Json, JsonObject } from '../../../core/event.ts';
import { isObject, listAt, objectAt } from '../../../core/fields.ts';
import { attemptToFind, type Reader } from '../attempt.ts';

/** https://docs.aws.amazon.com/signin/latest/userguide/console-access-control.html: commercial regions only. */
const WITHOUT_GUARD = /^(?:cn|us-gov|us-iso\w*|eu-isoe|eusc)-/;

/** `region`: any one; all of them show the same. */
export async function readGuard(region: string, reader: Reader): Promise<Guard | undefined> {
  if (WITHOUT_GUARD.test(region)) return undefined;
  const client = await reader.aws.signin(region);
  const [isOn, policy] = await Promise.all([
    attemptToFind('signin:GetConsoleAuthorizationConfiguration', region, reader, async () => {
      const answer = await client.call('/get-console-authorization-configuration', reader.signal);
      return answer['consoleAuthorizationEnabled'] === true;
    }),
    attemptToFind('signin:GetResourcePolicy', region, reader, async () => {
      const answer = await client.call('/get-resource-policy', reader.signal);
      return statementsOf(answer);
    }),
  ]);
  return { isOn, policy };
}

/** Members begin with a capital in the API's model, and with a small letter in its reference. */
function statementsOf(answer: JsonObject): readonly GuardStatement[] {
  const policy = objectAt(answer, 'signinResourceBasedPolicy') ?? {};
  const statements = [...listAt(policy, 'Statement'), ...listAt(policy, 'statement')].filter(isObject);
  return statements.map((statement) => {
    const part = (name: string) => statement[name] ?? statement[name.toLowerCase()];
    return {
      effect: String(part('Effect') ?? ''),
      actions: textsIn(part('Action')),
      principals: principalsIn(part('Principal')),
      conditions: conditionsIn(part('Condition')),
    };
  });
}

function textsIn(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

const principalsIn = (value: Json | undefined) =>
  isObject(value) ? Object.values(value).flatMap(textsIn) : textsIn(value);

function conditionsIn(value: Json | undefined): GuardStatement['conditions'] {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => [key, textsIn(values)])),
    ]),
  );
}
