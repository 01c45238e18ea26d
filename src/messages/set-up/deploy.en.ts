/** English words of a plan and of deploying it. */
import type { BusyStack, DeployNote, DeployWords } from './deploy.words.ts';

const resources = (count: number) => `${count} resource${count === 1 ? '' : 's'}`;

function note(about: DeployNote): string {
  switch (about.code) {
    case 'no-channel':
      return 'No channel is set up: findings are only kept in the login table’s history, and no alerts are sent.';
    case 'no-mail':
      return 'No one hears if the notifier itself fails: neither health nor an e-mail channel is set up.';
    case 'accounts-unnamed':
      return `${about.why.map(({ en }) => en).join('; ')}, so alerts show accounts by number, unless \`accounts\` in the settings names them.`;
    case 'accounts-not-kept':
      return `${about.why.map(({ en }) => en).join('; ')}, so the notifier learns no names of accounts from AWS; alerts name those under \`accounts\` in the settings.`;
    case 'keys-unread':
      return `${about.why.map(({ en }) => en).join('; ')}, so it isn’t known which key encrypts what the function reads. With a key of your own, allow its role kms:Decrypt on that key.`;
    case 'filters-unread':
      return `${about.why.map(({ en }) => en).join('; ')}, so it isn’t known whether the log group has room for the regular expressions of our filters: it takes five patterns with one. If it has none, the deployment fails and is undone.`;
    case 'secret-key':
      return `${about.parameters.join(', ')}: encrypted with ${about.key}. The function may decrypt with that key, through Parameter Store only.`;
    case 'files-key':
      return `The trail’s files are encrypted with ${about.key}. The function may decrypt with that key, through S3 only.`;
    case 'files-key-alias':
      return `Bucket ${about.bucket} names its key by an alias (${about.key}), to which no permission can be given. Name the key by its ARN in the bucket’s encryption, and deploy again.`;
    case 'key-of-account':
      return `Key ${about.key} belongs to account ${about.owner}, which must allow it too. Add to the key’s policy: ${about.statement}`;
    case 'no-reads':
      return `Trail ${about.trail} records no read events: sign-ins by \`aws login\`, agents that people let in, and role sessions are missing.`;
    case 'health-channel':
      return `Health also goes to ${about.kind}, by a function that shares nothing with the notifier. It doesn’t survive the loss of this account or region, of SNS, SQS, Lambda or CloudWatch there, or of its topic.${about.shared.length === 0 ? '' : ` It uses the same secret as an alert channel (${about.shared.join(', ')}): if that is revoked, both fail.`}`;
    case 'findings-by-events':
      return 'GuardDuty findings and AWS’s sign-in anomalies arrive by pipeline events only.';
    case 'events-without-trail':
      return 'No trail that logs is seen from this account. EventBridge gets CloudTrail’s events only while one does, so pipeline events may bring nothing; pipeline s3 doesn’t need it.';
    case 'regions-unknown':
      return 'AWS refused the list of enabled regions (account:ListRegions), so only regions that every account has get a forwarder.';
    case 'regions-unseen':
      return `Leftover forwarders could not be looked for in ${about.regions.join(', ')}.`;
    case 'second-trail':
      return `Stack ${about.stack} has a trail of its own, which keeps recording and costs money beside ${about.trail}. \`${about.remove}\` deletes it; its bucket and log group stay.`;
    case 'less-exact':
      return `Rule ${about.said.en}.`;
    case 'queues-rest':
      return `The queues were deleted less than a minute ago, and SQS keeps their names for 60 seconds: the notifier’s stack can be created in ${about.seconds} seconds, and \`deploy\` waits until then.`;
    case 'other-notifier':
      return `Notifier ${about.owner} is deployed here, too. If that is an old name of this one, remove it: run \`login-watch destroy\` with \`name: ${about.owner}\` in the settings.`;
  }
}

function busy({ name, region, status, since, request }: BusyStack): string {
  const begun = `${since === undefined ? '' : ` since ${since}`}${request === undefined ? '' : `, request ${request}`}`;
  return `Stack ${name} in ${region} is being changed already (${status}${begun}): waiting until that is done.`;
}

