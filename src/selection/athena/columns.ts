/** The fields of a record that a table of CloudTrail's logs in Athena keeps, and where. */

export interface Field {
  /** As in the record: `userIdentity.sessionContext.sessionIssuer.arn`. */
  readonly path: string;
  /**
   * `json`: the column holds the field as JSON text, whatever is in it. `truth`: `true` or `false`, as text.
   * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
   */
  readonly kind: 'text' | 'truth' | 'json';
  /** Not in AWS's own table, so that many tables lack it. */
  readonly isExtra?: true;
}

const texts = (...paths: readonly string[]): readonly Field[] => paths.map((path) => ({ path, kind: 'text' }));
const extra = (...paths: readonly string[]): readonly Field[] =>
  paths.map((path) => ({ path, kind: 'text', isExtra: true }));
const within = (parent: string, ...names: readonly string[]) => names.map((name) => `${parent}.${name}`);

const IDENTITY = 'userIdentity';
const SESSION = 'userIdentity.sessionContext';

/** In the order of the columns. Lists (`resources`) and what is not here are not read. */
export const FIELDS: readonly Field[] = [
  ...texts('eventVersion'),
  ...texts(...within(IDENTITY, 'type', 'principalId', 'arn', 'accountId', 'invokedBy', 'accessKeyId', 'userName')),
  ...extra(...within(IDENTITY, 'identityProvider', 'credentialId')),
  ...texts(...within(`${IDENTITY}.onBehalfOf`, 'userId', 'identityStoreArn')),
  ...extra(`${IDENTITY}.onBehalfOf.identityStoreId`),
  ...texts(...within(`${SESSION}.attributes`, 'mfaAuthenticated', 'creationDate')),
  ...texts(...within(`${SESSION}.sessionIssuer`, 'type', 'principalId', 'arn', 'accountId', 'userName')),
  ...texts(...within(SESSION, 'ec2RoleDelivery', 'webIdFederationData.federatedProvider')),
  ...extra(...within(SESSION, 'sourceIdentity', 'assumedRoot', 'signInSessionArn')),
  ...texts('eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent'),
  ...texts('errorCode', 'errorMessage'),
  { path: 'requestParameters', kind: 'json' },
  { path: 'responseElements', kind: 'json' },
  { path: 'additionalEventData', kind: 'json' },
  ...texts('requestID', 'eventID'),
  { path: 'readOnly', kind: 'truth' },
  ...texts('eventType', 'apiVersion', 'recipientAccountId'),
  { path: 'serviceEventDetails', kind: 'json' },
  ...texts('sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId', 'eventCategory'),
  ...texts(...within('addendum', 'reason', 'updatedFields', 'originalRequestID', 'originalEventID')),
  ...texts('sessionCredentialFromConsole'),
  ...texts(...within('tlsDetails', 'tlsVersion', 'cipherSuite', 'clientProvidedHostHeader')),
  { path: 'managementEvent', kind: 'truth', isExtra: true },
];

/** A column's type: `string`, or the members of a struct. Hive knows no capitals. */
export type ColumnType = string | ReadonlyMap<string, ColumnType>;

/** Columns by name. */
export type Columns = ReadonlyMap<string, ColumnType>;

/** Columns for all fields, as `athena setup` makes them. */
export const ALL_COLUMNS: Columns = columnsOf(FIELDS);

function columnsOf(fields: readonly Field[]): Columns {
  const root = new Map<string, ColumnType>();
  for (const { path } of fields) {
    const names = path.toLowerCase().split('.');
    let here = root;
    for (const [index, name] of names.entries()) {
      const known = here.get(name);
      if (index === names.length - 1) here.set(name, 'string');
      else if (known instanceof Map) here = known;
      else {
        const made = new Map<string, ColumnType>();
        here.set(name, made);
        here = made;
      }
    }
  }
  return root;
}

/** `struct<type:string,…>`, as Glue writes it. */
export function glueType(type: ColumnType): string {
  if (typeof type === 'string') return type;
  return `struct<${[...type].map(([name, of]) => `${name}:${glueType(of)}`).join(',')}>`;
}

/** The opposite; types other than structs stay text, with all that is in them. */
export function parseGlueType(text: string): ColumnType {
  const lower = text.replaceAll(/\s/g, '').toLowerCase();
  const body = /^struct<(.*)>$/s.exec(lower)?.[1];
  if (body === undefined) return lower;
  return new Map(
    membersOf(body).map((member) => {
      const colon = member.indexOf(':');
      return [member.slice(0, colon), parseGlueType(member.slice(colon + 1))] as const;
    }),
  );
}

/** The parts between the commas that stand in no brackets. */
function membersOf(text: string): readonly string[] {
  const members: string[] = [''];
  let depth = 0;
  for (const letter of text) {
    if (letter === '<') depth += 1;
    if (letter === '>') depth -= 1;
    if (letter === ',' && depth === 0) members.push('');
    else members[members.length - 1] += letter;
  }
  return members.filter((member) => member !== '');
}

/** Types whose values Athena writes as the text that the record has. */
const SCALARS = new Set(['string', 'varchar', 'boolean', 'int', 'bigint', 'char']);

/** True if the table keeps the field so that it can be read. */
export function isKept(field: Field, columns: Columns): boolean {
  let here: ColumnType | undefined = columns;
  for (const name of field.path.toLowerCase().split('.')) {
    here = here instanceof Map ? here.get(name) : undefined;
  }
  if (typeof here !== 'string') return false;
  return field.kind === 'json' ? here === 'string' || here === 'varchar' : SCALARS.has(here.replace(/\(.*$/, ''));
}
