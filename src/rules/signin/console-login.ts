/** Shared parts of the rules about console sign-ins. */
import type { TrailEvent } from '../../core/event.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
export const SIGN_IN_EVENTS =
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html';

/** Not by `eventType`: it is spelled in two ways, and very old records say `AwsApiCall`. */
export const CONSOLE_LOGIN = { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin'] };

export function signedIn(event: TrailEvent): boolean {
  return event.outcome === 'success';
}
