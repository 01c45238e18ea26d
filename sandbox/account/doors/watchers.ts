/** GuardDuty's detectors, instances of Identity Center, the sign-in guard, and telemetry rules. */
import type { JsonObject } from '../../../src/core/event.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { gone, restService } from './rest.ts';
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

  readonly service: Service = restService(
    ({ path }) =>
      /^\/detector(?:\?|$)/.test(path) ? 'ListDetectors' : /^\/detector\/\w/.test(path) ? 'GetDetector' : '',
    ({ path }, region) => {
      const detectors = this.detectorsIn(region);
      const [, id] = /^\/detector\/(\w+)/.exec(path) ?? [];
      if (id === undefined) return { detectorIds: [...detectors.keys()] };
      const status = detectors.get(id);
      if (status === undefined)
        throw new AwsFault(
          'BadRequestException',
          'The request is rejected because the input detectorId is not owned by the current account.',
        );
      return { status, serviceRole: 'arn:aws:iam::111122223333:role/aws-service-role/guardduty', tags: {} };
    },
  );
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

  readonly service: Service = restService(
    ({ path }) =>
      path === '/get-console-authorization-configuration'
        ? 'GetConsoleAuthorizationConfiguration'
        : path === '/get-resource-policy'
          ? 'GetResourcePolicy'
          : '',
    ({ path }) => {
      if (path === '/get-resource-policy') {
        if (this.statements.length === 0) throw gone('No resource policy');
        return { signinResourceBasedPolicy: { Version: '2012-10-17', Statement: this.statements } };
      }
      if (this.isOn === undefined) throw gone('No console authorization configuration');
      return { targetId: this.#world.account, scope: 'ACCOUNT', consoleAuthorizationEnabled: this.isOn };
    },
  );

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
