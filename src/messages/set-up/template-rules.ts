/** Why CloudFormation refuses the parameters of a template that is deployed by hand, in each language. */
import type { WordTable } from '../../core/words.ts';

/** By the name of the rule in `templates/notifier.yaml`. */
export type TemplateRuleWords = Readonly<Record<'AnyPipeline' | 'LogsReads' | 'S3Reads' | 'AlarmsReads', string>>;

const en: TemplateRuleWords = {
  AnyPipeline: 'Without a pipeline no record arrives. Set at least one Pipeline parameter to true.',
  LogsReads: 'Pipeline logs needs LogGroupName, the log group of the trail. Set it, or set PipelineLogs=false.',
  S3Reads: 'Pipeline s3 needs TrailBucket, the bucket of the trail. Set it, or set PipelineS3=false.',
  AlarmsReads: 'Pipeline alarms needs LogGroupName, the log group of the trail. Set it, or set PipelineAlarms=false.',
};

const ja: TemplateRuleWords = {
  AnyPipeline: 'パイプラインがないと記録は届きません。Pipelineで始まるパラメータを1つ以上 true にしてください。',
  LogsReads:
    'パイプライン logs には LogGroupName（証跡のロググループ）が必要です。指定するか、PipelineLogs=false にしてください。',
  S3Reads:
    'パイプライン s3 には TrailBucket（証跡のバケット）が必要です。指定するか、PipelineS3=false にしてください。',
  AlarmsReads:
    'パイプライン alarms には LogGroupName（証跡のロググループ）が必要です。指定するか、PipelineAlarms=false にしてください。',
};

export const TEMPLATE_RULE_WORDS: WordTable<TemplateRuleWords> = { en, ja };
