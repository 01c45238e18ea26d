/** The English words of `status`. */
import { counted, UNIT_WORDS } from '../units.ts';
import type { StatusWords } from './status.words.ts';

const { duration } = UNIT_WORDS.en;
const because = (reason: string) => (reason === '' ? '' : `: ${reason}`);
const listed = (names: readonly string[]) => names.join(', ');
const CONFIRM = '`login-watch confirm-email` confirms with the link in the mail from AWS.';
const waiting = (count: number) => `${counted(count, 'message')} ${count === 1 ? 'waits' : 'wait'} to be sent`;

export const en: StatusWords = {
  notDeployed: (name, region) => `no notifier named ${name} is deployed in ${region}`,
  deployOrRegion: 'Run `login-watch deploy`, or name another region with --region.',
  init: 'Run `login-watch init`, which asks for the settings and deploys.',
  deploy: 'Run `login-watch deploy`.',
  permissions: 'Attach the policy that `login-watch policy status` prints, or use a profile that has it.',
  soon: 'Look again in a minute.',
  later: 'Look again when that is done.',
  gone: { queue: 'the queue is gone', topic: 'the topic is gone', bucket: 'the bucket is gone' },
  functionGone: (name) => `function ${name} is gone`,
  stack: {
    missing: (name, region) => `stack ${name} is missing in ${region}`,
    lacksOutput: (name) => `stack ${name} lacks the output for this; an older version deployed it`,
    unwanted: {
      alarms: 'deployed, but the settings no longer have pipeline alarms',
      health: 'deployed, but the settings no longer have a channel under health',
    },
    deployed: (status, date, isProtected) =>
      `${status}${date === undefined ? '' : `, deployed on ${date}`}${isProtected ? ', protected against deletion' : ''}`,
    rolledBack: (status) => `the last deploy failed; the version before it is running (${status})`,
    inProgress: (status) => `being deployed (${status})`,
    broken: (status, reason) => `the stack isn't complete: ${status}${because(reason)}`,
  },
  regions: {
    covered: (home, others) =>
      others.length === 0
        ? `${home}, which needs no forwarder`
        : `${home}, and by forwarders ${counted(others.length, 'other')}: ${listed(others)}`,
    missing: (regions) =>
      `no forwarder in ${counted(regions.length, 'enabled region')}: ${listed(regions)}; activity there is not reported`,
    missingButLater: (regions, others) =>
      `no forwarder in ${counted(regions.length, 'enabled region')}: ${listed(regions)}; reported later, by pipeline ${listed(others)}`,
    forwarder: (said) => `its forwarder: ${said}`,
    alsoIn: (said, regions) => `${said}; the same in ${listed(regions)}`,
    notListed: (why) => `${why}, so regions that must be enabled first were not looked at`,
  },
  drift: {
    in: (stack, region) => `${stack} in ${region}`,
    none: 'as it was deployed',
    unknown: 'AWS could not read every resource of the stack',
    unknownTodo:
      'Run it with permissions to read all its resources (ReadOnlyAccess has them): AWS reads them in your name.',
    changed: (count, shown) =>
      `${counted(count, 'resource')} changed by hand: ${[...shown, ...(count > shown.length ? [`and ${count - shown.length} more`] : [])].join('; ')}`,
    changedTodo:
      'Find out who changed it and why (`login-watch replay --since 90d --rules all`), and change it back: a deploy changes only what differs in its own template.',
  },
  trail: {
    missing: (name, region) => `no trail ${name} records ${region}`,
    logging: 'logging',
    notLogging: 'the trail is not logging, so no event arrives',
    startLogging: (region, arn) =>
      `Find out who stopped it. \`aws cloudtrail start-logging --region ${region} --name ${arn}\` starts it again.`,
    obstacle: (why) => why,
    obstacleTodo:
      'Correct that, or choose another trail or other pipelines in login-watch.yaml. Then run `login-watch deploy`.',
    noReads:
      'no read events are recorded, so it holds no sign-ins by `aws login`, no agents that people let in, and no role sessions',
    noReadsTodo: 'Let the trail record management events that read, too (in its event selectors).',
    place: (kind, name) => (kind === 'file' ? `bucket ${name}` : `log group ${name}`),
    last: (before) => `the last ${duration(before)} ago`,
    never: 'none so far',
    young: (age) => `none yet; the trail started ${duration(age)} ago`,
    delivery: (kind, place, when) => `${kind === 'file' ? 'file' : 'delivery'} in ${place}: ${when}`,
    fails: (place, error, when) => `CloudTrail fails to write to ${place} (${error}); ${when}`,
    failsTodo: (url) => `Correct CloudTrail's permissions there: ${url}`,
    quietTodo: (url) => `Was anything done in the account? If so, check CloudTrail's permissions there: ${url}`,
  },
  function: {
    noConcurrency: "the function can't run: its reserved concurrency is 0",
    noConcurrencyTodo:
      'Find out who set its reserved concurrency to 0, and remove that (`aws lambda delete-function-concurrency`).',
    failed: (reason) => `the function can't run: Failed${because(reason)}`,
    updateFailed: (reason) => `its last update failed${because(reason)}`,
    ready: (runtime) => `Active, ${runtime}`,
    updating: (reason) => `being updated${because(reason)}`,
    other: (state, reason) => `${state}${because(reason)}`,
    reads: 'reads the messages to be sent',
    mapping: (state) => state,
    readsNothing: (state) => `no message is sent: the event source mapping of the outbox is ${state ?? 'gone'}`,
    readsNothingTodo: (command, isGone) =>
      `Find out who did that. \`${command}\` ${isGone ? 'creates it again' : 'enables it again'}. Waiting messages are sent then; they are kept for 14 days.`,
    sameCode: 'this version, with these settings',
    otherCode: 'differs from these settings or this version of the program: one of them changed since the deploy',
    codeUnknown: (why) => `the code to compare with is not known: ${why}`,
  },
  pipeline: {
    unwanted: 'deployed, but no longer in the settings',
    missing: (pipeline) => `pipeline ${pipeline} is in the settings, but not deployed`,
    deaf: {
      logs: (stack) => `stack ${stack} was deployed without LogGroupName: no subscription filter, so no record arrives`,
      s3: (stack) =>
        `stack ${stack} was deployed without TrailBucket: no rule for the trail's files, so no record arrives`,
      alarms: (stack) => `stack ${stack} was deployed without LogGroupName: no alarm reaches the function`,
    },
    deafTodo: (parameter) => `Run \`login-watch deploy\`, or deploy the stack by hand with ${parameter}.`,
    none: (days) => `no record in the last ${days} days`,
    noneTodo:
      '`login-watch test --deployed` sends a made-up sign-in through each pipeline and reports how far it gets.',
    noneYet:
      'no record yet: S3 needs about five minutes after a deploy until EventBridge gets the events of the bucket',
    noneYetTodo: 'Look again in ten minutes.',
    last: (before) => `the last record ${duration(before)} ago`,
    noLogGroup: 'the trail writes to no log group',
    logGroupGone: (name) => `log group ${name} is gone`,
    filters: (count, logGroup) => `${counted(count, 'subscription filter')} on log group ${logGroup}`,
    tooFewFilters: (count, needed, logGroup) =>
      `${counted(count, 'subscription filter')} on log group ${logGroup}, but ${needed} needed`,
    tooFewFiltersTodo:
      'Find out who removed it (`login-watch replay --since 90d --rules all`). A deploy alone does not restore it: deploy without pipeline logs, then with it.',
    bucketOn: (name) => `bucket ${name} notifies EventBridge of new files`,
    bucketOff: (name) => `bucket ${name} does not notify EventBridge of new files`,
  },
  elsewhere: {
    trailUnseen: (bucket, account) =>
      `the trail that writes to bucket ${bucket} of account ${account} can't be seen from this account`,
    trailUnseenTodo: (account) =>
      `Whether it is logging, account ${account} can tell. As long as records arrive (pipeline s3), it is.`,
    otherSource: 'the notifier was deployed for other files than the settings name',
    bus: (bus, account) => `event bus ${bus} takes events of account ${account}`,
    busUnknown: (bus) => `AWS doesn't tell whether event bus ${bus} and its policy are as they were deployed`,
    busChanged: (bus, account) =>
      `event bus ${bus} or its policy was changed or deleted, so events of account ${account} may be refused`,
    busChangedTodo:
      'Find out who changed it (`login-watch status --drift` shows what). A deploy alone does not restore it: deploy without pipeline s3, then with it.',
    subscribed: (topic) => `the function is subscribed to topic ${topic}`,
    notSubscribed: (topic) => `the function isn't subscribed to topic ${topic} (any more)`,
    notSubscribedTodo:
      "Ask the topic's owner whether the subscription was removed. A deploy alone does not restore it: deploy without pipeline s3, then with it.",
    missing: (bucket) => `bucket ${bucket} doesn't exist`,
    inRegion: (bucket, region) => `bucket ${bucket} is in ${region}, and pipeline s3 works only in the same region`,
    inRegionTodo: (region) => `Deploy the notifier there: \`login-watch deploy --region ${region}\`.`,
    ofAnother: (bucket, account) => `bucket ${bucket} doesn't belong to account ${account}`,
    closed: (bucket) =>
      `bucket ${bucket} can't be looked at with these credentials: neither its owner, nor its files, nor its notifications`,
    correct: 'Correct `bucket` or `account` under `trail` in login-watch.yaml, then run `login-watch deploy`.',
    askOwner: (account) => `\`login-watch deploy --plan\` prints what account ${account} must allow.`,
    newest: (bucket, age, access) =>
      `newest log file in bucket ${bucket}: ${duration(age)} ago; ${
        access === 'readable'
          ? 'these credentials can read it'
          : `these credentials can't read it${access === 'no-key' ? ' (its key refuses)' : ''}, and needn't: the function uses its own role`
      }`,
    noFile: (bucket) => `no log file of today or yesterday in bucket ${bucket}`,
    noFileTodo: (account) => `Ask account ${account} whether the trail is logging to this bucket.`,
    publishes: (bucket, topic) => `bucket ${bucket} publishes new files to topic ${topic}`,
    publishesNot: (bucket, topic) =>
      `bucket ${bucket} doesn't publish to topic ${topic}; whether the trail does can't be seen from here`,
    publishesNotTodo: (account) =>
      `Ask account ${account} whether the trail publishes there (SnsTopicName). If not, \`login-watch deploy --plan\` prints the bucket's configuration.`,
    noRecordTodo: (account) =>
      `Check with account ${account}: the policy of the bucket (and of its key), the notification, and the rule that sends it on can't all be seen from here. \`login-watch deploy --plan\` prints each. Files that the function couldn't read are in \`login-watch redrive\`.`,
  },
  messages: {
    none: (days) => `none in the last ${days} days`,
    last: (before) => `the last ${duration(before)} ago`,
    noProof: (days) => `none in the last ${days} days; \`login-watch test --deployed\` makes one`,
    noHeartbeat: (days) => `none in the last ${days} days`,
    lateHeartbeat: (before) => `the last ${duration(before)} ago, though one is due each day`,
    heartbeatTodo:
      'The first comes when its time has come after the deploy. Else look at the function’s errors and the waiting messages.',
    failedSince: (when, before) =>
      `messages sent: ${when}, and every attempt since has failed, the last ${duration(before)} ago`,
    someFailed: (when, count) => `${when}; ${counted(count, 'attempt')} failed in the last 24 h`,
    test: '`login-watch test --deployed` sends a made-up sign-in all the way and reports the answer of each channel.',
    errors: (count, runs) =>
      `${count === 0 ? 'none' : counted(count, 'error')} in the last 24 h, in ${counted(runs, 'run')}`,
    log: (name) => `The function's log has the reason: log group ${name}.`,
    unreadable: (count) => `${counted(count, 'record')} in the last 24 h could not be read`,
    unreadableTodo: '`login-watch redrive` shows the records that were kept.',
    rules: (count) => `a rule failed ${counted(count, 'time')} in the last 24 h, and may have missed something`,
  },
  queue: {
    empty: 'empty',
    deadMessages: (count) => `${counted(count, 'message')} that no channel accepted`,
    deadRecords: (count) => `${counted(count, 'record')} that could not be handled, so no alert was sent`,
    redrive: '`login-watch redrive` shows them and sends them again. They are kept for 14 days.',
    waiting: (count, age) => `${waiting(count)}, for ${duration(age)}`,
    waitingLong: (count, age) => `${waiting(count)}, the oldest for ${duration(age)}`,
    waitingUnknown: (count) => `${waiting(count)}; for how long is not known`,
    waitingTodo: 'A channel accepts none at the moment. `login-watch test --deployed` reports the answer of each.',
  },
  channels: {
    some: (count, kinds) => `${counted(count, 'channel')} in the settings: ${listed(kinds)}`,
    none: 'the settings have no channel, so no alert is sent',
    noneTodo: 'Add one under `channels` in login-watch.yaml, then run `login-watch deploy`.',
  },
  mail: {
    noTopic: (addresses) => `no topic is deployed for ${listed(addresses)}`,
    confirmed: (addresses) => `confirmed by ${listed(addresses)}`,
    open: (pending, missing, isAll) =>
      [
        ...(pending.length === 0 ? [] : [`not confirmed by ${listed(pending)}`]),
        ...(missing.length === 0 ? [] : [`not subscribed (any more): ${listed(missing)}`]),
        ...(isAll ? ['so this mail reaches no one'] : []),
      ].join('; '),
    confirm: CONFIRM,
    subscribe: (region, topic) =>
      `${CONFIRM} A link is valid for two days: \`aws sns subscribe --region ${region} --topic-arn ${topic} --protocol email --notification-endpoint ADDRESS\` sends a new one.`,
    healthSubscribers: (count) => `${counted(count, 'subscriber')} would be alerted`,
    noHealth: 'no one is alerted when the notifier itself has a problem',
    addMail:
      'Add `health: { email: [you@example.com] }` or a channel under `health` to login-watch.yaml and run `login-watch deploy`.',
    verdict: 'No one hears if the notifier itself fails.',
  },
  second: {
    ready: (kind) => `ready, sends by ${kind}`,
    limits: 'silent if this account or region, its SNS, SQS, Lambda or CloudWatch, or its topic is lost',
    waiting: (count) => `${waiting(count)} by the second channel`,
    dead: (count) => `${counted(count, 'message')} that the second channel didn’t accept for three days`,
    log: (group) => `Its log has the reason: log group ${group}. \`login-watch test --health\` tries it.`,
    noProof: (days) => `nothing sent in the last ${days} days; \`login-watch test --health\` tries it`,
    proof: (before) => `last message ${duration(before)} ago`,
  },
};
