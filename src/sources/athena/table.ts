/** A table of a trail's logs in Athena: its columns, and how its partitions lie in the bucket. */
import type { AthenaClient, Column } from '@aws-sdk/client-athena';
import { type Columns, parseGlueType } from '../../selection/athena/columns.ts';
import type { AthenaTable } from '../../selection/athena/query.ts';
import { parseS3, type S3Address } from '../s3/address.ts';

/** Athena's own catalogue, Glue's. */
const CATALOG = 'AwsDataCatalog';

export interface TrailTable extends AthenaTable {
  /** The place of its files. */
  readonly address: S3Address;
  /** Values that a partition column can have, where the table lists them. */
  readonly values: { readonly account?: readonly string[]; readonly region?: readonly string[] };
  /** `2020/01/01`: the table holds nothing before that day. */
  readonly firstDay: string | undefined;
  /** True if it has partitions that somebody has to register, one by one. */
  readonly isByHand: boolean;
}

/** Throws AWS's error; undefined if the table has no place in S3. */
export async function readTable(
  client: AthenaClient,
  { database, name }: Pick<AthenaTable, 'database' | 'name'>,
  signal: AbortSignal,
): Promise<TrailTable | undefined> {
  const { GetTableMetadataCommand } = await import('@aws-sdk/client-athena');
  const command = new GetTableMetadataCommand({ CatalogName: CATALOG, DatabaseName: database, TableName: name });
  const { TableMetadata: table } = await client.send(command, { abortSignal: signal });
  return tableFrom({ database, name }, table?.Columns ?? [], table?.PartitionKeys ?? [], table?.Parameters ?? {});
}

function tableFrom(
  names: Pick<AthenaTable, 'database' | 'name'>,
  columns: readonly Column[],
  keys: readonly Column[],
  parameters: Readonly<Record<string, string>>,
): TrailTable | undefined {
  const template = parameters['storage.location.template'] ?? '';
  const isProjected = parameters['projection.enabled']?.toLowerCase() === 'true' && template !== '';
  const location = parseS3(isProjected ? template : (parameters['location'] ?? ''));
  if (location === undefined) return undefined;
  const { prefix, ...partitions } = isProjected ? partsOf(location.prefix, parameters) : { prefix: location.prefix };
  const listed = (column: string | undefined) =>
    column !== undefined && parameters[`projection.${column}.type`]?.toLowerCase() === 'enum'
      ? parameters[`projection.${column}.values`]?.split(',').map((value) => value.trim())
      : undefined;
  const [accounts, regions] = [listed(partitions.account), listed(partitions.region)];
  const [first = ''] = (parameters[`projection.${partitions.day}.range`] ?? '').split(',');
  return {
    ...names,
    columns: columnsOf(columns),
    partitions,
    address: { bucket: location.bucket, prefix },
    values: {
      ...(accounts === undefined ? {} : { account: accounts }),
      ...(regions === undefined ? {} : { region: regions }),
    },
    firstDay: /^\d{4}\/\d\d\/\d\d$/.test(first.trim()) ? first.trim() : undefined,
    isByHand: !isProjected && keys.length > 0,
  };
}

const columnsOf = (columns: readonly Column[]): Columns =>
  new Map(columns.map(({ Name = '', Type = '' }) => [Name.toLowerCase(), parseGlueType(Type)]));

const PLACEHOLDER = /^\$\{(\w+)\}$/;
const nameIn = (segment = '') => PLACEHOLDER.exec(segment)?.[1]?.toLowerCase();

/** `AWSLogs/${account}/CloudTrail/${region}/${day}`: the part without placeholders, and what each of them is. */
function partsOf(template: string, parameters: Readonly<Record<string, string>>) {
  const segments = template.split('/');
  const begin = segments.findIndex((segment) => segment.includes('${'));
  const trail = segments.findIndex((segment) => segment.toLowerCase() === 'cloudtrail');
  const day = nameIn(segments[trail + 2]);
  const isDay = day !== undefined && parameters[`projection.${day}.format`] === 'yyyy/MM/dd';
  return {
    prefix:
      begin < 0
        ? template
        : segments
            .slice(0, begin)
            .map((segment) => `${segment}/`)
            .join(''),
    ...(trail < 1 ? {} : { account: nameIn(segments[trail - 1]), region: nameIn(segments[trail + 1]) }),
    ...(trail < 1 || !isDay ? {} : { day }),
  };
}
