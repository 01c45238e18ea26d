/** The proxy that the environment asks for: HTTPS_PROXY, ALL_PROXY, NO_PROXY, in capitals or not. The SDK itself knows none. */
import type { Agent } from 'node:http';

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/** An agent that asks anew for each host, as NO_PROXY may leave some out; undefined where no proxy is set. */
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
