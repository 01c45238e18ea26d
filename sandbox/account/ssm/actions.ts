/** Parameter Store's actions. */
import type { JsonObject } from '../../../src/core/event.ts';
import { booleanAt, isObject, listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import { AwsFault, type JsonActions } from '../service.ts';
import type { Ssm, Version } from './ssm.ts';

export function ssmActions(ssm: Ssm): JsonActions {
  return {
    PutParameter: (input, region) => ssm.putAsked(input, region),
    GetParameter: (input, region) => ({
      Parameter: ssm.describe(textAt(input, 'Name') ?? '', region, booleanAt(input, 'WithDecryption') === true),
    }),
    GetParameters: (input, region) => getAll(ssm, input, region),
    DeleteParameter(input, region) {
      ssm.delete(textAt(input, 'Name') ?? '', region);
      return undefined;
    },
    DescribeParameters: (input, region) => list(ssm, input, region),
  };
}

function getAll(ssm: Ssm, input: JsonObject, region: string): object {
  const Parameters: JsonObject[] = [];
  const InvalidParameters: string[] = [];
  for (const name of listAt(input, 'Names').map(String)) {
    try {
      Parameters.push(ssm.describe(name, region, booleanAt(input, 'WithDecryption') === true));
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      InvalidParameters.push(name);
    }
  }
  return { Parameters, InvalidParameters };
}

function list(ssm: Ssm, input: JsonObject, region: string): object {
  const filters = listAt(input, 'ParameterFilters').filter(isObject);
  const found = [...ssm.parametersIn(region)]
    .filter(([name, versions]) => filters.every((filter) => passes(filter, name, versions)))
    .map(([name, versions]) => row(name, versions));
  const { items, next } = pageOf(found, numberAt(input, 'MaxResults') ?? 50, textAt(input, 'NextToken'), filters);
  return { Parameters: items, NextToken: next };
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
function passes(filter: JsonObject, name: string, versions: readonly Version[]): boolean {
  const values = listAt(filter, 'Values').map(String);
  const [key, option] = [textAt(filter, 'Key'), textAt(filter, 'Option') ?? 'Equals'];
  if (key === 'Type') return values.includes(versions.at(-1)?.type ?? '');
  if (key === 'Path') return values.some((path) => name.startsWith(path.endsWith('/') ? path : `${path}/`));
  if (option === 'BeginsWith') return values.some((value) => name.startsWith(value));
  if (option === 'Contains') return values.some((value) => name.includes(value));
  return values.includes(name);
}

function row(name: string, versions: readonly Version[]): JsonObject {
  const last = versions.at(-1);
  if (last === undefined) return {};
  return {
    Name: name,
    Type: last.type,
    Version: versions.length,
    Tier: last.tier,
    LastModifiedDate: last.at / 1_000,
    ...(last.key === undefined ? {} : { KeyId: last.key }),
    ...(last.description === undefined ? {} : { Description: last.description }),
  };
}
