/** The way to AWS: proxy, endpoints, and the clock that every signature depends on. */
import type { Probe } from '../../aws/access/endpoints.ts';
import { explainAws } from '../../aws/errors.ts';
import { faultOf } from '../../aws/fault.ts';
import { shownProxyFor } from '../../aws/proxy.ts';
import { MINUTE } from '../../core/time.ts';
import type { CheckResult } from '../../render/checks.ts';
import { lasting } from '../shared/checks.ts';
import type { Check, Facts } from './check.ts';

export const PROXY: Check = {
  name: 'proxy',
  run: async (facts) => {
    const check = 'proxy';
    const urls = (await facts.probes()).flatMap(({ url }) => url ?? []);
    const ways = await Promise.all(urls.map(async (url) => ({ host: url.host, proxy: await shownProxyFor(url) })));
    const proxies = [...new Set(ways.flatMap(({ proxy }) => proxy ?? []))];
    if (proxies.includes('not a URL')) {
      const todo = 'Write it as http://proxy.example.com:3128, with special characters of a password percent-encoded.';
      return [{ check, state: 'failed', said: 'what HTTPS_PROXY (or ALL_PROXY) says is not a URL', todo }];
    }
    if (proxies.length === 0) return [{ check, state: 'ok', said: 'none; AWS is asked directly' }];
    const direct = ways.flatMap(({ host, proxy }) => (proxy === undefined ? [host] : []));
    const except = direct.length === 0 ? '' : `, but not for ${listed(direct)} (NO_PROXY)`;
    return [{ check, state: 'ok', said: `${proxies.join(', ')} is asked for AWS${except}` }];
  },
};

export const ENDPOINTS: Check = {
  name: 'endpoints',
  run: async (facts) => {
    const check = 'endpoints';
    const region = await facts.aws.homeRegion();
    const probes = await facts.probes();
    const answered = probes.filter(({ error }) => error === undefined);
    const all = `${listed(answered.map(({ service }) => service))} answer in ${region}`;
    return [
      ...(answered.length === 0 ? [] : [{ check, state: 'ok', said: all } as const]),
      ...troubles(probes, region, facts),
      ...overrides(),
    ];
  },
};

/** One result for each kind of trouble, however many endpoints have it. */
function troubles(probes: readonly Probe[], region: string, { signal, host, aws }: Facts): CheckResult[] {
  const failed = probes.filter(({ error }) => error !== undefined);
  const kinds = [...new Set(failed.map(({ error }) => faultOf(error)))];
  return kinds.map((kind) => {
    const alike = failed.filter(({ error }) => faultOf(error) === kind);
    const action = listed(alike.map(({ service }) => service));
    const check = 'endpoints';
    if (kind === 'stopped' && signal.aborted && !host.signal.aborted) {
      const todo = 'Check the network, and whether a firewall or a proxy drops what goes to AWS.';
      return { check, state: 'failed', said: `no answer in time from ${action} in ${region}`, todo };
    }
    const { message, hint } = explainAws(alike[0]?.error, { action, region, profile: aws.profile });
    return { check, state: kind === 'stopped' ? 'not checked' : 'failed', said: message, todo: hint };
  });
}

/** Somebody tried a sandbox once, and the variable is still set. */
function overrides(): CheckResult[] {
  const names = Object.keys(process.env).filter((name) => /^AWS_ENDPOINT_URL(?:_|$)/.test(name) && process.env[name]);
  if (names.length === 0) return [];
  const places = names.map((name) => {
    const value = process.env[name] ?? '';
    return `${name} (${URL.canParse(value) ? new URL(value).host : 'not a URL'})`;
  });
  return [
    {
      check: 'endpoints',
      state: 'warning',
      said: `another place than AWS itself is asked: ${places.join(', ')}`,
      todo: `Unset ${names.join(', ')}, unless that is what you want.`,
    },
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html: "within five minutes" */
const MOST_SKEW = 5 * MINUTE;
/** The time of a slow answer, and the whole seconds in which AWS tells it, are no skew. */
const LEAST_SKEW = MINUTE;

export const CLOCK: Check = {
  name: 'clock',
  run: async (facts) => {
    const check = 'clock';
    const skews = (await facts.probes()).flatMap(({ skew }) => skew ?? []);
    const skew = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)];
    if (skew === undefined)
      return [{ check, state: 'not checked', said: 'nobody told the time, as no endpoint answered' }];
    const off = Math.abs(skew);
    if (off < LEAST_SKEW) return [{ check, state: 'ok', said: 'it agrees with that of AWS' }];
    const said = `it is ${lasting(off)} ${skew > 0 ? 'behind' : 'ahead of'} that of AWS`;
    const todo = 'Let the system synchronise its clock.';
    if (off < MOST_SKEW) return [{ check, state: 'warning', said, todo }];
    return [{ check, state: 'failed', said: `${said}, which refuses what is off by more than 5 minutes`, todo }];
  },
};

const listed = (names: readonly string[]) => names.toSorted().join(', ');
