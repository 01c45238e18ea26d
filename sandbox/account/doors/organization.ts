/** Changes of the organization on which central root access depends. */
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { AwsFault, type JsonActions } from '../service.ts';
import type { Credentials } from './credentials.ts';

/** Names of IAM's errors, which say how far the organization is. */
const [NONE, NOT_ALL, NOT_TRUSTED] = [
  'OrganizationNotFoundException',
  'OrganizationNotInAllFeaturesModeException',
  'ServiceAccessNotEnabledException',
];
const HANDSHAKE = 'h-examplehandshake111';

const isAt = ({ features }: Credentials, error: string) => 'error' in features && features.error === error;

function check(credentials: Credentials): void {
  if (isAt(credentials, NONE))
    throw new AwsFault('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}

export function organizationActions(credentials: Credentials): JsonActions {
  let isAsked = false;
  return {
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAllFeatures.html: nothing changes before the handshake is accepted.
    EnableAllFeatures() {
      check(credentials);
      if (!isAt(credentials, NOT_ALL))
        throw new AwsFault('HandshakeConstraintViolationException', 'The organization has all features already.');
      isAsked = true;
      return { Handshake: { Id: HANDSHAKE, Action: 'ENABLE_ALL_FEATURES', State: 'REQUESTED' } };
    },
    AcceptHandshake(input: JsonObject) {
      if (!isAsked || textAt(input, 'HandshakeId') !== HANDSHAKE)
        throw new AwsFault('HandshakeNotFoundException', 'There is no such handshake.');
      credentials.features = { error: NOT_TRUSTED };
      return { Handshake: { Id: HANDSHAKE, Action: 'ENABLE_ALL_FEATURES', State: 'ACCEPTED' } };
    },
    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html
    EnableAWSServiceAccess(input: JsonObject) {
      check(credentials);
      if (isAt(credentials, NOT_ALL))
        throw new AwsFault('ConstraintViolationException', 'The organization must have all features enabled.');
      const service = textAt(input, 'ServicePrincipal') ?? '';
      if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(service)) throw new AwsFault('InvalidInputException', service);
      if (service === 'iam.amazonaws.com' && isAt(credentials, NOT_TRUSTED)) credentials.features = [];
      return undefined;
    },
  };
}
