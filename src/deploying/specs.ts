/** Settings and what is in the account -> the stacks to be, in the order in which they are made. Pure but for reading templates. */
import type { Identity } from '../aws/access/caller.ts';
import type { StackSpec } from '../aws/cloudformation/stacks.ts';
import { allChannels, parametersOf } from '../channels/secrets-of.ts';
import { namesOf } from '../core/names.ts';
import { type Settings, trailBucketOf } from '../core/settings.ts';
import { withoutFilesElsewhere } from '../template/files-elsewhere.ts';
import { hoursRoleArn } from '../template/hours.ts';
import { parametersFor } from '../template/parameters.ts';
import { renderTemplate } from '../template/render.ts';
import type { Template } from '../template/template.ts';
import type { TemplateName } from '../template/templates.ts';
import { withStaticNames } from '../template/values.ts';
import { keyParameters, secretKeyParameters } from './keys.ts';
import type { Survey } from './survey.ts';

export interface PlannedStacks {
  /** One after another: each may need those before it. */
  readonly inOrder: readonly StackSpec[];
  /** After these, side by side: one in each other region. */
  readonly forwarders: readonly StackSpec[];
}

export const stackName = (settings: Pick<Settings, 'name'>, template: TemplateName): string =>
  namesOf(settings.name).stack(template);

/** The artifacts bucket's name is made of what is known before it exists (`templates/artifacts.yaml`). */
export const artifactsBucket = (name: string, { account }: Survey['identity']): string =>
  namesOf(name).artifactsBucket(account);

/**
 * The function's settings, with the resources to watch, which only the account knows. A change of its own alert path
 * matters more than any other.
 */
export function deployedSettings(settings: Settings, survey: Pick<Survey, 'identity' | 'trail'>): Settings {
  const { account } = survey.identity;
  const ofTrail = watchedOf(survey.trail, namesOf(settings.name).trailBucket(account));
  const names = namesOf(settings.name);
  const ofNotifier = [names.every, names.notifierLog, `${names.parameters}/*`, ...parametersOf(allChannels(settings))];
  const watched = [...settings.watched, ...ofNotifier, ...ofTrail].filter((name) => name !== '');
  const schedulerRole = hoursRoleArn(settings, survey.identity);
  return {
    ...settings,
    watched: [...new Set(watched)],
    ...(schedulerRole === undefined ? {} : { schedulerRole }),
  };
}

/** Names of what the records come through; `own` is the bucket of a trail of ours. */
function watchedOf(choice: Survey['trail'], own: string): readonly string[] {
  if (choice.use === 'new') return [own];
  const { name = '', bucket = '', logGroup } = choice.trail ?? {};
  const from = choice.use === 'bucket' ? [choice.from.bucket, choice.from.topic ?? ''] : [];
  return [name, bucket, logGroup?.name ?? '', ...from];
}

/** `settings` are the deployed ones, so that what the function looks for is what the pipelines bring. */
export function stackSpecs(settings: Settings, survey: Survey, codeKey: string): PlannedStacks {
  const { identity, trail, logGroup, bucket, regions } = survey;
  const { account, region, partition } = identity;
  const spec = (name: TemplateName, own: StackSpec['parameters']) =>
    specOf({ name, template: templateFor(name, settings) }, settings, identity, own);
  const inOrder = [
    spec('artifacts', {}),
    ...(trail.use === 'new' ? [spec('trail', {})] : []),
    withGuards(
      settings,
      spec('notifier', {
        CodeBucket: artifactsBucket(settings.name, identity),
        CodeKey: codeKey,
        LogGroupName: logGroup ?? '',
        ...filesParameters(bucket, trail, account),
        ...keyParameters(survey.keys, settings.channels),
      }),
    ),
    ...(settings.health?.channel === undefined
      ? []
      : [
          spec('health', {
            TopicArn: `arn:${partition}:sns:${region}:${account}:${namesOf(settings.name).healthTopic}`,
            ...secretKeyParameters(survey.keys, [settings.health.channel]),
          }),
        ]),
    ...(settings.pipelines.includes('alarms') && logGroup !== undefined
      ? [
          spec('alarms', {
            LogGroupName: logGroup,
            AlarmTopicArn: `arn:${partition}:sns:${region}:${account}:${namesOf(settings.name).alarmTopic}`,
          }),
        ]
      : []),
  ];
  const elsewhere = settings.pipelines.includes('events') ? regions.regions.filter((other) => other !== region) : [];
  if (elsewhere.length === 0) return { inOrder, forwarders: [] };
  const forwarder = { name: 'forwarder', template: renderTemplate('forwarder', settings) } as const;
  return {
    inOrder,
    forwarders: elsewhere.map((other) =>
      specOf(forwarder, settings, { ...identity, region: other }, { HomeRegion: region }),
    ),
  };
}

/** A protected table couldn't go if the stack's creation failed, and the stack with it. */
const withGuards = ({ table }: Settings, spec: StackSpec): StackSpec =>
  table?.deletionProtection === true ? { ...spec, keepsNew: true } : spec;

/** Parameters of the notifier's template. */
function filesParameters(bucket: Survey['bucket'], trail: Survey['trail'], account: string): StackSpec['parameters'] {
  if (trail.use !== 'bucket' || bucket === undefined) return { TrailBucket: bucket?.name ?? '' };
  return {
    TrailBucket: bucket.name,
    TrailAccount: bucket.owner === account ? '' : bucket.owner,
    TrailTopicArn: trail.from.topic ?? '',
  };
}

/** The notifier's as short as these settings allow. */
function templateFor(name: TemplateName, settings: Settings): Template {
  const template = renderTemplate(name, settings);
  return name === 'notifier' && trailBucketOf(settings) === undefined ? withoutFilesElsewhere(template) : template;
}

interface Rendered {
  readonly name: TemplateName;
  readonly template: Template;
}

/** A stack in one region; `own` are the parameters that the settings don't give. */
function specOf(
  { name, template }: Rendered,
  settings: Settings,
  place: Pick<Identity, 'account' | 'partition' | 'region'>,
  own: StackSpec['parameters'],
): StackSpec {
  const { region } = place;
  const parameters = { ...parametersFor(name, settings), ...own };
  return {
    name: stackName(settings, name),
    region,
    template: withStaticNames({ template, parameters, region }, place),
    parameters,
    tags: { 'login-watch': settings.name },
  };
}
