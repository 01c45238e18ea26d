/** Sentences of `session`, in English. */
import type { NoSession } from '../../core/session/keys.ts';
import { counted } from '../units.ts';
import type { SessionWords } from './session.words.ts';

const calls = (count: number) => counted(count, 'call');

const NO_EN: Readonly<Record<NoSession, string>> = {
  'not-a-record': "it isn't a CloudTrail record",
  'aws-service': 'an AWS service did it by itself',
  'failed-sign-in': 'the sign-in failed, so nobody got in',
  'other-account': 'the caller is of another account, whose records have its key',
  anonymous: 'the request had no credentials',
  'no-key': 'the record has no access key and no time of creation, and no session stands near it',
};

export const SESSION_EN: SessionWords = {
  noEvent: (id, records) => ({
    message: `No event ${id} among ${counted(records, 'record')}.`,
    hint: 'Check the id, or look further: --since 7d, other --regions, or the files of a trail. The event history keeps 90 days.',
  }),
  severalEvents: (text, ids) => ({
    message: `${text} names several events: ${ids.join(', ')}.`,
    hint: 'Name one of them by its whole id.',
  }),
  notInRest: (none, reason) => `${none} Not looked at: ${reason}`,
  noPerson: (name, records) => ({
    message: `No session of ${name} among ${counted(records, 'record')}.`,
    hint: 'Write the name as the records have it (* matches any characters), or look further with --since 7d.',
  }),
  noSignIn: (records) => ({
    message: `No successful sign-in among ${counted(records, 'record')}.`,
    hint: 'Look further with --since 7d, or name an event, an access key or a user.',
  }),
  noSession: (id, why) => ({
    message: `Event ${id} belongs to no session: ${NO_EN[why]}.`,
    hint: 'Name another event, an access key or a user.',
  }),
  noRecords: {
    message: 'There are no CloudTrail records to look at.',
    hint: 'Name the files of a trail, or check --since and --regions.',
  },
  askLong: (minutes) =>
    minutes === undefined
      ? 'Reading this session from the event history takes more than two minutes. Go on?'
      : `Reading this session from the event history takes about ${minutes} minutes. Go on?`,
  tooLong: {
    message: 'Reading this session from the event history would take more than two minutes.',
    hint: 'Add --yes to read it all the same, or ask for less with --since, --until or --regions.',
  },
  stopHead: (account) => `To stop it now, in account ${account} (check first; nothing was run):`,
  stop: {
    'key-inactive': (of) => `access key ${of} inactive`,
    'password-off': (of) => `no console password for user ${of}`,
    'user-sessions-denied': (of) => `deny the sessions that user ${of} has open`,
    'role-sessions-denied': (of) => `deny all sessions that role ${of} has open, of others too`,
    'assignment-removed': (of) =>
      `remove the assignment of ${of}, then end the active sessions of this person in IAM Identity Center`,
    'oauth-revoked': (of) => `revoke the sign-in session ${of} and its tokens`,
    root: (of) =>
      `root of account ${of} cannot be denied from inside: change its password, delete its access keys, or attach an SCP`,
    'service-linked': (of) => `role ${of} belongs to an AWS service and cannot be denied`,
  },
  byHand: ', by hand: no command can be printed for it',
  noStops: 'There is no command that would stop it.',
  session: (who, place, when) => `Session of ${who}${place === '' ? '' : ` from ${place}`}, ${when}`,
  kind: {
    console: 'console',
    key: 'access key',
    temporary: 'temporary credentials',
    portal: 'IAM Identity Center',
  },
  signedIn: (mfa, failures) => {
    const how = mfa === 'used' ? ' with MFA' : mfa === 'not-used' ? ' without MFA' : '';
    return `signed in${how}${failures === 0 ? '' : ` after ${counted(failures, 'failed sign-in')}`}`;
  },
  noSignInSeen: 'no sign-in in these records',
  sums: (all, sessions, failed) =>
    `${calls(all)} in ${counted(sessions, 'session')}${failed === 0 ? '' : `, ${failed} failed for other reasons than being denied`}`,
  asked: (id) => `asked for by ${id}`,
  read: (count, services, list) =>
    `Looked around: ${counted(count, 'read')} in ${counted(services, 'service')} (${list})`,
  readNothing: 'Looked around: no reads',
  changed: 'Changed:',
  changedNothing: 'Changed: nothing',
  tried: 'Tried, and failed:',
  times: (count) => ` (×${count})`,
  alike: (count) => ` (and ${count} more like it)`,
  moreChanges: (count) => `and ${count} more: --format json has all`,
  denied: (count, first, when) => `Was denied ${counted(count, 'call')}; first ${first} at ${when}`,
  deniedNothing: 'Was denied nothing',
  became: 'Became:',
  became1: (role, account, count) => `${role} in account ${account}: ${calls(count)}`,
  becameUnseen: (role) => `${role}: none of its calls are in these records`,
  lives: (count, made) =>
    `Still exists, ${count} of ${counted(made, 'thing')} that it made (undo in this order; nothing was run):`,
  livesNothing: (made) =>
    made === 0
      ? 'Made no user, key, role, policy, opening, share or other thing that is followed'
      : `Nothing still exists of ${counted(made, 'thing')} that it made`,
  unfollowed: (names, more) =>
    `Not followed, so it may still exist: what ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`} made`,
  made: {
    user: 'user',
    'access-key': 'access key',
    password: 'console password of user',
    role: 'role',
    group: 'group',
    policy: 'policy',
    'attached-policy': 'attached policy',
    'inline-policy': 'inline policy',
    membership: 'membership',
    'identity-provider': 'identity provider',
    'instance-profile': 'instance profile',
    instance: 'instance',
    'security-group': 'security group',
    'opened-port': 'security group rule',
    'key-pair': 'key pair',
    'snapshot-share': 'shared snapshot',
    'image-share': 'shared image',
    'database-share': 'shared database snapshot',
    bucket: 'bucket',
    'bucket-policy': 'policy of bucket',
    function: 'function',
    'function-permission': 'permission of function',
    'function-url': 'URL of function',
    'kms-grant': 'KMS grant',
    'trust-anchor': 'trust anchor',
    assignment: 'assignment',
    'trail-off': 'trail that is switched off',
  },
  usedSince: (count) => `, used for ${calls(count)} since`,
  others: (count, ids, more) =>
    `${counted(count, 'other session')} besides: ${ids.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
  notFollowed: (account) => `account ${account}: its records weren't read, so what was done there isn't known`,
};
