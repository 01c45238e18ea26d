/** Reads a secret from SSM Parameter Store. */
import type { SSMClient } from '@aws-sdk/client-ssm';

/** The trimmed value; empty if the parameter is. Throws AWS's own error, which may quote the request. */
export async function fetchParameter(name: string, client: SSMClient): Promise<string> {
  const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  return Parameter?.Value?.trim() ?? '';
}
