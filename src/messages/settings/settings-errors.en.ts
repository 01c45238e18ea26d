/** Mistakes in the settings file, in English. */
import type { SettingsErrorWords } from './settings-errors.words.ts';

export const SETTINGS_ERRORS_EN: SettingsErrorWords = {
  noun: {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'keys with values',
    record: 'keys with values',
  },
  problem: {
    time: () => 'is not a time of day; write HH:MM, as "09:00"',
    accountId: () => 'is not an account id; write its 12 digits',
    accounts: () => 'must be a list of account ids, or a name for each: `{ 444455556666: payments }`',
    bucketName: () => 'is not the name of a bucket; write it without s3:// and without folders',
    bucketAccount: () => 'is missing; write the 12 digits of the account that owns the bucket',
    bucketOrName: () => 'and `bucket` name two trails; keep one of them',
    ofBucket: () => 'belongs to a `bucket` of another account; name the bucket, or remove this',
    topicArn: () => 'is not the ARN of an SNS topic, as arn:aws:sns:us-east-1:444455556666:trail-files',
    keyArn: () =>
      'is not the ARN of a KMS key (no alias), as arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    arn: () => 'is not an ARN',
    network: () => 'is neither an address nor a CIDR block, as 198.51.100.7, 203.0.113.0/24 or 2001:db8::/32',
    wholeInternet: () => 'is the whole internet; a trusted network must be smaller',
    tooWide: () => 'is more than a sixteenth of the internet; a trusted network must be smaller',
    tooWideTogether: () => 'holds more than a sixteenth of the internet in all; trusted networks must be smaller',
    day: () => 'is not a day; write YYYY-MM-DD',
    criticalMuted: () => 'must not be critical: critical findings alert at any hour',
    endlessHours: () => 'is the same as `from`: hours that never end mute everything',
    ruleId: () => 'is not a rule id; write lower-case words joined by hyphens',
    name: () =>
      'is not a name; write up to 40 letters and digits, starting with a letter, with single hyphens between them',
    nameReserved: () => 'must not begin with aws or ssm: Parameter Store reserves those names',
    timezone: () => 'is not a time zone; write an IANA name, as Asia/Tokyo',
    domain: () => 'is not a domain, as example.com',
    mail: () => 'is not a mail address, as security@example.com',
    host: () => 'is not a host; write its name alone, as chat.example.com or chat.example.com:8443',
    mentionCount: (most) => `must have 1 to ${most} mentions, with spaces between`,
    mentionMeant: (meant) => `must be written as ${meant}`,
    mentionSlack: () => 'is no mention of Slack’s; write @here, @channel, a user’s id (U…) or a user group’s (S…)',
    mentionNameInSlack: () =>
      'is a name, and Slack mentions by id; copy the user’s “member ID” from the profile (U…), or the user group’s id (S…)',
    mentionTeams: () => 'is no mention of Teams’; write the mail address or the Entra object id of a user',
    mentionAllInTeams: () =>
      'has no counterpart in Teams, where a webhook can mention single users only; write their mail addresses or Entra object ids',
    mentionDiscord: () =>
      'is no mention of Discord’s; write @here, @everyone, a user’s id (digits) or & and a role’s id (&digits)',
    mentionNameInDiscord: () =>
      'is a name, and Discord mentions by id; in developer mode copy the user’s id, or the role’s and put & before it',
    secretMissing: (kind) =>
      `is missing; name the place of the secret: ssm:/name or env:NAME (\`login-watch secret set ${kind}\` stores it)`,
    secretInClear: (kind) =>
      `must name the place of the secret, ssm:/name or env:NAME, and never hold the secret itself; move it with \`login-watch secret set ${kind}\``,
    oneHealthKind: (kinds) => `must name exactly one kind: ${kinds}`,
    healthNobody: () => 'names nobody: give email, channel or both',
    healthInEnv: () => 'needs its secret in AWS (ssm:/name), where its function can read it',
    oneChannelKind: (kinds) => `must name exactly one kind: ${kinds}; begin each with a dash of its own`,
  },
  pattern: (reason) => `is not an event pattern: ${reason}`,
  at: (place, problem) => `${place} ${problem}`,
  theFile: 'the file',
  unknownKey: (key, didYouMean, where, known) =>
    `unknown key ${key}${didYouMean}; known ${where === undefined ? 'here' : `in ${where}`}: ${known}`,
  didYouMean: (name) => ` (did you mean \`${name}\`?)`,
  oneOf: (values) => `one of ${values}`,
  moreThan: (minimum) => `more than ${minimum}`,
  atLeast: (minimum) => `at least ${minimum}`,
  atMost: (maximum) => `at most ${maximum}`,
  listNotEmpty: 'a list that is not empty',
  textNotEmpty: 'text that is not empty',
  somethingElse: (message) => `something else (${message})`,
  missing: (allowed) => `is missing${allowed === '' ? '' : `; write ${allowed}`}`,
  empty: (allowed) => `is empty; write ${allowed === '' ? 'a value' : allowed}, or remove the key`,
  mustBe: (allowed) => `must be ${allowed}`,
  found: (value) => `; found ${value}`,
  aList: 'a list',
  keysWithValues: 'keys with values',
  ruleState: 'on, off or keys with values',
  removeQuotes: ' (remove the quotes)',
  hidden: (characters) => `${characters} characters that are not shown`,
  andMore: (count) => `… and ${count} more`,
  hint: '`login-watch config schema` prints what each key allows; editors read it too.',
  clearSecret: (channel) =>
    `a webhook URL of ${channel} in clear text: remove it, and store it with \`login-watch secret set ${channel}\` (anyone who has read this file may have it, so create a new one)`,
  tooDeep: 'nested too deeply to be settings',
  tooManyAliases: 'unfolds to too much: write values out instead of using aliases (*name)',
  tab: 'indented with a tab; YAML takes spaces only',
  duplicateKey: 'this key appears for the second time',
  secondDocument: 'a second document begins here (---); the settings are a single one',
  secondColon: 'a second `: ` in one line; put text that holds one in quotes',
  yamlVersion: 'must be YAML 1.2; remove the %YAML line',
  noAnchor: 'an alias (*name) without its anchor (&name)',
  noPlainKey: 'a key that is not a plain word',
  tag: 'a tag (!name) means nothing here; remove it',
  bucketPipelines:
    'must be [s3] or [events, s3] with `trail.bucket`: logs and alarms read a log group, which a trail of another account has there',
  noSuchRule: (name, didYouMean) =>
    `no rule or theme is called \`${name}\`${didYouMean}; \`login-watch rules list\` shows all`,
  builtInId: 'is the id of a built-in rule',
  themeId: 'is the name of a theme',
  takenId: 'is the id of another rule of your own',
  envelopeField: (field) =>
    `is matched over the CloudTrail record, which has no \`${field}\`: write the content of \`detail\``,
  noRecordField: (field, didYouMean) => `no field of a record is called \`${field}\`${didYouMean}`,
  noField: (didYouMean, known) =>
    `is not a field${didYouMean}; write one of ${known}, or a path in the record, as requestParameters.bucketName`,
  quoteAccount: 'must be in quotes: account ids are text',
  tooManyBusRules: (count, most) =>
    `these rules need ${count} EventBridge rules, and pipeline events takes ${most}; shorten their lists, or use other pipelines`,
};
