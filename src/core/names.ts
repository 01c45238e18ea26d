/** Every name of what is deployed: all begin with the settings' `name`, and `templates/` writes them as `${Name}-…`. */

/** In the order in which they are deployed. */
export const STACKS = ['artifacts', 'trail', 'notifier', 'alarms', 'forwarder'] as const;
export type StackPart = (typeof STACKS)[number];

/** The namespace of the notifier's own metrics. */
export const METRICS = 'LoginWatch';

/** Alarms of the notifier about itself. */
export const OWN_ALARMS = [
  ...['errors', 'dead', 'outbox-dead', 'outbox-age', 'outbox-waiting'],
  ...['rule-failures', 'unreadable', 'delivery-failures', 'quiet-logs', 'quiet-s3'],
] as const;
/** Alarms of pipeline `alarms` on sign-ins. */
export const SIGN_IN_ALARMS = ['console-login', 'console-login-mfa'] as const;

/** `account` and `region` are where it is deployed; numbers begin with 1. */
export interface Names {
  /** A pattern of all that begin so. */
  readonly every: string;
  readonly stack: (part: StackPart) => string;
  /** The function. */
  readonly notifier: string;
  readonly notifierLog: string;
  readonly table: string;
  readonly outbox: string;
  readonly outboxDead: string;
  readonly dead: string;
  /** A mail list's; `*` for all but the first. */
  readonly mailTopic: (number: number | '*') => string;
  /** What pipeline `alarms` comes by. */
  readonly alarmTopic: string;
  readonly trail: string;
  readonly trailLog: string;
  readonly trailBucket: (account: string) => string;
  readonly artifactsBucket: (account: string) => string;
  /** Of EventBridge, in the home region and in a forwarder. */
  readonly eventsRule: (number: number) => string;
  readonly forwardRule: (number: number) => string;
  /** Of EventBridge, for pipeline `s3`. */
  readonly filesRule: string;
  /** A subscription filter of pipeline `logs`. */
  readonly logsFilter: (number: number) => string;
  /** Of an alarm's metric, its filter and itself. */
  readonly alarm: (of: string) => string;
  readonly alarmMetrics: string;
  /** A schedule that mutes an alarm, and one that ends that. */
  readonly hoursBegin: (alarm: string) => string;
  readonly hoursEnd: (alarm: string) => string;
  /** The schedule that calls the function when business hours end. */
  readonly digestTime: string;
  readonly hoursRole: (region: string) => string;
  /** Where the secrets lie; a slash goes before what follows. */
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
    alarmTopic: own('alarms'),
    trail: own('trail'),
    trailLog: own('trail'),
    trailBucket: (account) => bucketOf(own('trail'), account),
    artifactsBucket: (account) => bucketOf(own('artifacts'), account),
    eventsRule: (number) => own(`events-${number}`),
    forwardRule: (number) => own(`forward-${number}`),
    filesRule: own('files'),
    logsFilter: own,
    alarm: own,
    alarmMetrics: `${METRICS}/${name}`,
    hoursBegin: (alarm) => own(`${alarm}-begin`),
    hoursEnd: (alarm) => own(`${alarm}-end`),
    digestTime: own('hours-end'),
    hoursRole: (region) => own(`hours-${region}`),
    parameters: `/${name}`,
  };
}

const OUTBOX = 'outbox.fifo';

/** The bucket that a stack makes. S3 knows no capitals. */
export const bucketOf = (stack: string, account: string): string => `${stack.toLowerCase()}-${account}`;

/** Of whatever notifier. */
export const isStack = (name: string, part: StackPart): boolean => name.endsWith(`-${part}`);
/** Of whatever notifier: the function asks it of the source of a message. */
export const isOutbox = (arn: string): boolean => arn.endsWith(`-${OUTBOX}`);

/** At most `limit` characters of what all names begin with: CloudFormation shortens the names that it makes up. */
export const beginningOf = (name: string, limit: number): string => `${name}-`.slice(0, limit);

/** As the templates write them: CloudFormation puts the name in. */
export const TEMPLATE_NAMES = namesOf(`\${Name}`);
