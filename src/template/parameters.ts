/** Template parameters from the settings; the others are found out at the deployment. */
import { PIPELINES, type Settings } from '../core/settings.ts';
import type { TemplateName } from './templates.ts';

export type Parameters = Readonly<Record<string, string>>;

export function parametersFor(template: TemplateName, settings: Settings): Parameters {
  const { name } = settings;
  if (template === 'trail' || template === 'artifacts') return { Name: name, BucketPrefix: name.toLowerCase() };
  if (template === 'notifier') return { Name: name, ...pipelines(settings), ...guards(settings) };
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
