/** KMS: keys with their policies. https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html */
import type { JsonObject } from '../../src/core/event.ts';
import { textAt } from '../../src/core/fields.ts';
import { perRegion } from './regions.ts';
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
    });
  }

  /** Returns the ARN. Defaults to an enabled key of the customer's without an alias. */
  create(id: string, policy: JsonObject, more: Partial<Omit<Key, 'policy'>> = {}, region = this.world.home): string {
    const about = { alias: undefined, manager: 'CUSTOMER' as const, state: 'Enabled', ...more };
    this.keysIn(region).set(id, { ...about, policy: JSON.stringify(policy) });
    return this.arnOf(id, region);
  }

  arnOf(id: string, region: string): string {
    return `arn:aws:kms:${region}:${this.world.account}:key/${id}`;
  }

  find(named: string, region: string): readonly [string, Key] {
    const id = named.replace(/^arn:aws:kms:[^:]*:\d*:(?:key\/)?/, '');
    const found = [...this.keysIn(region)].find(([key, { alias }]) => key === id || alias === id);
    if (found !== undefined) return found;
    throw new AwsFault('NotFoundException', `Key '${named}' does not exist`);
  }
}
