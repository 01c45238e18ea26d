/** Scripted accounts whose remedies are applied, and those that take a person, each with the reason. */
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { ARRIVAL_BREAKS, ARRIVAL_UNKNOWN } from '../../../sandbox/scripted/arrivals.ts';
import { BUCKET_BREAKS, BUCKET_UNKNOWN } from '../../../sandbox/scripted/buckets.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RECORDING_BREAKS } from '../../../sandbox/scripted/recording.ts';
import { UNKNOWN_REPORTS } from '../../../sandbox/scripted/reports.ts';
import { LEFT_OUT, RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { TELEMETRY_BREAKS } from '../../../sandbox/scripted/telemetry.ts';
import { UNKNOWABLE } from '../../../sandbox/scripted/variants.ts';

const ELSEWHERE = 'it lies in another account, where the audit has to be run';

/** A member account without a trail of its own. */
const MEMBER = Object.fromEntries(Object.entries(UNKNOWN_REPORTS).filter(([name]) => name.includes('#2438')));

/** By the script's name: why no command can close what fails there. */
export const BY_HAND: ReadonlyMap<string, string> = new Map([
  ['files are not delivered', 'bucket and policy are fine, so a key or the organization stops CloudTrail'],
  ['no file for three days', 'bucket and policy are fine, and CloudTrail names no error'],
  ['never a file', 'bucket and policy are fine, and CloudTrail names no error'],
  [
    'log group is emptied, and the status has a delivery',
    'somebody or something removes events, and may be an intruder',
  ],
  ['bucket is emptied, and the status has a delivery', 'somebody or something removes files, and may be an intruder'],
  ...Object.keys(ARRIVAL_UNKNOWN).map((name) => [name, 'only time shows whether events arrive'] as const),
  ["another account's bucket", ELSEWHERE],
  ['an organization whose members may delete', 'who is in the organization is its own business'],
  ["organization's trail, its log group elsewhere", ELSEWHERE],
  ["another account's topic", ELSEWHERE],
  ...Object.keys(MEMBER).map((name) => [name, ELSEWHERE] as const),
  ['filter of columns', 'the pattern has a form that CloudTrail records never have'],
  ['anomaly band', 'whether one event leaves the band depends on the days before'],
  ['a name with a part that is not known', 'AWS documents no such part, so the log group is not known'],
  ['a telemetry rule in one region only', 'a rule there, with filters and alarms, or a trail: the owner chooses'],
  [
    'telemetry rules for data events only',
    'whether a rule of the organization feeds the log group is seen there alone',
  ],
  [
    'telemetry rules that the account does not show',
    'whether a rule of the organization feeds the log group is seen there alone',
  ],
]);

/** By the test file that applies them. */
export const REMEDY_SCRIPTS = {
  alarms: ALARM_BREAKS,
  buckets: { ...BUCKET_BREAKS, ...BUCKET_UNKNOWN },
  receivers: { ...RECEIVER_BREAKS, ...UNKNOWABLE },
  recording: { ...RECORDING_BREAKS, ...ARRIVAL_BREAKS, ...ARRIVAL_UNKNOWN, ...MEMBER },
  sources: { ...SOURCE_BREAKS, ...RULE_BREAKS, ...LEFT_OUT },
  telemetry: TELEMETRY_BREAKS,
};
