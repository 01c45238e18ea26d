/** `login-watch test`: the work. Sample digest -> deliveries -> the real sender -> what each vendor said. */
import type { Delivery } from '../../channels/channel.ts';
import { composeFor } from '../../channels/compose.ts';
import { SLACK_VARIABLE } from '../../channels/kinds.ts';
import { sampleDigest } from '../../channels/sample.ts';
import { routingOf } from '../../channels/secrets-of.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { ChannelSettings, Settings } from '../../core/settings.ts';
import { escapeJson } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { type SendResult, send } from '../../delivery/send.ts';
import { checkTarget } from '../../delivery/target.ts';
import type { Host } from '../../host.ts';
import { renderSent } from '../../render/sent.ts';
import { loadSettings } from '../../settings/load.ts';
import { askHidden, isInteractive } from '../shared/asking/ask.ts';
import type { GlobalOptions } from '../shared/command.ts';
import { sendable } from '../shared/mail.ts';
import { worldOf } from '../shared/world.ts';
import { writeOut } from '../shared/write-out.ts';

export interface TestOptions extends GlobalOptions {
  /** Kinds of channels, or their names; none means all of the settings. */
  readonly channels: readonly string[];
  /** A webhook given instead of that of the settings; only with one kind. */
  readonly webhookUrl: string | undefined;
  /** Show the requests, and send nothing. */
  readonly dryRun: boolean;
  /** Write a page there that shows how the message looks in each channel, and send nothing. */
  readonly preview: string | undefined;
  readonly format: 'table' | 'json';
  /** Through the deployed notifier: a synthetic sign-in by every pipeline. */
  readonly deployed?: boolean;
}

/** Somebody waits for the answer: a channel that is down is told after so many ms, not after the sender's usual patience. */
const PATIENCE = 10_000;

export async function runTest(options: TestOptions, host: Host): Promise<Exit> {
  const { settings: stored } = await loadSettings({ cwd: host.cwd, config: options.config });
  const settings = { ...stored, language: options.language ?? stored.language };
  const typed = await withTyped(options, settings, host);
  const channels = chooseChannels(typed, settings, host);
  const digest = await sampleDigest(settings, host.now());
  const deliveries = channels.flatMap((channel) => composeFor(channel, digest, withLanguage(settings, options)));

  if (options.dryRun) {
    await host.stdout.write(`${escapeJson(JSON.stringify(deliveries.map(shown), undefined, 2))}\n`);
    return EXIT.done;
  }
  if (options.preview !== undefined) {
    const { renderPreview } = await import('../../render/preview.ts');
    await writeOut(options.preview, renderPreview(deliveries), host);
    await host.stderr.write(`Wrote ${options.preview}. Open it in a browser.\n`);
    return EXIT.done;
  }
  const { deliveries: sent, mail } = await sendable(deliveries, settings, options, host);
  if (sent.length === 0) return EXIT.done;
  const results = await send(sent, { ...worldOf(withWebhook(host, typed), options), ...mail, budget: PATIENCE });
  await host.stdout.write(
    options.format === 'json' ? json(results) : renderSent(results, renderOptions(settings, host)),
  );
  if (results.every(({ verdict }) => verdict.kind === 'sent')) return EXIT.done;
  return results.find(({ exit }) => exit !== undefined)?.exit ?? EXIT.found;
}

/** `--language` is for all of this run, whatever a channel's own is. */
function withLanguage(settings: Settings, { language }: TestOptions): Settings {
  return language === undefined ? settings : { ...settings, language };
}

const renderOptions = ({ language }: Settings, { stdout, isPlain }: Host) => ({
  language,
  columns: stdout.columns,
  colour: stdout.colour,
  isPlain,
});

/** A newcomer who has stored the webhook nowhere may type it: hidden, for this once. */
async function withTyped(options: TestOptions, settings: Settings, host: Host): Promise<TestOptions> {
  const isSlackOnly = options.channels.length === 1 && options.channels[0] === 'slack';
  const isKnown =
    withWebhook(host, options).env[SLACK_VARIABLE] || settings.channels.some(({ kind }) => kind === 'slack');
  if (!isSlackOnly || isKnown || options.dryRun || options.preview !== undefined || !isInteractive(host))
    return options;
  const webhookUrl = await askHidden('Slack webhook (not shown, not kept)', whyNoTarget, host);
  return { ...options, webhookUrl: webhookUrl.trim() };
}

function whyNoTarget(text: string): string | undefined {
  try {
    checkTarget('slack', text.trim());
    return undefined;
  } catch (error) {
    return error instanceof UserError ? error.message : 'this is no webhook';
  }
}

/** A webhook given on the command line stands where the variable would. */
function withWebhook(host: Host, { webhookUrl }: TestOptions): Host {
  return webhookUrl === undefined ? host : { ...host, env: { ...host.env, [SLACK_VARIABLE]: webhookUrl } };
}

function chooseChannels(options: TestOptions, settings: Settings, host: Host): readonly ChannelSettings[] {
  const { channels: names } = options;
  const isSlackOnly = names.length === 1 && names[0] === 'slack';
  if (isSlackOnly && withWebhook(host, options).env[SLACK_VARIABLE]) {
    return [{ kind: 'slack', slack: { webhook: `env:${SLACK_VARIABLE}` } }];
  }
  const namesOf = (channel: ChannelSettings) => [channel.kind, routingOf(channel).name ?? channel.kind];
  const unknown = names.filter((name) => !settings.channels.some((channel) => namesOf(channel).includes(name)));
  if (unknown.length > 0 && settings.channels.length > 0) throw noChannels(unknown, isSlackOnly, settings);
  const isMeant = (channel: ChannelSettings) =>
    names.length === 0 || namesOf(channel).some((name) => names.includes(name));
  const channels = settings.channels.filter(isMeant);
  if (channels.length === 0) throw noChannels(names, isSlackOnly, settings);
  return channels;
}

function noChannels(names: readonly string[], isSlackOnly: boolean, settings: Settings): UserError {
  const hint = isSlackOnly
    ? `Give the webhook with --webhook-url or in ${SLACK_VARIABLE}, or list the channel in login-watch.yaml.`
    : 'List your channels under `channels` in login-watch.yaml, or try `login-watch test-slack --webhook-url …`.';
  const known = settings.channels.map(({ kind }) => kind).join(', ');
  const message = names.length === 0 ? 'no channel is set up' : `no channel ${names.join(', ')} is set up`;
  return new UserError(`${message}${known === '' ? '' : ` (there are: ${known})`}`, { hint });
}

/** A delivery as `--dry-run` shows it: secrets were never in it. */
function shown(delivery: Delivery) {
  if (delivery.kind === 'sns') return { to: delivery.to, subject: delivery.subject, body: delivery.body };
  const { to, url, headers, body } = delivery;
  return { to, method: 'POST', url, headers, body: parsed(body) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function json(results: readonly SendResult[]): string {
  const rows = results.map(({ delivery, verdict, status, answer, attempts, ms }) => ({
    channel: delivery.channel,
    to: delivery.to,
    outcome: verdict.kind,
    why: verdict.kind === 'sent' ? null : verdict.why,
    hint: verdict.kind === 'refused' ? verdict.hint : null,
    status: status ?? null,
    answer: answer ?? null,
    attempts,
    ms,
  }));
  return `${escapeJson(JSON.stringify(rows, undefined, 2))}\n`;
}
