/**
 * CloudTrail: trails and their status, and the event history.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html
 */
import type { Json, JsonObject } from '../../src/core/event.ts';
import { booleanAt, listAt, textAt, valueAt } from '../../src/core/fields.ts';
import { type LookupStatistics, lookupEvents, type TrailOptions } from '../../src/demo/cloudtrail.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import { trailChanges } from './trail-changes.ts';
import type { AccountContext } from './world.ts';

export interface Trail {
  readonly about: JsonObject;
  readonly arn: string;
  readonly region: string;
  readonly status: JsonObject;
  readonly selectors: JsonObject;
}

/** AWS's answer for a trail with defaults only. */
const EMPTY_TRAIL: JsonObject = {
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: false,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: false,
  HasCustomEventSelectors: false,
  HasInsightSelectors: false,
};
const DEFAULT_SELECTORS: JsonObject = {
  EventSelectors: [
    { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
  ],
};

interface About {
  /** Fields of GetTrailStatus; times in seconds since the epoch. */
  readonly status?: JsonObject;
  /** Fields of GetEventSelectors. */
  readonly selectors?: JsonObject;
  readonly region?: string;
  /** The management account, for an organization's trail. */
  readonly owner?: string;
}

export class Trails {
  readonly world: AccountContext;
  readonly service: Service;
  readonly statistics: LookupStatistics;
  /** CloudTrail's event history; records of now may be added. */
  readonly history: JsonObject[];
  trails: readonly Trail[] = [];
  /** Why a trail can't write to a bucket, in the words of `LatestDeliveryError`; empty if it can. */
  readonly bucketFor: (bucket: string, trail: string) => string;
  /** By region: DER of the keys that sign digest files, by fingerprint. */
  readonly publicKeys = new Map<string, ReadonlyMap<string, Buffer>>();

  constructor(world: AccountContext, history: TrailOptions, bucketFor: Trails['bucketFor'] = () => '') {
    this.world = world;
    this.bucketFor = bucketFor;
    // The given array itself: who made the account may add to it, too.
    this.history = history.records as JsonObject[];
    const lookup = lookupEvents(history);
    this.statistics = lookup.statistics;
    const json = jsonService({
      DescribeTrails: (input, region) => ({ trailList: this.seen(input, region).map(({ about }) => about) }),
      GetTrailStatus: (input, region) => this.find(textAt(input, 'Name') ?? '', region).status,
      StartLogging: (input, region) => this.turn(textAt(input, 'Name') ?? '', this.logging(), region),
      StopLogging: (input, region) => this.turn(textAt(input, 'Name') ?? '', { IsLogging: false }, region),
      ListPublicKeys: (_, region) => ({
        PublicKeyList: [...(this.publicKeys.get(region) ?? [])].map(([Fingerprint, value]) => ({
          Fingerprint,
          Value: value.toString('base64'),
        })),
      }),
      ...trailChanges(this),
      GetEventSelectors: (input, region) => {
        const { arn, selectors } = this.find(textAt(input, 'TrailName') ?? '', region);
        return { TrailARN: arn, ...selectors };
      },
    });
    this.service = {
      ...json,
      answer(asked, region) {
        const action = json.actionOf(asked);
        if (action !== 'LookupEvents') return json.answer(asked, region);
        return lookup.answer({ region, action, input: json.inputOf(asked) });
      },
    };
  }

  /**
   * Adds a trail in AWS's terms: `{ Name, S3BucketName, IsMultiRegionTrail, CloudWatchLogsLogGroupArn, … }`. Returns
   * its ARN.
   */
  add(trail: JsonObject, options: About = {}): string {
    const { status, selectors = DEFAULT_SELECTORS, region = this.world.home, owner } = options;
    const arn = this.arnOf(textAt(trail, 'Name') ?? '', region, owner);
    const about = { ...EMPTY_TRAIL, ...trail, HomeRegion: region, TrailARN: arn };
    this.trails = [...this.trails, { about, arn, region, status: { IsLogging: true, ...status }, selectors }];
    return arn;
  }

  /** Adds to GetTrailStatus from now on: `{ IsLogging: false }`. Times in seconds since the epoch. */
  turn(named: string, status: JsonObject, region = this.world.home): undefined {
    const { arn } = this.find(named, region);
    const turned = (trail: Trail) => ({ ...trail, status: { ...trail.status, ...status } });
    this.trails = this.trails.map((trail) => (trail.arn === arn ? turned(trail) : trail));
  }

  /** Replaces a trail's settings, selectors or status. */
  replace(arn: string, changes: Partial<Trail>): void {
    this.trails = this.trails.map((trail) => (trail.arn === arn ? { ...trail, ...changes } : trail));
  }

  logging(): JsonObject {
    return { IsLogging: true, StartLoggingTime: this.world.now() / 1_000 };
  }

  remove(arn: string): void {
    this.trails = this.trails.filter((trail) => trail.arn !== arn);
  }

  arnOf(name: string, region: string, owner = this.world.account): string {
    return `arn:aws:cloudtrail:${region}:${owner}:trail/${name}`;
  }

  /** By name in its home region only, by ARN from everywhere. */
  find(named: string, region: string): Trail {
    const wanted = named.startsWith('arn:') ? named : this.arnOf(named, region);
    const found = this.trails.find(({ arn }) => arn === wanted);
    if (found !== undefined) return found;
    throw new AwsFault('TrailNotFoundException', `Unknown trail: ${wanted} for the user: ${this.world.account}`);
  }

  /** A trail of all regions is seen from each of them, as its shadow. */
  seen(input: JsonObject, region: string): readonly Trail[] {
    const named = listAt(input, 'trailNameList').map((name) =>
      String(name).startsWith('arn:') ? String(name) : this.arnOf(String(name), region),
    );
    if (named.length > 0) return this.trails.filter(({ arn }) => named.includes(arn));
    const hasShadows = booleanAt(input, 'includeShadowTrails') !== false;
    return this.trails.filter(
      ({ about, region: home }) => home === region || (hasShadows && about['IsMultiRegionTrail'] === true),
    );
  }
}

/**
 * True if the trail's event selectors take the record.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function isSelected({ selectors }: Trail, record: JsonObject): boolean {
  const isRead = booleanAt(record, 'readOnly') === true;
  const isBasic = listAt(selectors, 'EventSelectors').some((selector) => {
    const kind = textAt(selector, 'ReadWriteType') ?? 'All';
    const left = listAt(selector, 'ExcludeManagementEventSources');
    return (
      booleanAt(selector, 'IncludeManagementEvents') !== false &&
      (kind === 'All' || isRead === (kind === 'ReadOnly')) &&
      !left.includes(textAt(record, 'eventSource') ?? '')
    );
  });
  return isBasic || listAt(selectors, 'AdvancedEventSelectors').some((one) => isInAdvanced(one, record));
}

/** Records of management events may lack them. */
const DEFAULT_FIELDS: Readonly<Record<string, string>> = { eventCategory: 'Management', readOnly: 'false' };

const isInAdvanced = (selector: Json, record: JsonObject): boolean =>
  listAt(selector, 'FieldSelectors').every((field) => {
    const name = textAt(field, 'Field') ?? '';
    const value = String(valueAt(record, name) ?? DEFAULT_FIELDS[name] ?? '');
    const has = (key: string, fits: (wanted: string) => boolean) => listAt(field, key).some((one) => fits(String(one)));
    const isGiven = (key: string) => listAt(field, key).length > 0;
    return (
      (!isGiven('Equals') || has('Equals', (one) => one === value)) &&
      (!isGiven('StartsWith') || has('StartsWith', (one) => value.startsWith(one))) &&
      (!isGiven('EndsWith') || has('EndsWith', (one) => value.endsWith(one))) &&
      !has('NotEquals', (one) => one === value) &&
      !has('NotStartsWith', (one) => value.startsWith(one)) &&
      !has('NotEndsWith', (one) => value.endsWith(one))
    );
  });
