/** `login-watch test`: the work. Sends the sample through the real sender and shows what each vendor answered. */
import { type Delivery, SECRET } from '../../channels/channel.ts';
import { composeFor } from '../../channels/compose.ts';
import { sampleDigest } from '../../channels/sample.ts';
import { EXIT, type Exit } from '../../core/exit.ts';
import { escapeJson } from '../../core/text.ts';
import { type SendResult, send } from '../../delivery/send.ts';
import type { Host } from '../../host.ts';
import { TEST_WORDS } from '../../messages/operate/test.ts';
import { renderSent, sampleVerdict } from '../../render/sent.ts';
import { loadSettings } from '../../settings/load.ts';
import { secretsFor } from '../shared/consent/secrets.ts';
import { sendable } from '../shared/mail.ts';
import { worldOf } from '../shared/world.ts';
import { writeOut } from '../shared/write-out.ts';
import { type ChannelOptions, chooseChannels, GIVEN } from './channels.ts';

export interface TestOptions extends ChannelOptions {
  readonly format: 'table' | 'json';
  /** Through the deployed notifier: a synthetic sign-in by every pipeline. */
  readonly deployed?: boolean;
  /** To those who hear that the notifier is unwell. */
  readonly health?: boolean;
}

/** Milliseconds; a person waits, so the sender gives up earlier than the deployed one. */
const PATIENCE = 10_000;

export async function runTest(options: TestOptions, host: Host): Promise<Exit> {
  const language = host.language ?? 'en';
  const { settings: stored, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  // Without a settings file the sample speaks the reader's language.
  const settings = { ...stored, language: options.language ?? (file === undefined ? language : stored.language) };
  const { channels, secret } = await chooseChannels(options, settings, host);
  const digest = await sampleDigest(settings, host.now());
  const deliveries = channels.flatMap((channel) => composeFor(channel, digest, settings));

  if (options.dryRun) {
    await host.stdout.write(`${escapeJson(JSON.stringify(deliveries.map(shown), undefined, 2))}\n`);
    return EXIT.done;
  }
  if (options.preview !== undefined) {
    const { renderPreview } = await import('../../render/preview.ts');
    await writeOut(options.preview, renderPreview(deliveries, language), host);
    await host.stderr.write(`${TEST_WORDS[language].wrotePreview(options.preview)}\n`);
    return EXIT.done;
  }
  const given = new Map(secret === undefined ? [] : [[GIVEN, secret]]);
  const read = await secretsFor(channels, { file, channels: stored.channels }, options, host, given);
  const { deliveries: sent, mail, isUnknown } = await sendable(deliveries, settings, options, host);
  const results = await send(sent, { ...worldOf(host, read), ...mail, budget: PATIENCE });
  const notSent = deliveries.filter((delivery) => !sent.includes(delivery));
  if (options.format === 'json') await host.stdout.write(results.length === 0 ? '' : json(results));
  else await host.stdout.write(report(results, notSent, host));
  if (results.every(({ verdict }) => verdict.kind === 'sent')) return isUnknown ? EXIT.refused : EXIT.done;
  return results.find(({ exit }) => exit !== undefined)?.exit ?? EXIT.found;
}

/** A table of answers, and one sentence: would these channels alert people? */
function report(results: readonly SendResult[], notSent: readonly Delivery[], host: Host): string {
  const { stdout, isPlain, language = 'en' } = host;
  const look = { language, columns: stdout.columns, colour: stdout.colour, isPlain };
  const table = results.length === 0 ? '' : `${renderSent(results, look)}\n`;
  return `${table}${sampleVerdict(results, notSent, language)}\n`;
}

/** A delivery as `--dry-run` shows it; it never holds a secret. */
function shown(delivery: Delivery) {
  if (delivery.kind === 'sns') return { to: delivery.to, subject: delivery.subject, body: delivery.body };
  const { to, url, headers, body, secretMember } = delivery;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const readable = isForm ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body);
  const blank = secretMember === undefined ? {} : { [secretMember]: SECRET };
  return { to, method: 'POST', url, headers, body: { ...blank, ...readable } };
}

function json(results: readonly SendResult[]): string {
  const rows = results.map(({ delivery, verdict, status, answer, attempts, ms, warning }) => ({
    channel: delivery.channel,
    to: delivery.to,
    outcome: verdict.kind,
    why: verdict.kind === 'sent' ? null : verdict.why.en,
    hint: verdict.kind === 'refused' ? verdict.hint.en : null,
    status: status ?? null,
    answer: answer ?? null,
    attempts,
    ms,
    ...(warning === undefined ? {} : { warning: `${warning.message.en}. ${warning.hint.en}` }),
  }));
  return `${escapeJson(JSON.stringify(rows, undefined, 2))}\n`;
}
