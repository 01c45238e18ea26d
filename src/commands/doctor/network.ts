/** Checks the way to AWS: proxy, endpoints, and the clock that every signature depends on. */
import type { Probe } from '../../aws/access/endpoints.ts';
import { explainAws } from '../../aws/errors.ts';
import { faultOf } from '../../aws/fault.ts';
import { shownProxyFor } from '../../aws/proxy.ts';
import { MINUTE } from '../../core/time.ts';
import type { CheckResult } from '../../render/checks.ts';
import { saidBy, todoOf } from '../shared/checks.ts';
import { type Check, type DoctorFacts, say } from './check.ts';

export const PROXY: Check = {
  name: 'proxy',
  run: async (facts) => {
    const check = 'proxy';
    const urls = (await facts.probes()).flatMap(({ url }) => url ?? []);
    const ways = await Promise.all(urls.map(async (url) => ({ host: url.host, proxy: await shownProxyFor(url) })));
    const proxies = [...new Set(ways.flatMap(({ proxy }) => proxy ?? []))];
    if (proxies.includes('not a URL')) {
      const todo = say((words) => words.proxy.notUrlTodo);
      return [{ check, state: 'failed', said: say((words) => words.proxy.notUrl), todo, isFatal: true }];
    }
    if (proxies.length === 0) return [{ check, state: 'ok', said: say((words) => words.proxy.none) }];
    const direct = ways.flatMap(({ host, proxy }) => (proxy === undefined ? [host] : [])).toSorted();
    return [{ check, state: 'ok', said: say((words) => words.proxy.used(proxies, direct)) }];
  },
};

export const ENDPOINTS: Check = {
  name: 'endpoints',
  run: async (facts) => {
    const check = 'endpoints';
    const region = await facts.aws.homeRegion();
    const probes = await facts.probes();
    const answered = probes.filter(({ error }) => error === undefined);
    const services = answered.map(({ service }) => service).toSorted();
    const said = say((words) => words.endpoints.answer(services, region));
    const isFatal = services.length === 0;
    return [
      ...(services.length === 0 ? [] : [{ check, state: 'ok', said } as const]),
      ...troubles(probes, region, facts).map((trouble) => ({ ...trouble, isFatal })),
      ...overrides(),
    ];
  },
};

/** One result for each kind of trouble, however many endpoints have it. */
function troubles(probes: readonly Probe[], region: string, { signal, host, aws }: DoctorFacts): CheckResult[] {
  const failed = probes.filter(({ error }) => error !== undefined);
  const kinds = [...new Set(failed.map(({ error }) => faultOf(error)))];
  return kinds.map((kind) => {
    const alike = failed.filter(({ error }) => faultOf(error) === kind);
    const action = alike
      .map(({ service }) => service)
      .toSorted()
      .join(', ');
    const check = 'endpoints';
    if (kind === 'stopped' && signal.aborted && !host.signal.aborted) {
      const said = say((words) => words.endpoints.late(action, region));
      return { check, state: 'failed', said, todo: say((words) => words.endpoints.lateTodo) };
    }
    const error = explainAws(alike[0]?.error, { action, region, profile: aws.profile });
    const state = kind === 'stopped' ? 'not checked' : 'failed';
    return { check, state, said: saidBy(error), todo: todoOf(error) };
  });
}

/** Custom endpoints: a sandbox was tried once, and its variable is still set. */
function overrides(): CheckResult[] {
  const names = Object.keys(process.env).filter((name) => /^AWS_ENDPOINT_URL(?:_|$)/.test(name) && process.env[name]);
  if (names.length === 0) return [];
  const places = names.map((variable) => {
    const value = process.env[variable] ?? '';
    return { variable, host: URL.canParse(value) ? new URL(value).host : undefined };
  });
  return [
    {
      check: 'endpoints',
      state: 'warning',
      said: say((words) => words.endpoints.custom(places)),
      todo: say((words) => words.endpoints.customTodo(names)),
    },
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html: "within five minutes" */
const MOST_SKEW = 5 * MINUTE;
/** Slow answers, and AWS's whole seconds, are not a skew. */
const LEAST_SKEW = MINUTE;

export const CLOCK: Check = {
  name: 'clock',
  run: async (facts) => {
    const check = 'clock';
    const skews = (await facts.probes()).flatMap(({ skew }) => skew ?? []);
    const skew = skews.toSorted((a, b) => a - b)[Math.floor(skews.length / 2)];
    if (skew === undefined) return [{ check, state: 'not checked', said: say((words) => words.clock.unknown) }];
    const off = Math.abs(skew);
    if (off < LEAST_SKEW) return [{ check, state: 'ok', said: say((words) => words.clock.right) }];
    const todo = say((words) => words.clock.todo);
    if (off < MOST_SKEW) return [{ check, state: 'warning', said: say((words) => words.clock.off(skew)), todo }];
    return [{ check, state: 'failed', said: say((words) => words.clock.refused(skew)), todo, isFatal: true }];
  },
};
