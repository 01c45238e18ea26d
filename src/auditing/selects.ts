/** The selectors of trails and telemetry rules, asked whether they take a record. */
import type { JsonObject } from '../core/event.ts';
import { booleanAt, textAt } from '../core/fields.ts';

/** The selectors of a trail or a telemetry rule; a record is in the trail if one of them takes it. */
export interface Selection {
  readonly basic: readonly BasicSelector[];
  readonly advanced: readonly (readonly FieldSelector[])[];
  /** The same in AWS's terms. */
  readonly selectors: { readonly basic: readonly JsonObject[]; readonly advanced: readonly JsonObject[] };
}

export interface BasicSelector {
  readonly hasManagement: boolean;
  readonly kind: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly excluded: readonly string[];
}

/** All that are given must hold. Empty lists are absent. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly endsWith: readonly string[];
  readonly notEquals: readonly string[];
  readonly notStartsWith: readonly string[];
  readonly notEndsWith: readonly string[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
export function selects({ basic, advanced }: Selection, record: JsonObject): boolean {
  return (
    basic.some((selector) => takes(selector, record)) ||
    advanced.some((fields) => fields.every((field) => fits(field, record)))
  );
}

function takes({ hasManagement, kind, excluded }: BasicSelector, record: JsonObject): boolean {
  const isRead = booleanAt(record, 'readOnly') === true;
  const isKind = kind === 'All' || (kind === 'ReadOnly') === isRead;
  return hasManagement && isKind && !excluded.includes(textAt(record, 'eventSource') ?? '');
}

function fits(selector: FieldSelector, record: JsonObject): boolean {
  const { field, equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith } = selector;
  const value = fieldOf(record, field);
  const any = (list: readonly string[], test: (one: string) => boolean) => list.length === 0 || list.some(test);
  return (
    any(equals, (one) => value === one) &&
    any(startsWith, (one) => value.startsWith(one)) &&
    any(endsWith, (one) => value.endsWith(one)) &&
    !notEquals.includes(value) &&
    !notStartsWith.some((one) => value.startsWith(one)) &&
    !notEndsWith.some((one) => value.endsWith(one))
  );
}

/** `readOnly` is text in selectors; records of management events may lack their category. */
function fieldOf(record: JsonObject, path: string): string {
  if (path === 'readOnly') return String(booleanAt(record, path) ?? false);
  if (path === 'eventCategory') return textAt(record, path) ?? 'Management';
  return textAt(record, path) ?? '';
}