export const deployEn: DeployWords = {
  head: (account, region, caller) => `Account ${account}, region ${region}, as ${caller}`,
  trail: (what) => `Trail: ${what}`,
  newTrail: 'a new one, of all regions, with a log group',
  ownTrail: 'the one that login-watch created, of all regions, with a log group',
  trailBucket: (bucket, account, trail) =>
    `files in bucket ${bucket} of account ${account}${trail === undefined ? '' : ` (trail ${trail})`}`,
  usedTrail: (name, isOrganization) => `${name}, unchanged${isOrganization ? ' (the organization’s)' : ''}`,
  title: {
    others: 'In other regions:',
    unwanted: 'No longer needed, and deleted:',
    merges: 'Additions to existing resources:',
    protect: 'Protected against deletion from now on:',
    unprotect: 'No longer protected against deletion:',
    names: 'Accounts that alerts will name:',
    unplanned: 'Skipped this time:',
    notes: 'Notes:',
    rights: 'Its roles may:',
  },
  stackName: (name) => `Stack ${name}`,
  stack: { create: 'is created:', update: 'is changed:', none: 'is unchanged' },
  columns: ['Resource', 'Type', 'Change'],
  onlyOutputs: 'only outputs or tags change',
  change: { add: 'new', remove: 'deleted', import: 'exists, is taken over' },
  replaced: { yes: 'is replaced, its content is lost', maybe: 'may be replaced', no: '' },
  refersTo: (ids, changed) =>
    `Unchanged, though AWS lists them for their references to ${changed.join(', ')}: ${ids.join(', ')}`,
  right: (role, actions, on) => `${role}: ${actions} on ${on}`,
  unwanted: (stack, region, pipeline) =>
    `stack ${stack} in ${region}: ${pipeline === 'health' ? 'health has no channel' : `pipeline ${pipeline} is off`}`,
  forwarder: {
    create: (regions, count) => `forwarder is created (${resources(count)}) in ${regions}`,
    update: (regions, count) => `forwarder is changed (${resources(count)}) in ${regions}`,
    none: (regions) => `forwarder is unchanged in ${regions}`,
  },
  merge: (bucket) =>
    `Bucket ${bucket} will send its events to EventBridge, too; its other notifications stay unchanged.`,
  stackAt: (stack, regions) => `stack ${stack} in ${regions}`,
  moreNames: (count) => `and ${count} more`,
  note,
  total: (count, minutes) => `In all: ${resources(count)}, about ${minutes} minute${minutes === 1 ? '' : 's'}.`,
  busy,
  leftBehind: (stack, region) =>
    `Stack ${stack} in ${region} was left behind by a failed attempt (ROLLBACK_COMPLETE): deleting it before it is created again.`,
  queuesRest: (stack, seconds) =>
    `The queues of stack ${stack} were deleted less than a minute ago, and SQS keeps their names for 60 seconds: waiting ${seconds} seconds before creating the stack.`,
  queueRests: (stack, seconds) =>
    `A queue of stack ${stack} was deleted less than 60 seconds ago, and SQS keeps its name that long: waiting ${seconds} seconds, then creating the stack again.`,
  noTerminal: {
    message: 'deploy asks before it changes anything, and there is no terminal to ask on',
    hint: 'Review the changes with --plan, then run it with --yes.',
  },
  planning: 'Reading the account and planning',
  noHealth:
    'Warning: no one hears if the notifier itself fails. Add `health: { email: [you@example.com] }` or a second channel to login-watch.yaml.',
  nothingChanges: 'Nothing changes: the deployment matches the settings.',
  nothingChanged: 'Nothing was changed.',
  question: (account) => `Deploy this to account ${account}?`,
  deploying: 'Deploying',
  progress: ({ stack, region, finished, logicalId, status }) =>
    `${stack} in ${region}: ${finished} done, ${logicalId} ${status}`,
  deployed: (region) => `Deployed to ${region}.`,
  ownersTurn: (account) =>
    `No record arrives before account ${account} has done its part (\`login-watch deploy --plan\` prints it). \`login-watch status\` tests as much of it as can be seen from here.`,
  confirmMail:
    'AWS asks each mail address to confirm. Don’t click the link: `login-watch confirm-email` confirms it so that no mail scanner can unsubscribe it.',
  partly: 'Failed:',
  rest: 'Everything else is deployed. The next `login-watch deploy` tries these again.',
};
