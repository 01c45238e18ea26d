/** Template parameters from the settings; the others are found out at the deployment. */
import { parametersIn, routingOf, secretsOf } from '../channels/secrets-of.ts';
import { PIPELINES, type Settings } from '../core/settings.ts';
import type { TemplateName } from './templates.ts';

export type Parameters = Readonly<Record<string, string>>;

export function parametersFor(template: TemplateName, settings: Settings): Parameters {
  const { name } = settings;
  if (template === 'trail' || template === 'artifacts') return { Name: name, BucketPrefix: name.toLowerCase() };
  if (template === 'notifier') return { Name: name, ...pipelines(settings), ...guards(settings) };
  if (template === 'health') return { Name: name, ...secondWay(settings) };
  return { Name: name };
}

/** Left out where the settings leave the table as it is. */
function guards({ table: { pointInTimeRecovery, deletionProtection } = {} }: Settings): Parameters {
  return {
    ...(pointInTimeRecovery === undefined ? {} : { TablePointInTimeRecovery: String(pointInTimeRecovery) }),
    ...(deletionProtection === undefined ? {} : { TableDeletionProtection: String(deletionProtection) }),
  };
}

/** `PipelineEvents`, `PipelineLogs`, … */
function pipelines(settings: Settings): Parameters {
  return Object.fromEntries(
    PIPELINES.map((pipeline) => [
      `Pipeline${pipeline.slice(0, 1).toUpperCase()}${pipeline.slice(1)}`,
      String(settings.pipelines.includes(pipeline)),
    ]),
  );
}

/** Parameters of the second channel; the template's own defaults stand if the settings have none. */
function secondWay({ health, language }: Settings): Parameters {
  const channel = health?.channel;
  if (channel === undefined) return {};
  const [secret, sign] = secretsOf(channel).map((one) => parametersIn([one])[0] ?? '');
  return {
    Channel: channel.kind,
    SecretName: secret ?? '',
    SignName: sign ?? '',
    Room: channel.kind === 'chatwork' ? String(channel.chatwork.room) : '',
    PagerDutyRegion: (channel.kind === 'pagerduty' ? channel.pagerduty.region : undefined) ?? 'us',
    OwnHost: secretsOf(channel).find(({ host }) => host !== undefined)?.host ?? '',
    Language: routingOf(channel).language ?? language,
  };
}
