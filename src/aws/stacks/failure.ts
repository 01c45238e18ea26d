/** Why a stack was not made, changed or deleted: the resource's own reason, what has become of the rest, what to do. */
import { UserError } from '../../core/user-error.ts';
import { sentenceOf, type Target } from './call.ts';
import { failuresAmong } from './events.ts';
import type { ResourceProgress, StackState } from './types.ts';

/** `doing`: `created`, `changed`, `deleted`. */
export function failureOf(
  target: Target,
  doing: string,
  events: readonly ResourceProgress[],
  state: StackState | undefined,
): UserError {
  const { name, region } = target;
  const failures = failuresAmong(events);
  const [first] = failures;
  const why =
    first === undefined
      ? sentenceOf(state?.reason ?? 'CloudFormation tells no reason').replace(/\.$/, '')
      : `${first.logicalId} (${first.type}): ${withoutFullStop(first.reason ?? first.status)}`;
  const others = failures.length > 1 ? ` (and ${namesOf(failures.slice(1))})` : '';
  return new UserError(`Stack ${name} in ${region} could not be ${doing}: ${why}${others}. ${becameOf(state)}`, {
    hint: [repairOf(target, state), hintFor(target, first)].filter((hint) => hint !== undefined).join(' '),
    exit: 3,
  });
}

const namesOf = (failures: readonly ResourceProgress[]) =>
  [...new Set(failures.map(({ logicalId }) => logicalId))].join(', ');
const withoutFullStop = (sentence: string) => sentence.replace(/\.$/, '');

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
const BECAME: Readonly<Record<string, string>> = {
  DELETE_COMPLETE: 'CloudFormation has removed what it had made.',
  ROLLBACK_COMPLETE: 'CloudFormation has removed what it had made.',
  ROLLBACK_FAILED: 'Not all of what it had made could be removed (ROLLBACK_FAILED).',
  UPDATE_ROLLBACK_COMPLETE: 'CloudFormation has put it back to what it was.',
  UPDATE_ROLLBACK_FAILED: 'Putting it back to what it was failed too (UPDATE_ROLLBACK_FAILED).',
};

function becameOf(state: StackState | undefined): string {
  if (state === undefined) return 'The stack is gone.';
  return BECAME[state.status] ?? `It is in ${state.status} now.`;
}

function repairOf(target: Target, state: StackState | undefined): string | undefined {
  return state?.status === 'UPDATE_ROLLBACK_FAILED' ? continueRollback(target) : undefined;
}

/** What to do with a stack that is stuck half-way back. */
export function continueRollback({ name, region }: Pick<Target, 'name' | 'region'>): string {
  return `Mend what the stack's events name, then run \`aws cloudformation continue-update-rollback --stack-name ${name} --region ${region}\` (with --resources-to-skip for what can't be mended) and wait until it is done.`;
}

function hintFor({ command }: Target, failure: ResourceProgress | undefined): string {
  const reason = failure?.reason ?? '';
  const action = /not authorized to perform:? ([\w-]+:\w+)/i.exec(reason)?.[1];
  if (action !== undefined)
    return `Allow ${action}: attach the policy that \`login-watch policy ${command}\` prints, or use a profile that has it; then run the same command again.`;
  if (/not empty/i.test(reason) && failure?.type === 'AWS::S3::Bucket')
    return `Empty the bucket ${failure.physicalId ?? failure.logicalId} (all versions of its objects too) once nothing in it is needed any more, then run the same command again.`;
  if (/already exists/i.test(reason))
    return 'Remove or rename what has that name, or choose another `name` in login-watch.yaml; then run the same command again.';
  return 'Mend what the reason names, then run the same command again.';
}
