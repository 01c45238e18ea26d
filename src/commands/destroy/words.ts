/** The list before the question: what is removed and lost, what stays and how to remove that, too. */
import { allChannels, parametersOf } from '../../channels/secrets-of.ts';
import { accountText } from '../../core/accounts.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import type { DestroyWords } from '../../messages/set-up/destroy.ts';
import type { Inventory } from './inventory.ts';
import { type Step, stackIn, usersOf } from './steps.ts';

interface Planned {
  readonly settings: Settings;
  readonly steps: readonly Step[];
  readonly all: boolean;
  readonly words: DestroyWords;
}

export function planText(found: Inventory, { settings, steps, all, words }: Planned): string {
  const { region, waiting, unseen } = found;
  const account = visible(accountText(found.account, found.accountName));
  const parts = [
    steps.length === 0
      ? [words.nothingDeployed(settings.name, account, region)]
      : [words.wouldBeRemoved(account), ...steps.map((step) => `  ${lineOf(step, words)}${busy(step, found, words)}`)],
    waiting.length === 0 ? [] : [words.lost(waiting)],
    all && found.trail !== undefined ? [words.withoutTrail(recording(found))] : [],
    under(words.staysTitle, staying(found, settings, all, words)),
    under(words.unseenTitle, unseen),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const under = (head: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line}`)];

const lineOf = ({ what, loss }: Step, words: DestroyWords) => (loss === undefined ? what : words.withLoss(what, loss));

function busy(
  { what }: Step,
  { artifacts, notifier, alarms, health, trail, forwarders }: Inventory,
  words: DestroyWords,
) {
  const stacks = [artifacts, notifier, alarms, health, trail, ...forwarders].flatMap((one) =>
    one === undefined ? [] : [one],
  );
  const status = stacks.find((state) => stackIn(state, words) === what)?.status ?? '';
  const isBusy = status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
  return isBusy ? words.busy(visible(status)) : '';
}

/** Other trails that record. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const recording = ({ otherTrails }: Inventory): readonly string[] =>
  otherTrails?.filter(({ isLogging }) => isLogging).map(({ name }) => visible(name)) ?? [];

function staying(found: Inventory, settings: Settings, all: boolean, words: DestroyWords): readonly string[] {
  const { region, foreign, notifier } = found;
  const shared = (['bucket', 'logGroup'] as const).flatMap((kind) => {
    const users = usersOf(found, kind);
    const name = kind === 'bucket' ? words.bucket(found.bucket?.name ?? '') : words.logGroup(found.logGroup ?? '');
    return users.length === 0 ? [] : [words.writesToo(name, users.join(', '))];
  });
  const bucket = notifier?.parameters['TrailBucket'] ?? '';
  const owner = notifier?.parameters['TrailAccount'] ?? '';
  const isByTopic = (notifier?.parameters['TrailTopicArn'] ?? '') !== '';
  const isMerged =
    owner !== '' || isByTopic
      ? false
      : bucket === ''
        ? settings.pipelines.includes('s3') && settings.trail.use === 'existing'
        : bucket !== found.bucket?.name;
  return [
    ...(all ? shared : keptData(found, words)),
    ...foreign.map((state) => words.servesOther(stackIn(state, words), visible(state.parameters['HomeRegion'] ?? ''))),
    // Others may listen by now, so this isn't undone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
    ...(isMerged ? [words.keptNotifications(bucket === '' ? undefined : visible(bucket))] : []),
    ...(owner === '' ? [] : [words.ownersPart(visible(bucket), visible(owner))]),
    words.secrets(region, parametersOf(allChannels(settings)).map(visible)),
  ];
}

function keptData(found: Inventory, words: DestroyWords): readonly string[] {
  const { table, trail, bucket, logGroup, region } = found;
  const data = [
    ...(bucket === undefined ? [] : [words.bucket(bucket.name)]),
    ...(logGroup === undefined ? [] : [words.logGroup(logGroup)]),
  ];
  const ofTrail =
    trail === undefined
      ? data.length === 0
        ? []
        : [words.keptData(data)]
      : [words.keptTrail(stackIn(trail, words), data, recording(found))];
  return [...(table === undefined ? [] : [words.keptTable(table.name, region, table.isProtected)]), ...ofTrail];
}
