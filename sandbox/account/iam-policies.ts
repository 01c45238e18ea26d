/**
 * IAM's evaluation of a whole request, every key of which is known: identity policies, boundary and Organizations.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import type { Json, JsonObject } from '../../src/core/event.ts';
import { isObject } from '../../src/core/fields.ts';

export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  /** Values by key; keys in any case. */
  readonly context: Readonly<Record<string, string>>;
}

export interface Policies {
  readonly identity: readonly JsonObject[];
  readonly boundary?: JsonObject | undefined;
  /** All must allow it. */
  readonly organization: readonly JsonObject[];
}

export type PolicyDecision = 'allowed' | 'explicitDeny' | 'implicitDeny';

export function decide({ identity, boundary, organization }: Policies, asked: PolicyRequest): PolicyDecision {
  const layers = [identity, ...(boundary === undefined ? [] : [[boundary]]), ...organization.map((one) => [one])];
  const effects = layers.map((documents) =>
    documents.flatMap((one) =>
      statementsIn(one)
        .filter((each) => isFor(each, asked))
        .map(({ Effect }) => Effect),
    ),
  );
  if (effects.some((layer) => layer.includes('Deny'))) return 'explicitDeny';
  return effects.every((layer) => layer.includes('Allow')) ? 'allowed' : 'implicitDeny';
}

/** Keys of conditions and variables that the request lacks, as a simulation lists them. */
export function missingKeys({ identity, boundary, organization }: Policies, asked: PolicyRequest): readonly string[] {
  const all = [...identity, ...(boundary === undefined ? [] : [boundary]), ...organization];
  const keys = all
    .flatMap(statementsIn)
    .flatMap(({ Condition }) =>
      Object.values(isObject(Condition) ? Condition : {}).flatMap((one) => Object.keys(isObject(one) ? one : {})),
    );
  return [...new Set(keys)].filter((key) => valueIn(asked, key) === undefined);
}

const list = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const statementsIn = ({ Statement }: JsonObject): readonly JsonObject[] => list(Statement).filter(isObject);

const valueIn = ({ context }: PolicyRequest, key: string): string | undefined =>
  Object.entries(context).find(([known]) => known.toLowerCase() === key.toLowerCase())?.[1];

function isFor(statement: JsonObject, asked: PolicyRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const isAction = (value: Json | undefined) => list(value).some((one) => fits(String(one), asked.action, 'i'));
  const isResource = (value: Json | undefined) =>
    list(value).some((one) => {
      const text = filled(String(one), asked);
      return text !== undefined && fits(text, asked.resource);
    });
  return (
    (NotAction === undefined ? isAction(Action) : !isAction(NotAction)) &&
    (NotResource === undefined ? Resource === undefined || isResource(Resource) : !isResource(NotResource)) &&
    Object.entries(isObject(Condition) ? Condition : {}).every(([operator, keys]) =>
      Object.entries(isObject(keys) ? keys : {}).every(([key, wanted]) => passes(operator, key, list(wanted), asked)),
    )
  );
}

function fits(pattern: string, text: string, flags = ''): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

/** Undefined where a variable has no value. */
function filled(text: string, asked: PolicyRequest): string | undefined {
  const keys = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, key = '']) => key);
  if (keys.some((key) => valueIn(asked, key) === undefined)) return undefined;
  return text.replace(/\$\{([^}]*)\}/g, (_, key: string) => valueIn(asked, key) ?? '');
}

function passes(operator: string, key: string, wanted: readonly Json[], asked: PolicyRequest): boolean {
  const name = operator
    .replace(/^For(?:All|Any)Values?:/i, '')
    .replace(/IfExists$/i, '')
    .toLowerCase();
  const value = valueIn(asked, key);
  if (name === 'null') return wanted.map(String).includes(String(value === undefined));
  const isNegated = name.includes('not');
  if (value === undefined) {
    if (/IfExists$/i.test(operator) || /^ForAll/i.test(operator)) return true;
    return isNegated && !/^ForAny/i.test(operator);
  }
  const some = wanted.some((one) => {
    const text = filled(String(one), asked);
    if (text === undefined) return false;
    if (/like$|^arn/.test(name)) return fits(text, value);
    return name === 'stringequals' || name === 'stringnotequals'
      ? text === value
      : text.toLowerCase() === value.toLowerCase();
  });
  return some !== isNegated;
}
