/** `aws signin`, of which npm has no client: https://docs.aws.amazon.com/cli/latest/reference/signin/index.html */

/** Options by command; all of them are texts. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'put-console-authorization-configuration': ['target-id'],
  'put-resource-permission-statement': [
    ...['source-vpc', 'signin-source-vpce', 'console-source-vpce', 'vpc-source-ip', 'source-ip'],
    ...['requested-region', 'excluded-principal', 'client-token'],
  ],
};

export const isSignIn = (service: string): boolean => service === 'signin';

/** `options`: the words after each flag. */
export async function runSignIn(
  command: string,
  { region = [], ...options }: Readonly<Record<string, readonly string[]>>,
  endpoint: string,
): Promise<void> {
  const known = COMMANDS[command];
  if (known === undefined) throw new Error(`aws signin has no ${command}`);
  const members = Object.entries(options).map(([flag, words]) => {
    if (!known.includes(flag) || words.length !== 1) throw new Error(`aws signin ${command} has no --${flag} ${words}`);
    return [camel(flag), words[0]];
  });
  const response = await fetch(`${endpoint}/${command}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261129/${region[0]}/signin/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(Object.fromEntries(members)),
  });
  if (!response.ok) throw new Error(`aws signin ${command}: ${await response.text()}`);
}

const camel = (flag: string) => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
