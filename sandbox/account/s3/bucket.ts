/** A bucket and its objects, with versions if they are on. */
import { createHash, randomUUID } from 'node:crypto';

export interface StoredObject {
  readonly key: string;
  readonly bytes: Buffer;
  /** `null` if versions are off. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly etag: string;
  /** A delete marker: versioned objects are hidden, not deleted. */
  readonly isMarker: boolean;
  /** Content type, encoding, own metadata, checksums: returned with the object. */
  readonly headers: Readonly<Record<string, string>>;
}

export class Bucket {
  readonly name: string;
  /** The account. */
  readonly owner: string;
  readonly region: string;
  readonly created: number;
  /** By sub-resource (`versioning`, `notification`, `policy`): XML or JSON as it was put. */
  readonly configurations = new Map<string, string>();
  /** By key, the newest version last. */
  readonly objects = new Map<string, readonly StoredObject[]>();
  /** The key of the files and its policy (JSON): asked where another account reads. */
  key: { readonly arn: string; readonly policy: string } | undefined;
  readonly onPut: (object: StoredObject) => void;

  constructor(
    { name, owner, region, created }: Pick<Bucket, 'name' | 'owner' | 'region' | 'created'>,
    onPut: (object: StoredObject) => void = () => undefined,
  ) {
    this.name = name;
    this.owner = owner;
    this.region = region;
    this.created = created;
    this.onPut = onPut;
  }

  get versioning(): string {
    return /<Status>(\w+)</.exec(this.configurations.get('versioning') ?? '')?.[1] ?? '';
  }

  get tellsEventBridge(): boolean {
    return this.configurations.get('notification')?.includes('<EventBridgeConfiguration') === true;
  }

  /** Topics that hear of new objects. */
  get topics(): readonly string[] {
    const text = this.configurations.get('notification') ?? '';
    return [...text.matchAll(/<Topic>([^<]+)</g)].map(([, arn = '']) => arn);
  }

  put(key: string, bytes: Buffer, headers: Readonly<Record<string, string>>, at: number): StoredObject {
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    const stored = this.add({ key, bytes, version: this.newVersion(), at, etag, isMarker: false, headers });
    this.onPut(stored);
    return stored;
  }

  /** The marker or the removed version, for S3's answer. Deleting a missing object isn't a fault. */
  delete(key: string, version: string | undefined, at: number): StoredObject | undefined {
    const versions = this.objects.get(key) ?? [];
    if (version === undefined && this.versioning !== '') {
      const marker = {
        key,
        bytes: Buffer.alloc(0),
        version: this.newVersion(),
        at,
        etag: '',
        isMarker: true,
        headers: {},
      };
      return this.add(marker);
    }
    const gone = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
    this.keep(
      key,
      versions.filter((one) => one !== gone),
    );
    return gone;
  }

  get(key: string, version?: string): StoredObject | undefined {
    const versions = this.objects.get(key) ?? [];
    return version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  }

  /** Keys in S3's order: by their bytes. */
  keys(prefix = ''): readonly string[] {
    const found = [...this.objects.keys()].filter((key) => key.startsWith(prefix));
    return found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** The newest version of each key, without hidden ones. */
  current(prefix = ''): readonly StoredObject[] {
    return this.keys(prefix).flatMap((key) => {
      const newest = this.get(key);
      return newest === undefined || newest.isMarker ? [] : [newest];
    });
  }

  add(one: StoredObject): StoredObject {
    const others = (this.objects.get(one.key) ?? []).filter(({ version }) => version !== one.version);
    this.keep(one.key, [...others, one]);
    return one;
  }

  keep(key: string, versions: readonly StoredObject[]): void {
    if (versions.length === 0) this.objects.delete(key);
    else this.objects.set(key, versions);
  }

  newVersion(): string {
    return this.versioning === 'Enabled' ? randomUUID().replaceAll('-', '') : 'null';
  }
}
