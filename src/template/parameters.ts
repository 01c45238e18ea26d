/** Template parameters from the settings; the others are found out at the deployment. */
import { PIPELINES, type Settings } from '../core/settings.ts';
import type { TemplateName } from './templates.ts';

export type Parameters = Readonly<Record<string, string>>;

export function parametersFor(template: TemplateName, settings: Settings): Parameters {
  const { name } = settings;
  if (template === 'trail' || template === 'artifacts') return { Name: name, BucketPrefix: name.toLowerCase() };
  if (template === 'notifier') return { Name: name, ...pipelines(settings) };
  return { Name: name };
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
