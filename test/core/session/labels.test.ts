/**
 * Labelled attack techniques read as their labels say: each technique's deed stands in its session's sentences. Every label
 * of `stratus` has records, so none is without; of techniques that only read, the session names the service.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMemory } from '../../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../../src/core/event.ts';
import { groupBy } from '../../../src/core/group-by.ts';
import { activate } from '../../../src/core/inspection/activate.ts';
import { makeContext } from '../../../src/core/inspection/context.ts';
import { inspect } from '../../../src/core/inspection/inspect.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { sessionsOf } from '../../../src/core/session/sessions.ts';
import { type SessionStory, sessionStory } from '../../../src/core/session/story.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { anyCall } from '../../../src/rules/deed.ts';
import { RULES } from '../../../src/rules/index.ts';
import { DATA, recordsOf } from '../../helpers/shared.ts';

const eventOf = (record: unknown): TrailEvent => {
  const result = normalise(record);
  if (result.kind !== 'event') throw new Error('unreadable');
  return result.event;
};

/** The stories of all sessions, each tree once, with what each says in short: `changed …`, `denied …`, `read …`. */
async function storiesOf(events: readonly TrailEvent[]): Promise<readonly Told[]> {
  const rules = activate(RULES, DEFAULT_SETTINGS);
  const { findings } = await inspect(events, rules, makeContext(DEFAULT_SETTINGS), createMemory());
  const sessions = sessionsOf(events);
  const stories = sessions.all.map((asked) =>
    sessionStory({ sessions, asked, findings, all: events, say: anyCall, now: 0 }),
  );
  return [...new Map(stories.map((story) => [story.root, story])).values()].map((story) => ({
    story,
    says: saidBy(story),
    events: new Set(story.tree.flatMap((session) => session.events)),
  }));
}

interface Told {
  readonly story: SessionStory;
  readonly says: readonly string[];
  readonly events: ReadonlySet<TrailEvent>;
}

const saidBy = ({ signIn, changes, tried, denied, reads, became, root }: SessionStory): readonly string[] => [
  ...(signIn === undefined ? [] : [`signed in: ${signIn.name}, MFA ${signIn.mfa}`]),
  ...changes.map(({ text }) => `changed: ${text.en}`),
  ...tried.map(({ text }) => `tried: ${text.en}`),
  ...denied.map(({ service, name }) => `denied: ${service} ${name}`),
  ...reads.services.map(({ service }) => `read: ${service}`),
  ...became.map(({ to, by }) => `became: ${to?.who.actor.role ?? to?.who.actor.name ?? by?.name}`),
  `by: ${root.who.actor.name}`,
];

