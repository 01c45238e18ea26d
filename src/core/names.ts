/** Every deployed name: all begin with the settings' `name`, and `templates/` writes them as `${Name}-…`. */

/** In the order in which they are deployed. */
export const STACKS = ['artifacts', 'trail', 'notifier', 'health', 'alarms', 'forwarder'] as const;
export type StackPart = (typeof STACKS)[number];

/** The namespace of the notifier's own metrics. */
export const METRICS = 'LoginWatch';

/** Alarms of the notifier about itself. */
export const OWN_ALARMS = [
  ...['errors', 'pulse', 'dead', 'outbox-dead', 'outbox-age', 'outbox-waiting'],
  ...['rule-failures', 'unreadable', 'delivery-failures', 'quiet-logs', 'quiet-s3'],
] as const;
/** The alarm of the second way of its health (`templates/health.yaml`). */
export const HEALTH_ALARM = 'health-waiting';
/** Alarms of pipeline `alarms` on sign-ins. */
export const SIGN_IN_ALARMS = ['console-login', 'console-login-mfa'] as const;

/** Names of one notifier in `account` and `region`; numbers begin with 1. */
export interface Names {
  /** A pattern of all these names. */
  readonly every: string;
  readonly stack: (part: StackPart) => string;
  readonly notifier: string;
  readonly notifierLog: string;
  readonly table: string;
  readonly outbox: string;
  readonly outboxDead: string;
  readonly dead: string;
  /** The topic of a mail list; `*` for all but the first. */
  readonly mailTopic: (number: number | '*') => string;
  /** The topic of those who hear that the notifier is unwell. */
  readonly healthTopic: string;
  /** The second way to them: its function, log group and queues. */
  readonly health: {
    readonly function: string;
    readonly log: string;
    readonly waiting: string;
    readonly dead: string;
  };
  /** The topic of pipeline `alarms`. */
  readonly alarmTopic: string;
  readonly trail: string;
  readonly trailLog: string;
  readonly trailBucket: (account: string) => string;
  readonly artifactsBucket: (account: string) => string;
  /** EventBridge rule, in the home region and in a forwarder. */
  readonly eventsRule: (number: number) => string;
  readonly forwardRule: (number: number) => string;
  /** EventBridge rule of pipeline `s3`. */
  readonly filesRule: string;
  /** EventBridge bus that another account sends word of its files to. */
  readonly filesBus: string;
  /** A subscription filter of pipeline `logs`. */
  readonly logsFilter: (number: number) => string;
  /** An alarm, its metric and its metric filter. */
  readonly alarm: (of: string) => string;
  readonly alarmMetrics: string;
  /** Schedules that mute and unmute an alarm. */
  readonly hoursBegin: (alarm: string) => string;
  readonly hoursEnd: (alarm: string) => string;
  /** The schedule that calls the function when business hours end. */
  readonly digestTime: string;
  /** The schedules that call the function to see that it runs, and to say so once a day. */
  readonly pulse: string;
  readonly heartbeat: string;
  readonly hoursRole: (region: string) => string;
  /** Athena: the stack, the workgroup, the database, the table, and the bucket of results. */
  readonly athena: {
    readonly stack: string;
    readonly workgroup: string;
    readonly database: string;
    readonly table: string;
    readonly results: (account: string) => string;
  };
  /** Path of the secrets, without the slash at its end. */
  readonly parameters: string;
}

export function namesOf(name: string): Names {
  const own = (rest: string | number) => `${name}-${rest}`;
  return {
    every: own('*'),
    stack: own,
    notifier: own('notifier'),
    notifierLog: `/aws/lambda/${own('notifier')}`,
    table: own('logins'),
    outbox: own(OUTBOX),
    outboxDead: own('outbox-dead.fifo'),
    dead: own('dead'),
    mailTopic: (number) => own(number === 1 ? 'mail' : `mail-${number}`),
    healthTopic: own('mail-health'),
    health: {
      function: own('notifier-health'),
      log: `/aws/lambda/${own('notifier-health')}`,
      waiting: own('health'),
      dead: own('health-dead'),
    },
    alarmTopic: own('alarms'),
    trail: own('trail'),
    trailLog: own('trail'),
    trailBucket: (account) => bucketOf(own('trail'), account),
    artifactsBucket: (account) => bucketOf(own('artifacts'), account),
    eventsRule: (number) => own(`events-${number}`),
    forwardRule: (number) => own(`forward-${number}`),
    filesRule: own('files'),
    filesBus: own('files'),
    logsFilter: own,
    alarm: own,
    alarmMetrics: `${METRICS}/${name}`,
    hoursBegin: (alarm) => own(`${alarm}-begin`),
    hoursEnd: (alarm) => own(`${alarm}-end`),
    digestTime: own('hours-end'),
    pulse: own('pulse'),
    heartbeat: own('heartbeat'),
    hoursRole: (region) => own(`hours-${region}`),
    athena: {
      stack: own('athena'),
      workgroup: name,
      database: name.toLowerCase().replaceAll('-', '_'),
      table: 'cloudtrail',
      results: (account) => bucketOf(own('athena'), account),
    },
    parameters: `/${name}`,
  };
}

const OUTBOX = 'outbox.fifo';

/** The bucket of a stack, in lower case as S3 demands. */
export const bucketOf = (stack: string, account: string): string => `${stack.toLowerCase()}-${account}`;

/** True for stacks of any notifier. */
export const isStack = (name: string, part: StackPart): boolean => name.endsWith(`-${part}`);
/** True for outboxes of any notifier: the function checks a message's source. */
export const isOutbox = (arn: string): boolean => arn.endsWith(`-${OUTBOX}`);

/** At most `limit` characters of the names' beginning: CloudFormation shortens the names that it makes up. */
export const beginningOf = (name: string, limit: number): string => `${name}-`.slice(0, limit);

/** The names as templates write them: CloudFormation inserts the name. A bundle that needs none leaves them out. */
export const TEMPLATE_NAMES = /* @__PURE__ */ namesOf(`\${Name}`);
