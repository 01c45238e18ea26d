/** SSM Parameter Store: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
import type { JsonObject } from '../../../src/core/event.ts';
import { booleanAt, textAt } from '../../../src/core/fields.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { ssmActions } from './actions.ts';
import { checkParameter } from './check.ts';

export interface Version {
  readonly value: string;
  readonly type: string;
  readonly description: string | undefined;
  readonly key: string | undefined;
  readonly tier: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export class Ssm {
  readonly world: AccountContext;
  readonly service: Service;
  /** By name, the newest version last. */
  readonly parametersIn = perRegion(() => new Map<string, readonly Version[]>());

  constructor(world: AccountContext) {
    this.world = world;
    this.service = jsonService(ssmActions(this));
  }

  /** Puts a SecureString, over an existing one. */
  put(name: string, value: string, region = this.world.home): void {
    this.putAsked({ Name: name, Value: value, Type: 'SecureString', Overwrite: true }, region);
  }

  /** The plain value of the newest version. */
  get(name: string, region = this.world.home): string | undefined {
    return this.parametersIn(region).get(name)?.at(-1)?.value;
  }

  names(region = this.world.home): readonly string[] {
    return [...this.parametersIn(region).keys()];
  }

  putAsked(input: JsonObject, region: string): object {
    const name = nameOf(textAt(input, 'Name') ?? '');
    const versions = this.parametersIn(region).get(name) ?? [];
    const before = versions.at(-1);
    const type = textAt(input, 'Type') ?? before?.type ?? '';
    const tier = textAt(input, 'Tier') ?? 'Standard';
    const value = textAt(input, 'Value') ?? '';
    checkParameter({ name, value, type, tier });
    if (before !== undefined && booleanAt(input, 'Overwrite') !== true)
      throw new AwsFault('ParameterAlreadyExists', 'The parameter already exists. To overwrite it, set Overwrite.');
    const key = type === 'SecureString' ? (textAt(input, 'KeyId') ?? 'alias/aws/ssm') : undefined;
    const description = textAt(input, 'Description') ?? before?.description;
    const version = { value, type, description, key, tier, at: this.world.now() };
    this.parametersIn(region).set(name, [...versions, version]);
    return { Version: versions.length + 1, Tier: tier };
  }

  /** `name`, `name:version` or an ARN. */
  describe(asked: string, region: string, isDecrypted: boolean): JsonObject {
    const [name = '', wanted] = nameOf(asked).split(':');
    const versions = this.parametersIn(region).get(name);
    if (versions === undefined) throw new AwsFault('ParameterNotFound');
    const number = wanted === undefined ? versions.length : Number(wanted);
    const version = versions[number - 1];
    if (version === undefined)
      throw new AwsFault('ParameterVersionNotFound', `Systems Manager could not find version ${wanted} of ${name}.`);
    const isHidden = version.type === 'SecureString' && !isDecrypted;
    return {
      Name: name,
      Type: version.type,
      Value: isHidden ? Buffer.from(`sealed ${name} ${number}`).toString('base64') : version.value,
      Version: number,
      LastModifiedDate: version.at / 1_000,
      ARN: `arn:aws:ssm:${region}:${this.world.account}:parameter/${name.replace(/^\//, '')}`,
      DataType: 'text',
    };
  }

  delete(asked: string, region: string): void {
    if (!this.parametersIn(region).delete(nameOf(asked))) throw new AwsFault('ParameterNotFound');
  }
}

/** The name in an ARN, or the name itself. */
const nameOf = (name: string) => name.replace(/^arn:aws:ssm:[^:]+:\d+:parameter/, '');