/** By technique: what the session has to say, by how it begins. */
const STRATUS: Readonly<Record<string, readonly string[]>> = {
  'aws.credential-access.ec2-get-password-data': [
    'denied: ec2 GetPasswordData',
    'became: stratus-red-team-ec2-get-password-data-role',
  ],
  'aws.credential-access.ec2-steal-instance-credentials': [
    'changed: sent command AWS-RunShellScript (ssm)',
    'read: ec2',
    'read: sts',
  ],
  'aws.credential-access.secretsmanager-batch-retrieve-secrets': ['read: secretsmanager'],
  'aws.credential-access.secretsmanager-retrieve-secrets': ['read: secretsmanager'],
  'aws.credential-access.ssm-retrieve-securestring-parameters': ['read: ssm'],
  'aws.defense-evasion.cloudtrail-delete': ['changed: deleted trail stratus-red-team-cloudtraild-trail-'],
  'aws.defense-evasion.cloudtrail-event-selectors': [
    'changed: set the selectors of trail stratus-red-team-ctes-trail-',
  ],
  'aws.defense-evasion.cloudtrail-stop': ['changed: stopped logging of trail stratus-red-team-ct-stop-trail-'],
  'aws.defense-evasion.dns-delete-logs': ['changed: deleted DNS query logging '],
  'aws.defense-evasion.organizations-leave': [
    'denied: organizations LeaveOrganization',
    'became: stratus-red-team-leave-org-role',
  ],
  'aws.defense-evasion.vpc-remove-flow-logs': ['changed: deleted flow logs '],
  'aws.discovery.ec2-download-user-data': [
    'denied: ec2 DescribeInstanceAttribute',
    'became: stratus-red-team-get-usr-data-role',
  ],
  'aws.execution.ec2-launch-unusual-instances': ['denied: ec2 RunInstances', 'became: stratus-red-team-ec2lui-role-'],
  'aws.execution.ec2-user-data': [
    'changed: stopped instances (ec2)',
    'changed: modified instance attribute ',
    'changed: started instances (ec2)',
  ],
  'aws.execution.ssm-send-command': ['changed: sent command AWS-RunShellScript (ssm)'],
  'aws.execution.ssm-start-session': ['changed: started session (ssm)', 'changed: terminated session '],
  'aws.exfiltration.ec2-security-group-open-port-22-ingress': ['changed: opened TCP 22 of security group '],
  'aws.exfiltration.ec2-share-ami': ['changed: shared image '],
  'aws.exfiltration.ec2-share-ebs-snapshot': ['changed: shared snapshot '],
  'aws.exfiltration.rds-share-snapshot': ['changed: shared database snapshot exfiltration with account '],
  'aws.impact.bedrock-invoke-model': [
    'changed: created foundation model agreement ',
    'changed: set foundation model entitlement ',
    'read: bedrock',
  ],
  'aws.initial-access.console-login-without-mfa': [
    'signed in: ConsoleLogin, MFA not-used',
    'by: stratus-red-team-nmfalu-',
  ],
  'aws.lateral-movement.ec2-instance-connect': ['changed: sent SSH public key i-'],
  'aws.lateral-movement.ec2-serial-console-send-ssh-public-key': [
    'changed: enabled the serial console of all instances',
    'changed: sent serial console SSH public key i-',
  ],
  'aws.persistence.iam-backdoor-role': [
    'changed: let account 193672423079 take on role stratus-red-team-backdoor-r-role',
  ],
  'aws.persistence.iam-backdoor-user': ['changed: created access key '],
  'aws.persistence.iam-create-admin-user': [
    'changed: created IAM user malicious-iam-user',
    'changed: attached policy AdministratorAccess to user malicious-iam-user',
    'changed: created access key ',
  ],
  'aws.persistence.iam-create-backdoor-role': [
    'changed: let account 193672423079 take on role stratus-red-team-malicious-iam-role',
    'changed: attached policy AdministratorAccess to role stratus-red-team-malicious-iam-role',
  ],
  'aws.persistence.iam-create-user-login-profile': [
    'changed: gave user stratus-red-team-login-profile-user a console password',
  ],
  'aws.persistence.lambda-backdoor-function': ['changed: let anybody use function stratus-red-team-backdoor-f-func'],
  'aws.persistence.lambda-layer-extension': ['changed: updated function configuration stratus-red-team-lambda-layer-'],
  'aws.persistence.lambda-overwrite-code': ['changed: updated function code stratus-red-team-olc-func-'],
  'aws.persistence.rolesanywhere-create-trust-anchor': [
    'changed: created Roles Anywhere trust anchor ',
    'changed: created Roles Anywhere profile ',
  ],
  'aws.persistence.sts-federation-token': ['became: stratus_red_team', 'read: sts'],
  'aws.privilege-escalation.iam-update-user-login-profile': [
    'changed: changed the console password of user stratus-red-team-update-login-profile-user',
  ],
};

