/** GuardDuty's detectors, instances of Identity Center, the sign-in guard, and telemetry rules. */
import type { JsonObject } from '../../../src/core/event.ts';
import type { HttpRequest } from '../../../src/demo/http.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { bodyOf, gone, restService } from './rest.ts';
import { ObservabilityAdmin } from './telemetry.ts';

/** By the names in the signature. */
export interface Watchers {
  readonly guardduty: GuardDuty;
  /** Identity Center. */
  readonly sso: IdentityCenters;
  readonly signin: SignInGuard;
  readonly observabilityadmin: ObservabilityAdmin;
}

export const watchers = (world: AccountContext): Watchers => ({
  guardduty: new GuardDuty(),
  sso: new IdentityCenters(),
  signin: new SignInGuard(world),
  observabilityadmin: new ObservabilityAdmin(),
});

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
class GuardDuty {
  /** `ENABLED` or `DISABLED`, by id; a region has one at most. */
  readonly detectorsIn = perRegion(() => new Map<string, 'ENABLED' | 'DISABLED'>());

  readonly service: Service = restService([
    [
      'ListDetectors',
      /^GET \/detector(?:\?|$)/,
      (_, region) => ({ detectorIds: [...this.detectorsIn(region).keys()] }),
    ],
    [
      'GetDetector',
      /^GET \/detector\/\w/,
      ({ path }, region) => {
        const status = this.detectorsIn(region).get(this.#idIn(path, region));
        return { status, serviceRole: 'arn:aws:iam::111122223333:role/aws-service-role/guardduty', tags: {} };
      },
    ],
    ['CreateDetector', /^POST \/detector$/, (asked, region) => this.#create(asked, region)],
    [
      'UpdateDetector',
      /^POST \/detector\/\w+$/,
      (asked, region) => {
        const id = this.#idIn(asked.path, region);
        const { enable } = bodyOf(asked);
        if (typeof enable === 'boolean') this.detectorsIn(region).set(id, enable ? 'ENABLED' : 'DISABLED');
        return {};
      },
    ],
  ]);

  #idIn(path: string, region: string): string {
    const id = /^\/detector\/(\w+)/.exec(path)?.[1] ?? '';
    if (this.detectorsIn(region).has(id)) return id;
    throw new AwsFault(
      'BadRequestException',
      'The request is rejected because the input detectorId is not owned by the current account.',
    );
  }

  /** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html: `enable` is required. */
  #create(asked: HttpRequest, region: string) {
    const { enable } = bodyOf(asked);
    const detectors = this.detectorsIn(region);
    if (typeof enable !== 'boolean') throw new AwsFault('BadRequestException', 'The parameter enable is missing.');
    if (detectors.size > 0)
      throw new AwsFault(
        'BadRequestException',
        'The request is rejected because a detector already exists for the current account.',
      );
    detectors.set('d1', enable ? 'ENABLED' : 'DISABLED');
    return { detectorId: 'd1' };
  }
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html */
class IdentityCenters {
  readonly instancesIn = perRegion(() => [] as JsonObject[]);
  readonly service: Service = jsonService({
    ListInstances: (_, region) => ({ Instances: this.instancesIn(region) }),
  });
}

/** https://docs.aws.amazon.com/signin/latest/APIReference/API_Operations_AWS_Sign-In_Control_Plane.html */
class SignInGuard {
  readonly #world: AccountContext;
  /** Console authorization; undefined: never put. */
  isOn: boolean | undefined;
  readonly statements: JsonObject[] = [];

  constructor(world: AccountContext) {
    this.#world = world;
  }

  /** https://docs.aws.amazon.com/signin/latest/APIReference/API_PutResourcePermissionStatement.html and its neighbours. */
  readonly service: Service = restService([
    [
      'GetConsoleAuthorizationConfiguration',
      /^POST \/get-console-authorization-configuration$/,
      () => {
        if (this.isOn === undefined) throw gone('No console authorization configuration');
        return this.#configuration(this.isOn);
      },
    ],
    [
      'GetResourcePolicy',
      /^POST \/get-resource-policy$/,
      () => {
        if (this.statements.length === 0) throw gone('No resource policy');
        return { signinResourceBasedPolicy: { Version: '2012-10-17', Statement: this.statements } };
      },
    ],
    [
      'PutConsoleAuthorizationConfiguration',
      /^POST \/put-console-authorization-configuration$/,
      () => {
        this.isOn = true;
        return this.#configuration(true);
      },
    ],
    [
      'PutResourcePermissionStatement',
      /^POST \/put-resource-permission-statement$/,
      (asked) => {
        const { sourceIp, excludedPrincipal } = bodyOf(asked);
        if (typeof sourceIp !== 'string') throw new AwsFault('ValidationException', 'The sandbox asks for sourceIp');
        this.put([sourceIp], typeof excludedPrincipal === 'string' ? excludedPrincipal : undefined);
        return { statementId: `statement-${this.statements.length}` };
      },
    ],
  ]);

  #configuration(consoleAuthorizationEnabled: boolean) {
    return { targetId: this.#world.account, scope: 'ACCOUNT', consoleAuthorizationEnabled };
  }

  /** As PutResourcePermissionStatement: a statement for each phase of a sign-in. */
  put(networks: readonly string[], excluded?: string): void {
    const statement = (actions: readonly string[], key: string): JsonObject => ({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: [...actions],
      Resource: '*',
      Condition: {
        ...(excluded === undefined ? {} : { ArnNotEquals: { [key]: excluded } }),
        NotIpAddress: { 'aws:SourceIp': [...networks] },
        StringEquals: { 'aws:ResourceAccount': this.#world.account },
      },
    });
    this.statements.push(
      statement(['signin:Authenticate'], 'signin:PrincipalArn'),
      statement(['signin:CreateOAuth2Token', 'signin:AuthorizeOAuth2Access'], 'aws:PrincipalArn'),
    );
  }
}
