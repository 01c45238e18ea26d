/** What each command asks AWS for: one table, from which the policies are printed. */
import { parametersOf } from '../../channels/secrets-of.ts';
import { namesOf } from '../../core/names.ts';
import type { Settings } from '../../core/settings.ts';
import { TO_LOOK } from '../status/permissions.ts';
import { DEPLOY, DESTROY } from './permissions-deploy.ts';

/** One statement of an IAM policy. */
export interface Permission {
  readonly sid: string;
  readonly actions: readonly string[];
  /** The same actions as a policy has them, which may not be long: with stars. Left out: as they are. */
  readonly written?: readonly string[];
  /** Of the settings; none means that these settings don't need it. */
  readonly resources: (settings: Settings) => readonly string[];
  /** The command does without, so nobody is held up for it. */
  readonly isOptional?: true;
  /** Left out: none. */
  readonly condition?: (settings: Settings) => Readonly<Record<string, unknown>>;
}

/** Neither action knows narrower resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudtrail.html */
const EVERYTHING = () => ['*'];

const EVENT_HISTORY: Permission = {
  sid: 'ReadEventHistory',
  actions: ['cloudtrail:LookupEvents'],
  resources: EVERYTHING,
};
const REGIONS: Permission = { sid: 'ListEnabledRegions', actions: ['account:ListRegions'], resources: EVERYTHING };
/** A SecureString under AWS's own key (alias/aws/ssm) needs no permission of KMS; under another key kms:Decrypt must be added. */
const SECRETS: Permission = {
  sid: 'ReadChannelSecrets',
  actions: ['ssm:GetParameter'],
  resources: ({ channels }) => parametersOf(channels).map((name) => `arn:aws:ssm:*:*:parameter${name}`),
};
const MAIL: Permission = {
  sid: 'PublishToAlertTopic',
  actions: ['sns:Publish'],
  resources: ({ name, channels }) =>
    channels.some(({ kind }) => kind === 'email') ? [`arn:aws:sns:*:*:${namesOf(name).every}`] : [],
};

const STORE_SECRETS: Permission = {
  sid: 'StoreChannelSecrets',
  actions: ['ssm:PutParameter'],
  resources: ({ name }) => [`arn:aws:ssm:*:*:parameter${namesOf(name).parameters}/*`],
};

const NOTIFIER: Permission = {
  sid: 'FindNotifier',
  actions: ['cloudformation:DescribeStacks'],
  resources: ({ name }) => [`arn:aws:cloudformation:*:*:stack/${namesOf(name).stack('notifier')}/*`],
};
const LOGINS: Permission = {
  sid: 'ReadSignIns',
  actions: ['dynamodb:Query'],
  resources: ({ name }) => [`arn:aws:dynamodb:*:*:table/${namesOf(name).table}`],
};

const DEAD_QUEUES: Permission = {
  sid: 'EmptyDeadLetterQueues',
  actions: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
  resources: ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).outboxDead}`, `arn:aws:sqs:*:*:${namesOf(name).dead}`],
};
const OUTBOX: Permission = {
  sid: 'SendAgain',
  actions: ['sqs:SendMessage'],
  resources: ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).outbox}`],
};
const INVOKE: Permission = {
  sid: 'InvokeNotifier',
  actions: ['lambda:InvokeFunction'],
  resources: ({ name }) => [`arn:aws:lambda:*:*:function:${namesOf(name).notifier}`],
};
const CONFIRM_MAIL: Permission = {
  sid: 'ConfirmMailSubscriptions',
  actions: ['sns:ListSubscriptionsByTopic', 'sns:ConfirmSubscription', 'sns:GetSubscriptionAttributes'],
  resources: ({ name }) => [`arn:aws:sns:*:*:${namesOf(name).every}`],
};
const OWN_SECRETS: Permission = {
  sid: 'KeepChannelSecrets',
  actions: ['ssm:GetParameter', 'ssm:PutParameter'],
  resources: ({ name }) => [`arn:aws:ssm:*:*:parameter${namesOf(name).parameters}/*`],
};

/** What sending needs, whichever command sends. */
export const TO_NOTIFY: readonly Permission[] = [SECRETS, MAIL];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const SIMULATE: Permission = {
  sid: 'AskWhatIsAllowed',
  actions: ['iam:SimulatePrincipalPolicy'],
  resources: () => ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:role/*'],
};
const FIND_ROLE: Permission = {
  sid: 'FindOwnRole',
  actions: ['iam:GetRole'],
  resources: () => ['arn:aws:iam::*:role/*'],
};

/** A name for the account that people know it by. */
const ALIAS: Permission = {
  sid: 'ReadAccountAlias',
  actions: ['iam:ListAccountAliases'],
  resources: EVERYTHING,
};

const TEST_OBJECT: Permission = {
  sid: 'PutTestObject',
  actions: ['s3:PutObject', 's3:DeleteObject'],
  resources: ({ name }) => [`arn:aws:s3:::${namesOf(name).artifactsBucket('*')}/test/*`],
};

/** Mail that nobody confirmed reaches nobody. */
const MAIL_LISTS: Permission = {
  sid: 'ReadMailSubscriptions',
  actions: ['sns:ListSubscriptionsByTopic'],
  resources: MAIL.resources,
};

const optional = (...permissions: readonly Permission[]) =>
  permissions.map((permission): Permission => ({ ...permission, isOptional: true }));

const REPLAY = [EVENT_HISTORY, REGIONS];
/** Without --deployed, only secrets and mail. */
const TEST = [SECRETS, NOTIFIER, LOGINS, INVOKE, TEST_OBJECT, MAIL, MAIL_LISTS];

export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  replay: REPLAY,
  forecast: REPLAY,
  test: TEST,
  'test-slack': [SECRETS],
  secret: [STORE_SECRETS],
  logins: [NOTIFIER, LOGINS],
  status: TO_LOOK,
  doctor: [SIMULATE, FIND_ROLE, SECRETS],
  'confirm-email': [NOTIFIER, CONFIRM_MAIL],
  deploy: [...DEPLOY, REGIONS],
  init: [...DEPLOY, OWN_SECRETS, ...REPLAY, ...TEST, ...optional(SIMULATE, FIND_ROLE, ALIAS)],
  destroy: [...DESTROY, REGIONS],
  redrive: [NOTIFIER, DEAD_QUEUES, OUTBOX, INVOKE],
  demo: [],
};
