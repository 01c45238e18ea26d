/** The template as AWS is given it: with names that can be taken over. */
import type { Aws } from '../clients.ts';
import { type NameValues, withStaticNames } from './static-names.ts';
import type { StackSpec } from './types.ts';

/** Who uploads a template, because it is longer than 51,200 bytes, uploads this. */
export async function templateFor(
  spec: Pick<StackSpec, 'template' | 'region' | 'parameters'>,
  aws: Aws,
): Promise<string> {
  const { template, region, parameters } = spec;
  const account: NameValues = template.includes('AWS::AccountId') ? await accountOf(aws) : {};
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return withStaticNames(template, { ...parameters, 'AWS::Region': region, 'AWS::Partition': partition, ...account });
}

/** Nothing is lost without it but that what exists is taken over. */
async function accountOf(aws: Aws): Promise<NameValues> {
  try {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { Account } = await (await aws.sts()).send(new GetCallerIdentityCommand({}));
    return Account === undefined ? {} : { 'AWS::AccountId': Account };
  } catch {
    return {};
  }
}
