/** The environment's proxy: HTTPS_PROXY, ALL_PROXY, NO_PROXY, in capitals or not. The SDK itself knows none. */
import type { Agent } from 'node:http';

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/** An agent that decides for each host, as NO_PROXY may exclude some; undefined if no proxy is set. */
export async function proxyAgent(): Promise<Agent | undefined> {
  if (!VARIABLES.some((name) => process.env[name])) return undefined;
  const [{ Agent: AgentBase }, { HttpsProxyAgent }, { getProxyForUrl }, https] = await Promise.all([
    import('agent-base'),
    import('https-proxy-agent'),
    import('proxy-from-env'),
    import('node:https'),
  ]);
  const direct = new https.Agent({ keepAlive: true });
  const tunnels = new Map<string, Agent>();

  class EnvironmentProxyAgent extends AgentBase {
    override connect(_: unknown, { host, port }: { host?: string | undefined; port?: number | undefined }): Agent {
      const proxy = getProxyForUrl(`https://${host}:${port}`);
      if (proxy === '') return direct;
      const tunnel = tunnels.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true });
      tunnels.set(proxy, tunnel);
      return tunnel;
    }
  }
  return new EnvironmentProxyAgent();
}

/** The proxy on the way to a URL, fit to be shown: without user and password. Undefined if there is none. */
export async function shownProxyFor(url: URL): Promise<string | 'not a URL' | undefined> {
  // Only HTTPS goes through the agent above.
  if (url.protocol !== 'https:') return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(`https://${url.hostname}:${url.port || 443}`);
  if (proxy === '') return undefined;
  const parsed = URL.canParse(proxy) ? new URL(proxy) : undefined;
  return parsed === undefined || parsed.host === '' ? 'not a URL' : `${parsed.protocol}//${parsed.host}`;
}

/** Secrets of the environment's proxies, as written there and as sent. */
export function proxySecrets(): readonly string[] {
  const userinfo = VARIABLES.flatMap((name) => /^(?:[a-z]+:\/\/)?(.*)@/i.exec(process.env[name] ?? '')?.[1] ?? []);
  return userinfo.flatMap((text) => {
    const password = text.slice(text.indexOf(':') + 1);
    return [password, decoded(password), text];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
