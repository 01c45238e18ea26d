/** English words of a plan and of deploying it. */
import type { BusyStack, DeployNote, DeployWords } from './deploy.words.ts';

const resources = (count: number) => `${count} resource${count === 1 ? '' : 's'}`;

function note(about: DeployNote): string {
  switch (about.code) {
    case 'no-channel':
      return 'no channel is set up: findings are kept in the login table’s history, and nobody is told';
    case 'no-mail':
      return 'no e-mail channel is set up, so nobody is told if the notifier itself is unwell';
    case 'no-reads':
      return `trail ${about.trail} has no read events: sign-ins by \`aws login\` and role sessions are not in it`;
    case 'findings-by-events':
      return 'GuardDuty findings and AWS’s sign-in anomalies come by pipeline events only';
    case 'regions-unknown':
      return 'AWS did not tell which regions are enabled (account:ListRegions), so only those that every account has get a forwarder';
    case 'regions-unseen':
      return `whether a forwarder is left can’t be told in ${about.regions.join(', ')}`;
    case 'second-trail':
      return `stack ${about.stack} has a trail of its own, which goes on and costs money beside ${about.trail}; it goes with \`${about.remove}\`, and its bucket and log group stay`;
    case 'other-notifier':
      return `notifier ${about.owner} is deployed here, too; if it is this one’s old name, remove it: \`login-watch destroy\` with \`name: ${about.owner}\` in the settings`;
  }
}

function busy({ name, region, status, since, request }: BusyStack): string {
  const begun = `${since === undefined ? '' : ` since ${since}`}${request === undefined ? '' : `, request ${request}`}`;
  return `Stack ${name} in ${region} is being worked on already (${status}${begun}): waiting until that is done.`;
}

export const deployEn: DeployWords = {
  head: (account, region, caller) => `Account ${account}, region ${region}, as ${caller}`,
  trail: (what) => `Trail: ${what}`,
  newTrail: 'a new one is made, of all regions, with a log group',
  ownTrail: 'its own, of all regions, with a log group',
  usedTrail: (name, isOrganization) => `${name} is used as it is${isOrganization ? ' (the organization’s)' : ''}`,
  title: {
    others: 'In other regions:',
    unwanted: 'Needed no more, and deleted:',
    merges: 'What exists already and is added to:',
    unplanned: 'Left out this time:',
    notes: 'Good to know:',
    rights: 'Its roles may:',
  },
  stackName: (name) => `Stack ${name}`,
  stack: { create: 'is made:', update: 'changes:', none: 'stays as it is' },
  columns: ['Resource', 'Type', 'What changes'],
  onlyOutputs: 'only its outputs or tags change',
  change: { add: 'new', remove: 'goes', import: 'exists, and is taken over' },
  replaced: { yes: 'is made anew, what it held is lost', maybe: 'may be made anew', no: '' },
  right: (role, actions, on) => `${role}: ${actions} on ${on}`,
  unwanted: (stack, region, pipeline) => `stack ${stack} in ${region}: pipeline ${pipeline} is off`,
  forwarder: {
    create: (regions, count) => `forwarder is made (${resources(count)}) in ${regions}`,
    update: (regions, count) => `forwarder changes (${resources(count)}) in ${regions}`,
    none: (regions) => `forwarder stays as it is in ${regions}`,
  },
  merge: (bucket) =>
    `bucket ${bucket} will tell EventBridge of its objects too; what else listens to it stays as it is`,
  note,
  total: (count, minutes) => `In all: ${resources(count)}, about ${minutes} minute${minutes === 1 ? '' : 's'}.`,
  busy,
  leftBehind: (stack, region) =>
    `Stack ${stack} in ${region} is what an earlier attempt left behind (ROLLBACK_COMPLETE): deleting it, to create it anew.`,
  nobody: 'deploy asks before it changes anything, and there is nobody to ask',
  nobodyHint: 'Look with --plan, then run it with --yes.',
  planning: 'Looking at what is there, and planning',
  nothingChanges: 'Nothing changes: what is deployed is what the settings say.',
  nothingChanged: 'Nothing was changed.',
  question: (account) => `Deploy this to account ${account}?`,
  deploying: 'Deploying',
  progress: ({ stack, region, finished, logicalId, status }) =>
    `${stack} in ${region}: ${finished} done, ${logicalId} ${status}`,
  deployed: (region) => `Deployed to ${region}.`,
  confirmMail:
    'AWS asks each mail address to confirm. Don’t click: `login-watch confirm-email` confirms so that no scanner can unsubscribe it.',
  prove: 'Prove it: login-watch test --deployed',
  partly: 'Not everywhere:',
  rest: 'The rest is as it should be, and the next `login-watch deploy` tries these again.',
};
