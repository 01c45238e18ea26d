/**
 * The text before the consent: resources to delete, data lost with them, resources that stay, and how to remove those.
 */
import { parametersOf } from '../../channels/secrets-of.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import type { Inventory } from './inventory.ts';
import { type Step, usersOf, whatOf } from './steps.ts';

export function planText(found: Inventory, settings: Settings, steps: readonly Step[], all: boolean): string {
  const { account, region, waiting, unseen } = found;
  const parts = [
    steps.length === 0
      ? [
          `Nothing is deployed: no stack of ${settings.name} is in account ${account}, neither in ${region} nor elsewhere.`,
        ]
      : [
          `This would be removed from account ${account}:`,
          ...steps.map(
            (step) => `  ${step.what}${step.with === undefined ? '' : `, with ${step.with}`}${busy(step, found)}`,
          ),
        ],
    lost(waiting),
    all && found.trail !== undefined ? [`Without the trail ${meaning(found)}`] : [],
    under('This stays:', staying(found, settings, all)),
    under('This could not be looked at, and is left alone:', unseen),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const under = (head: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`)];

function busy({ what }: Step, { artifacts, notifier, alarms, trail, forwarders }: Inventory): string {
  const stacks = [artifacts, notifier, alarms, trail, ...forwarders].flatMap((one) => (one === undefined ? [] : [one]));
  const status = stacks.find((state) => whatOf(state) === what)?.status ?? '';
  const isBusy = status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
  return isBusy ? ` (once AWS is done with what goes on there: ${visible(status)})` : '';
}

function lost(waiting: Inventory['waiting']): readonly string[] {
  const all = waiting.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return [];
  const parts = waiting.map(({ what, count }) => `${count} ${what}`).join(', ');
  const waits = all === 1 ? '1 message waits' : `${all} messages wait`;
  return [`${waits} and would be lost: ${parts}. \`login-watch redrive\` sends again what is stuck.`];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
function meaning({ otherTrails }: Inventory): string {
  const others = otherTrails?.filter(({ isLogging }) => isLogging).map(({ name }) => visible(name)) ?? [];
  const also = others.length === 0 ? '' : ` (and what ${others.join(', ')} writes)`;
  return `AWS itself keeps management events for 90 days, in each region's event history, and nothing longer${also}.`;
}

function staying(found: Inventory, settings: Settings, all: boolean): readonly string[] {
  const { region, foreign, notifier } = found;
  const shared = (['bucket', 'logGroup'] as const).flatMap((kind) => {
    const users = usersOf(found, kind);
    const name = kind === 'bucket' ? `bucket ${found.bucket?.name}` : `log group ${found.logGroup}`;
    return users.length === 0 ? [] : [`${name}: trail ${users.join(', ')} writes to it`];
  });
  const bucket = notifier?.parameters['TrailBucket'] ?? '';
  const isMerged =
    bucket === ''
      ? settings.pipelines.includes('s3') && settings.trail.use === 'existing'
      : bucket !== found.bucket?.name;
  const secrets = parametersOf(settings.channels).map(visible);
  return [
    ...(all ? shared : keptData(found)),
    ...foreign.map(
      (state) => `${whatOf(state)}: it serves the notifier in ${visible(state.parameters['HomeRegion'] ?? '')}`,
    ),
    ...(isMerged ? [notifications(bucket)] : []),
    secrets.length === 0
      ? 'secrets in Parameter Store, if any were stored'
      : `secrets in Parameter Store; to delete them: aws ssm delete-parameters --region ${region} --names ${secrets.join(' ')}`,
  ];
}

function keptData(found: Inventory): readonly string[] {
  const { table, trail, bucket, logGroup, region } = found;
  const data = [
    ...(bucket === undefined ? [] : [`bucket ${bucket.name}`]),
    ...(logGroup === undefined ? [] : [`log group ${logGroup}`]),
  ].join(' and ');
  return [
    ...(table === undefined
      ? []
      : [
          `table ${table} with the sign-ins; to delete it: aws dynamodb delete-table --region ${region} --table-name ${table}`,
        ]),
    ...(trail === undefined
      ? data === ''
        ? []
        : [`${data}, which a trail filled; \`login-watch destroy --all\` removes what is left of it`]
      : [
          `${whatOf(trail)} with its trail${data === '' ? '' : `, ${data}`}: it goes on recording, and costs what it stores; \`login-watch destroy --all\` removes it, and then ${meaning(found)}`,
        ]),
  ];
}

/** Others may listen by now, so this is not put back. https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
function notifications(bucket: string): string {
  const [which, of] = bucket === '' ? ['the trail’s bucket', 'BUCKET'] : [`bucket ${visible(bucket)}`, visible(bucket)];
  return `${which} goes on telling EventBridge of its objects, as others may listen; see it: aws s3api get-bucket-notification-configuration --bucket ${of}`;
}
