/** KMS: keys with their policies. https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html */
import type { JsonObject } from '../../src/core/event.ts';
import { textAt } from '../../src/core/fields.ts';
import { perRegion } from './regions.ts';
import { isAllowedBy, type ServiceCaller, serviceAsks } from './resource-policy.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import type { AccountContext } from './world.ts';

interface Key {
  /** JSON text. */
  readonly policy: string;
  readonly alias: string | undefined;
  readonly manager: 'AWS' | 'CUSTOMER';
  /** `Enabled`, `Disabled`, `PendingDeletion` */
  readonly state: string;
}

export class Kms {
  readonly world: AccountContext;
  readonly service: Service;
  readonly keysIn = perRegion(() => new Map<string, Key>());

  constructor(world: AccountContext) {
    this.world = world;
    this.service = jsonService({
      DescribeKey: (input, region) => {
        const [id, { manager, state }] = this.find(textAt(input, 'KeyId') ?? '', region);
        return { KeyMetadata: { KeyId: id, Arn: this.arnOf(id, region), KeyManager: manager, KeyState: state } };
      },
      GetKeyPolicy: (input, region) => {
        const wanted = textAt(input, 'KeyId') ?? '';
        if (wanted.startsWith('alias/')) throw new AwsFault('InvalidArnException', `Invalid keyId ${wanted}`);
        return { Policy: this.find(wanted, region)[1].policy, PolicyName: 'default' };
      },
      PutKeyPolicy: (input, region) => this.change(input, region, { policy: textAt(input, 'Policy') ?? '' }),
      EnableKey: (input, region) => {
        const { state } = this.find(textAt(input, 'KeyId') ?? '', region)[1];
        if (state === 'PendingDeletion')
          throw new AwsFault('KMSInvalidStateException', `${textAt(input, 'KeyId')} is pending deletion.`);
        return this.change(input, region, { state: 'Enabled' });
      },
      // https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
      CancelKeyDeletion: (input, region) => this.change(input, region, { state: 'Disabled' }),
    });
  }

  /** Returns the ARN. Defaults to an enabled key of the customer's without an alias. */
  create(id: string, policy: JsonObject, more: Partial<Omit<Key, 'policy'>> = {}, region = this.world.home): string {
    const about = { alias: undefined, manager: 'CUSTOMER' as const, state: 'Enabled', ...more };
    this.keysIn(region).set(id, { ...about, policy: JSON.stringify(policy) });
    return this.arnOf(id, region);
  }

  change(input: JsonObject, region: string, changes: Partial<Key>): undefined {
    const wanted = textAt(input, 'KeyId') ?? '';
    if (wanted.startsWith('alias/')) throw new AwsFault('InvalidArnException', `Invalid keyId ${wanted}`);
    const [id, key] = this.find(wanted, region);
    this.keysIn(region).set(id, { ...key, ...changes });
  }

  arnOf(id: string, region: string): string {
    return `arn:aws:kms:${region}:${this.world.account}:key/${id}`;
  }

  /**
   * True if a service may encrypt with the key and decrypt. Keys that AWS manages let no service in.
   * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   */
  opensFor(named: string, region: string, caller: ServiceCaller): boolean {
    const [, key] = [...this.keysIn(region)].find(([id, one]) => isKeyOf(named, id, one)) ?? [];
    if (key === undefined || key.manager === 'AWS' || key.state !== 'Enabled') return false;
    return ['kms:GenerateDataKey', 'kms:Decrypt'].every((action) =>
      isAllowedBy(key.policy, serviceAsks(caller, action, '*')),
    );
  }

  find(named: string, region: string): readonly [string, Key] {
    const found = [...this.keysIn(region)].find(([id, key]) => isKeyOf(named, id, key));
    if (found !== undefined) return found;
    throw new AwsFault('NotFoundException', `Key '${named}' does not exist`);
  }
}

/** `named`: an id, an alias, or the ARN of either. */
function isKeyOf(named: string, id: string, { alias }: Key): boolean {
  const wanted = named.replace(/^arn:aws:kms:[^:]*:\d*:(?:key\/)?/, '');
  return wanted === id || wanted === alias;
}
