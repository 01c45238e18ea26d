/** Reading IAM policy documents as they stand in records. */
import type { Json, JsonObject } from '../core/event.ts';
import { isObject, valueAt } from '../core/fields.ts';

/** The statements of a policy document: an object, JSON in a string, or that URL-encoded (IAM answers so). */
export function statementsOf(document: Json | undefined): readonly JsonObject[] {
  const policy = typeof document === 'string' ? parse(document) : document;
  return manyOf(valueAt(policy, 'Statement')).filter(isObject);
}

function parse(text: string): Json | undefined {
  for (const candidate of [text, decode(text)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Not JSON this way; what is none in either way holds no statement.
    }
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `"*"` and `["*"]` mean the same everywhere in a policy. */
function manyOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Does the document allow everything on everything, with no condition that narrows it? */
export function isAdminDocument(document: Json | undefined): boolean {
  return statementsOf(document).some(
    (statement) =>
      statement['Effect'] === 'Allow' &&
      manyOf(statement['Action']).some((action) => typeof action === 'string' && /^\*+(:\*+)?$/.test(action)) &&
      manyOf(statement['Resource']).some((resource) => typeof resource === 'string' && /^\*+$/.test(resource)) &&
      !isNarrowed(statement),
  );
}

/** A policy of AWS's own that gives everything, in any partition. */
export function isAdminPolicyArn(arn: string | undefined): boolean {
  return arn !== undefined && /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(arn);
}

/** Conditions that hold for anybody who likes: they narrow nothing. */
const EMPTY_KEYS = ['aws:securetransport', 'aws:useragent', 'aws:referer', 'aws:currenttime', 'aws:epochtime'];
const EMPTY_VALUES = ['*', '0.0.0.0/0', '::/0'];

/** Has the statement a condition that not everybody meets? */
function isNarrowed(statement: JsonObject): boolean {
  const condition = valueAt(statement, 'Condition');
  if (!isObject(condition)) return false;
  return Object.values(condition).some(
    (tests) =>
      isObject(tests) &&
      Object.entries(tests).some(
        ([key, values]) =>
          !EMPTY_KEYS.includes(key.toLowerCase()) &&
          !manyOf(values).some((value) => typeof value === 'string' && EMPTY_VALUES.includes(value)),
      ),
  );
}