/** Techniques that the one key of `invictus` ran, by the names of what they made and by their calls. */
const INVICTUS: Readonly<Record<string, readonly string[]>> = {
  'ec2-get-password-data': ['denied: ec2 GetPasswordData', 'became: stratus-red-team-ec2-get-password-data-role'],
  'ec2-steal-instance-credentials': ['changed: sent command '],
  'secretsmanager-retrieve-secrets': ['read: secretsmanager'],
  'ssm-retrieve-securestring-parameters': ['read: ssm'],
  'cloudtrail-delete': ['tried: tried to delete trail stratus-red-team-cloudtraild-trail-'],
  'cloudtrail-event-selectors': ['changed: set the selectors of trail stratus-red-team-ctes-trail-'],
  'cloudtrail-lifecycle-rule': [
    'changed: set bucket stratus-red-team-ctlr-bucket-zqfsvooxqj to delete objects within ',
  ],
  'cloudtrail-stop': ['tried: tried to stop logging of trail stratus-red-team-ct-stop-trail-'],
  'organizations-leave': ['denied: organizations LeaveOrganization', 'became: stratus-red-team-leave-org-role'],
  'vpc-remove-flow-logs': ['changed: deleted flow logs '],
  'ec2-download-user-data': ['denied: ec2 DescribeInstanceAttribute', 'became: stratus-red-team-get-usr-data-role'],
  // AWS's limit, not a denial, stopped it: of the call there is only the role's session.
  'ec2-launch-unusual-instances': ['became: stratus-red-team-ec2lui-role-'],
  'ec2-security-group-open-port-22-ingress': ['changed: opened TCP 22 of security group '],
  'ec2-share-ami': ['changed: shared image '],
  'ec2-share-ebs-snapshot': ['changed: shared snapshot '],
  'rds-share-snapshot': ['changed: shared database snapshot exfiltration with account '],
  's3-backdoor-bucket-policy': ['changed: let account 193672423079 into bucket stratus-red-team-bdbp-'],
  'console-login-without-mfa': ['changed: gave user stratus-red-team-nmfalu-gfjyeaypjt a console password'],
  'iam-backdoor-role': ['changed: let account 193672423079 take on role stratus-red-team-backdoor-r-role'],
  'iam-backdoor-user': ['changed: created access key '],
  'iam-create-admin-user': ['changed: attached policy AdministratorAccess to user malicious-iam-user'],
  'iam-create-user-login-profile': ['changed: gave user stratus-red-team-login-profile-user a console password'],
  'lambda-backdoor-function': ['changed: let anybody use function stratus-red-team-backdoor-f-func'],
  'lambda-overwrite-code': ['changed: updated function code stratus-red-team-olc-func-'],
  'rolesanywhere-create-trust-anchor': [
    'changed: created Roles Anywhere trust anchor ',
    'changed: created Roles Anywhere profile ',
  ],
};

const missing = (wanted: readonly string[], told: readonly Told[]) => {
  const says = told.flatMap((one) => one.says);
  return wanted.filter((text) => !says.some((said) => said.startsWith(text)));
};

const labels = recordsOf(join(DATA, 'stratus/labels.ndjson')).map(({ technique }) => String(technique));
const events = recordsOf(join(DATA, 'stratus/events.ndjson')).map(eventOf);

describe.skipIf(labels.length === 0)('stratus', () => {
  const byTechnique = groupBy(events, (event) => labels[events.indexOf(event)] ?? '');
  let told: readonly Told[] = [];
  beforeAll(async () => {
    told = await storiesOf(events);
  });

  test('each label is of a technique that is known here, and has records', () => {
    expect([...byTechnique.keys()].toSorted()).toEqual(Object.keys(STRATUS).toSorted());
  });

  test.each(Object.entries(STRATUS))('%s', (technique, wanted) => {
    const own = byTechnique.get(technique) ?? [];
    const stories = told.filter((one) => own.some((event) => one.events.has(event)));
    expect(missing(wanted, stories)).toEqual([]);
    // No technique's session holds another's records.
    expect(new Set(stories.flatMap((one) => [...one.events]))).toEqual(new Set(own));
  });
});

describe.skipIf(recordsOf(join(DATA, 'invictus/events.ndjson')).length === 0)('invictus', () => {
  let told: readonly Told[] = [];
  beforeAll(async () => {
    const all = recordsOf(join(DATA, 'invictus/events.ndjson')).map(eventOf);
    const stories = await storiesOf(all);
    told = stories.toSorted((a, b) => b.story.events - a.story.events).slice(0, 1);
  });

  test.each(Object.entries(INVICTUS))('%s', (_, wanted) => {
    expect(missing(wanted, told)).toEqual([]);
  });
});
