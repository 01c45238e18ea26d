/** IAM's users and the root user, with their passwords, MFA devices and access keys, and what IAM reports of them. */
import type { JsonObject } from '../../../src/core/event.ts';
import { numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import { AwsFault, type QueryActions } from '../service.ts';
import type { AccountContext } from '../world.ts';

/** Times in milliseconds since the epoch. */
export interface KeyState {
  readonly isActive: boolean;
  readonly rotated: number;
  readonly used?: number;
}

export interface UserState {
  readonly created: number;
  /** Absent: no password. */
  readonly password?: { readonly changed: number; readonly used?: number };
  /** Serial numbers. */
  readonly devices: readonly string[];
  readonly keys: readonly KeyState[];
}

export interface RootState {
  hasPassword: boolean;
  passwordUsed: number | undefined;
  devices: readonly string[];
  keys: readonly KeyState[];
  certificates: number;
}

/** Features of central root access, or the error that AWS answers with. */
export type RootFeatures = readonly string[] | { readonly error: string };

/** The id of a user's first or second key. */
export const keyIdOf = (user: string, place: number): string =>
  `AKIA${Buffer.from(`${place}${user}`).toString('hex').toUpperCase().padEnd(16, '0').slice(0, 16)}`;

export class Credentials {
  readonly #world: AccountContext;
  readonly users = new Map<string, UserState>();
  /** As AWS makes an account. */
  root: RootState = { hasPassword: true, passwordUsed: undefined, devices: [], keys: [], certificates: 0 };
  passwordPolicy: Readonly<Record<string, string | number | boolean>> | undefined;
  features: RootFeatures = { error: 'OrganizationNotFoundException' };
  /** Requests until a new report is ready. */
  reportTakes = 1;
  /** Rows of the report as text, in the place of those of the users. */
  rows: readonly string[] | undefined;
  #report: { readonly text: string; readonly made: number } | undefined;
  #asked = 0;

  constructor(world: AccountContext) {
    this.#world = world;
  }

  actions(): QueryActions {
    return {
      GenerateCredentialReport: () => this.#generate(),
      GetCredentialReport: () => this.#get(),
      GetAccountSummary: () => ({ SummaryMap: this.#summary() }),
      ListVirtualMFADevices: (input) => this.#virtualDevices(input),
      ListMFADevices: (input) => this.#devices(textAt(input, 'UserName') ?? ''),
      GetAccountPasswordPolicy: () => ({ PasswordPolicy: this.#policy() }),
      ListOrganizationsFeatures: () => this.#features(),
      ListAccessKeys: (input) => this.#keys(textAt(input, 'UserName') ?? ''),
      GetAccessKeyLastUsed: (input) => this.#lastUsed(textAt(input, 'AccessKeyId') ?? ''),
      GetLoginProfile: (input) => this.#loginProfile(textAt(input, 'UserName') ?? ''),
    };
  }

  /** A serial number for a virtual device, as IAM makes them. */
  virtual(name: string): string {
    return `arn:aws:iam::${this.#world.account}:mfa/${name}`;
  }

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateCredentialReport.html: anew after four hours. */
  #generate() {
    const now = this.#world.now();
    if (this.#report !== undefined && now - this.#report.made < 4 * 3_600_000) return { State: 'COMPLETE' };
    this.#asked += 1;
    if (this.#asked <= this.reportTakes) return { State: this.#asked === 1 ? 'STARTED' : 'INPROGRESS' };
    this.#asked = 0;
    this.makeReport();
    return { State: 'COMPLETE' };
  }

  /** As it is now; it lasts for four hours. */
  makeReport(): void {
    this.#report = { text: this.#csv(), made: this.#world.now() };
  }

  #get() {
    if (this.#report === undefined) throw new AwsFault('ReportNotPresent', 'No report', { status: 410 });
    return {
      Content: Buffer.from(this.#report.text).toString('base64'),
      ReportFormat: 'text/csv',
      GeneratedTime: new Date(this.#report.made).toISOString(),
    };
  }

  #summary(): ReadonlyMap<string, string> {
    const { hasPassword, devices, keys, certificates } = this.root;
    const counts = {
      Users: this.users.size,
      AccountMFAEnabled: Number(devices.length > 0),
      AccountAccessKeysPresent: Number(keys.length > 0),
      AccountPasswordPresent: Number(hasPassword),
      AccountSigningCertificatesPresent: Number(certificates > 0),
    };
    return new Map(Object.entries(counts).map(([key, value]) => [key, String(value)]));
  }

  #virtualDevices(input: JsonObject) {
    const { account } = this.#world;
    const all = [
      ...this.root.devices.map((serial) => ({
        serial,
        user: { Arn: `arn:aws:iam::${account}:root`, UserId: account },
      })),
      ...[...this.users].flatMap(([name, { devices }]) =>
        devices.map((serial) => ({ serial, user: { Arn: this.#arn(name), UserId: 'AIDAEXAMPLE', UserName: name } })),
      ),
    ].filter(({ serial }) => /:mfa\//.test(serial));
    const found = all.map(({ serial, user }) => ({
      SerialNumber: serial,
      User: user,
      EnableDate: '2026-01-01T00:00:00Z',
    }));
    const size = numberAt(input, 'MaxItems') ?? 100;
    const { items, next } = pageOf(found, size, textAt(input, 'Marker'), ['ListVirtualMFADevices']);
    return { VirtualMFADevices: [...items], IsTruncated: next !== undefined, ...(next ? { Marker: next } : {}) };
  }

  #devices(name: string) {
    const MFADevices = this.userNamed(name).devices.map((SerialNumber) => ({
      UserName: name,
      SerialNumber,
      EnableDate: '2026-01-01T00:00:00Z',
    }));
    return { MFADevices, IsTruncated: false };
  }

  userNamed(name: string): UserState {
    const user = this.users.get(name);
    if (user !== undefined) return user;
    throw new AwsFault('NoSuchEntity', `The user with name ${name} cannot be found.`, { status: 404 });
  }

  #keys(name: string) {
    const AccessKeyMetadata = this.userNamed(name).keys.map(({ isActive, rotated }, place) => ({
      UserName: name,
      AccessKeyId: keyIdOf(name, place),
      Status: isActive ? 'Active' : 'Inactive',
      CreateDate: new Date(rotated).toISOString(),
    }));
    return { AccessKeyMetadata, IsTruncated: false };
  }

  /** A key that was never used has no date: https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html */
  #lastUsed(id: string) {
    const found = [...this.users].flatMap(([name, { keys }]) =>
      keys.flatMap((key, place) => (keyIdOf(name, place) === id ? [{ name, key }] : [])),
    )[0];
    if (found === undefined)
      throw new AwsFault('NoSuchEntity', `The Access Key with id ${id} cannot be found.`, { status: 404 });
    const { used } = found.key;
    const AccessKeyLastUsed =
      used === undefined
        ? { Region: 'N/A', ServiceName: 'N/A' }
        : { LastUsedDate: new Date(used).toISOString(), Region: 'us-east-1', ServiceName: 's3' };
    return { UserName: found.name, AccessKeyLastUsed };
  }

  #loginProfile(name: string) {
    const { password, created } = this.userNamed(name);
    if (password === undefined)
      throw new AwsFault('NoSuchEntity', `Login Profile for User ${name} cannot be found.`, { status: 404 });
    return { LoginProfile: { UserName: name, CreateDate: new Date(created).toISOString() } };
  }

  #policy(): Readonly<Record<string, string | number | boolean>> {
    if (this.passwordPolicy === undefined)
      throw new AwsFault('NoSuchEntity', 'The Password Policy with domain name cannot be found.', { status: 404 });
    return { ...this.passwordPolicy };
  }

  #features() {
    const { features } = this;
    if ('error' in features) throw new AwsFault(features.error, 'No root access to show');
    return { OrganizationId: 'o-exampleorgid', EnabledFeatures: [...features] };
  }

  #arn(name: string): string {
    return `arn:aws:iam::${this.#world.account}:user/${name}`;
  }

  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
  #csv(): string {
    const { hasPassword, passwordUsed, devices, keys } = this.root;
    const root = [
      ...['<root_account>', `arn:aws:iam::${this.#world.account}:root`, time(Date.UTC(2020, 0, 1))],
      ...[String(hasPassword), time(passwordUsed, 'no_information'), 'not_supported', 'not_supported'],
      ...[String(devices.length > 0), ...keyCells(keys), ...CERTIFICATES],
    ];
    const rows = [...this.users].map(([name, user]) => this.#row(name, user));
    return [COLUMNS, root.join(','), ...(this.rows ?? rows)].join('\n');
  }

  #row(name: string, { created, password, devices, keys }: UserState): string {
    return [
      ...[quote(name), quote(this.#arn(name)), time(created), String(password !== undefined)],
      password === undefined ? 'N/A' : time(password.used, 'no_information'),
      ...[time(password?.changed), 'N/A', String(devices.length > 0), ...keyCells(keys), ...CERTIFICATES],
    ].join(',');
  }
}

const quote = (text: string) => (text.includes(',') ? `"${text}"` : text);
const CERTIFICATES = ['false', 'N/A', 'false', 'N/A'];
const KEY_COLUMNS = ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'];
const COLUMNS = [
  ...['user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed'],
  ...['password_next_rotation', 'mfa_active'],
  ...[1, 2].flatMap((number) => KEY_COLUMNS.map((column) => `access_key_${number}_${column}`)),
  ...['cert_1_active', 'cert_1_last_rotated', 'cert_2_active', 'cert_2_last_rotated'],
].join(',');

const time = (epoch: number | undefined, none = 'N/A'): string =>
  epoch === undefined ? none : new Date(epoch).toISOString().replace(/\.\d+Z$/, '+00:00');

const keyCells = (keys: readonly KeyState[]): readonly string[] =>
  [0, 1].flatMap((place) => {
    const key = keys[place];
    if (key === undefined) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
    const service = key.used === undefined ? ['N/A', 'N/A'] : ['us-east-1', 's3'];
    return [String(key.isActive), time(key.rotated), time(key.used), ...service];
  });
