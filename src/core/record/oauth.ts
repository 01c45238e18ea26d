/** OAuth sign-ins of AWS Sign-In: `aws login`, and agents that act for a person through the AWS MCP server. */
import type { JsonObject, OAuth } from '../event.ts';
import { textAt } from '../fields.ts';

/**
 * Names are those of CloudTrail's records. The last three are known from the API alone; their records are assumed to
 * look like the others'. https://docs.aws.amazon.com/signin/latest/userguide/aws-mcp-server.html
 */
const TOKENS: readonly string[] = [
  'CreateOAuth2Token',
  'CreateOAuth2TokenWithIAM',
  'CreateOAuth2TokenWithTokenExchange',
  'CreateBearerToken',
];
const AUTHORISATION = 'AuthorizeOAuth2Access';

export const OAUTH_EVENTS: readonly string[] = [AUTHORISATION, ...TOKENS];

export const isAuthorisation = ({ name }: { readonly name: string }): boolean => name === AUTHORISATION;

/** Hosts and schemes that may receive a code, by the program that owns them: the same page. */
const PROGRAMS: readonly (readonly [string, RegExp])[] = [
  ['Claude', /^https:\/\/claude\.(?:ai|com)\//],
  ['ChatGPT', /^https:\/\/chatgpt\.com\//],
  ['Cursor', /^(?:cursor:\/\/|https:\/\/(?:www\.)?cursor\.com\/)/],
  ['VS Code', /^(?:vscode(?:-insiders)?:\/\/|https:\/\/(?:insiders\.)?vscode\.dev\/)/],
  ['Replit', /^https:\/\/replit\.com\//],
  ['Lovable', /^https:\/\/lovable\.(?:app|dev)\//],
  ['v0', /^https:\/\/(?:api\.)?v0\.dev\//],
];

/** Undefined for events that aren't about OAuth. */
export function oauthOf(record: JsonObject, name: string): OAuth | undefined {
  if (!OAUTH_EVENTS.includes(name)) return undefined;
  const asked = (key: string) => textAt(record, `requestParameters.${key}`);
  const client = asked('client_id') ?? '';
  const redirect = asked('redirect_uri');
  const isCli = /:devtools\//.test(client);
  return {
    kind: isCli ? 'cli' : 'agent',
    client,
    program: isCli || redirect === undefined ? undefined : programOf(redirect),
    isCrossDevice: /:devtools\/cross-device$/.test(client),
    isLocal: /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(redirect ?? ''),
    resource: resourceOf(asked('resource')),
    grant: asked('grant_type') ?? textAt(record, 'additionalEventData.grant_type'),
  };
}

/** A known program, else the host that receives the code; undefined for a program on the person's own device. */
function programOf(redirect: string): string | undefined {
  const known = PROGRAMS.find(([, sign]) => sign.test(`${redirect}/`))?.[0];
  return known ?? /^https:\/\/([^/?#:]+)/.exec(redirect)?.[1];
}

/** `https://aws-mcp.us-west-2.api.aws/mcp`, `aws-mcp.amazonaws.com`; agents are let in to nothing else yet. */
function resourceOf(resource: string | undefined): string {
  if (resource === undefined || /^(?:https:\/\/)?aws-mcp\./.test(resource)) return 'AWS MCP';
  return /^https:\/\/([^/?#]+)/.exec(resource)?.[1] ?? resource;
}
