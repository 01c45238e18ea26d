/** A call that makes something that lasts, the calls that end it, and the command that would undo it. */
import type { JsonObject } from '../event.ts';
import { listAt, textAt } from '../fields.ts';
import type { Argument } from '../shell.ts';

const MADE_KINDS = [
  'user',
  'access-key',
  'password',
  'role',
  'group',
  'policy',
  'attached-policy',
  'inline-policy',
  'membership',
  'identity-provider',
  'instance-profile',
  'instance',
  'security-group',
  'opened-port',
  'key-pair',
  'snapshot-share',
  'image-share',
  'database-share',
  'bucket',
  'bucket-policy',
  'function',
  'function-permission',
  'function-url',
  'kms-grant',
  'trust-anchor',
  'assignment',
  'trail-off',
] as const;
export type MadeKind = (typeof MADE_KINDS)[number];

/** The fields that name an object: `{ userName: 'backup' }`. */
export type Fields = Readonly<Record<string, string>>;
export type Objects = (record: JsonObject) => readonly Fields[];

export interface Maker {
  /** `iam` for `iam.amazonaws.com`. */
  readonly service: string;
  /** The call, without a version of the API. */
  readonly call: string;
  readonly kind: MadeKind;
  readonly objects: Objects;
  /** The object as it is shown; fields joined. */
  readonly shown: readonly string[];
  /** Calls that end it, if these fields are alike. */
  readonly ended: readonly Ending[];
  readonly undo: (of: Fields) => readonly Argument[];
  /** The service has no regions. */
  readonly isGlobal?: true;
}

export interface Ending {
  readonly call: string;
  readonly by: readonly string[];
  readonly objects: Objects;
}

/** By paths in the record; nothing if one of them holds no text. */
export const fields =
  (paths: Fields): Objects =>
  (record) => {
    const found = Object.entries(paths).map(([name, path]) => [name, textAt(record, path)] as const);
    return found.every(([, value]) => value !== undefined && !value.startsWith('HIDDEN_'))
      ? [Object.fromEntries(found.map(([name, value]) => [name, value ?? '']))]
      : [];
  };

/** One object for each item of a list; `paths` within the item, `more` in the record. */
export const each =
  (list: string, paths: Fields, more: Fields = {}): Objects =>
  (record) =>
    listAt(record, list).flatMap((item) => {
      const inside = Object.entries(paths).map(([name, path]) => [name, textAt(item, path)] as const);
      const beside = Object.entries(more).map(([name, path]) => [name, textAt(record, path)] as const);
      const all = [...inside, ...beside];
      return all.every(([, value]) => value !== undefined)
        ? [Object.fromEntries(all.map(([name, value]) => [name, value ?? '']))]
        : [];
    });

const asked = (...names: readonly string[]): Objects =>
  fields(Object.fromEntries(names.map((name) => [name, `requestParameters.${name}`])));
export const end = (call: string, ...by: readonly string[]): Ending => ({ call, by, objects: asked(...by) });
const options = (of: Fields, names: Readonly<Record<string, string>>): readonly Argument[] =>
  Object.entries(names).map(([option, name]) => [`--${option}`, of[name] ?? ''] as const);

export interface Simple {
  readonly kind: MadeKind;
  readonly names: readonly string[];
  readonly ended: readonly Ending[];
  /** The command's words, and its options by field. */
  readonly undo: readonly [command: string, options: Readonly<Record<string, string>>];
  readonly objects?: Objects;
  readonly isGlobal?: true;
}

export function maker(service: string, call: string, { kind, names, ended, undo, objects, isGlobal }: Simple): Maker {
  const [command, byField] = undo;
  return {
    service,
    call,
    kind,
    objects: objects ?? asked(...names),
    shown: names,
    ended,
    undo: (of) => [...command.split(' '), ...options(of, byField)],
    ...(isGlobal ? { isGlobal } : {}),
  };
}
