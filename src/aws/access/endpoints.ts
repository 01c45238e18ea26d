/** Probes of AWS's endpoints, without a signature, so that neither credentials nor permissions matter. */
import type { CommandOutput, MiddlewareStack } from '../answers.ts';
import { type Aws, makeAws } from '../clients.ts';
import { faultOf } from '../fault.ts';
import { type EndpointQuestion, QUESTIONS } from './endpoint-questions.ts';

export interface Probe {
  /** `sts` */
  readonly service: string;
  /** The URL asked, e.g. `https://sts.us-east-1.amazonaws.com`; undefined if unknown. */
  readonly url: URL | undefined;
  /** The failure; undefined if AWS answered, even by refusing an unsigned request. */
  readonly error: unknown;
  /** The endpoint's clock minus ours, in milliseconds; positive if ours is behind. */
  readonly skew: number | undefined;
}

interface Options {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** Nothing is signed with these, but the SDK wants credentials before it asks. */
const NOBODY = { accessKeyId: 'unsigned', secretAccessKey: 'unsigned' };

/** Asks each endpoint once, all at the same time. */
export function probeEndpoints(options: Options, now: () => number, signal: AbortSignal): Promise<readonly Probe[]> {
  const aws = makeAws({ profile: options.profile, region: options.region, credentials: NOBODY });
  return Promise.all(Object.entries(QUESTIONS).map(([service, ask]) => probe(service, ask, aws, now, signal)));
}

async function probe(
  service: string,
  ask: EndpointQuestion,
  aws: Aws,
  now: () => number,
  signal: AbortSignal,
): Promise<Probe> {
  const heard: Heard = { url: undefined, isAws: false, skew: undefined };
  try {
    await ask(aws, (stack) => listen(stack, heard, now), signal);
    return { service, url: heard.url, error: undefined, skew: heard.skew };
  } catch (error) {
    const isAnswer = REFUSALS.has(faultOf(error)) || (heard.isAws && faultOf(error) !== 'server');
    const skew = isAnswer ? heard.skew : undefined;
    return { service, url: heard.url, error: isAnswer ? undefined : error, skew };
  }
}

/** Refusals that only AWS sends, or its stand-in. */
const REFUSALS: ReadonlySet<string> = new Set(['denied', 'bad-credentials', 'expired', 'clock', 'throttled']);

interface Heard {
  url: URL | undefined;
  isAws: boolean;
  skew: number | undefined;
}

function listen<I extends object, O extends CommandOutput>(
  stack: MiddlewareStack<I, O>,
  heard: Heard,
  now: () => number,
): void {
  stack.remove('httpSigningMiddleware');
  stack.remove('retryMiddleware');
  stack.add(
    (next) => async (args) => {
      heard.url = urlOf(args.request);
      const asked = now();
      const result = await next(args);
      const headers = headersOf(result.response);
      // https://docs.aws.amazon.com/general/latest/gr/api-retries.html names no header, but every service sends one of these.
      heard.isAws = Object.keys(headers).some((name) => /^x-amzn?-request-?id$/i.test(name));
      const told = Date.parse(headers['date'] ?? '');
      if (!Number.isNaN(told)) heard.skew = told - (asked + now()) / 2;
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

function urlOf(request: unknown): URL | undefined {
  if (typeof request !== 'object' || request === null || !('hostname' in request)) return undefined;
  const { protocol, port } = { protocol: 'https:', port: undefined, ...request };
  const url = `${protocol}//${String(request.hostname)}${port === undefined ? '' : `:${String(port)}`}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function headersOf(response: unknown): Readonly<Record<string, string>> {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return {};
  return Object.fromEntries(Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]));
}
