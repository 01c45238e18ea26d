/** One stack's plan, its template by whichever way CloudFormation takes it. */
import type { Aws } from '../aws/clients.ts';
import { type PlanOptions, planStack, type StackPlan, type StackSpec } from '../aws/cloudformation/stacks.ts';
import type { UserError } from '../core/user-error.ts';
import { outlinePlan } from './outline.ts';
import { refusal } from './refusal.ts';
import { artifactsBucket } from './specs.ts';
import type { Survey } from './survey.ts';
import { isTooLong, TEMPLATE_BYTES, uploadTemplate } from './upload.ts';

export interface PlanContext {
  readonly survey: Survey;
  readonly aws: Aws;
  /** Whether the artifacts bucket is there: it is made by the first stack. */
  readonly hasBucket: boolean;
}

/** A template too long for a request goes through the artifacts bucket; before that exists, it is only outlined. */
export async function planOne(spec: StackSpec, ground: PlanContext, options: PlanOptions): Promise<StackPlan> {
  const { survey, aws, hasBucket } = ground;
  const bytes = Buffer.byteLength(spec.template.text);
  if (bytes > TEMPLATE_BYTES) throw tooLarge(spec, bytes);
  if (!isTooLong(spec.template)) return planStack(spec, aws, options);
  if (!hasBucket) return outlinePlan(spec, survey.identity);
  const bucket = artifactsBucket(spec.parameters['Name'] ?? '', survey.identity);
  return planStack(await uploadTemplate(spec, bucket, survey.identity.account, aws), aws, options);
}

const tooLarge = ({ name }: StackSpec, bytes: number): UserError =>
  refusal((words) => words.templateTooLarge(name, bytes, TEMPLATE_BYTES));
