/** `login-watch session`: the work. Records -> sessions -> the one that is meant -> its story -> text. */
import { createMemory } from '../../core/counting/memory.ts';
import type { Exit } from '../../core/exit.ts';
import { makeContext } from '../../core/inspection/context.ts';
import { inspect } from '../../core/inspection/inspect.ts';
import { once } from '../../core/once.ts';
import type { Failure } from '../../core/rule.ts';
import { rootOf, treeOf } from '../../core/session/session.ts';
import { sessionsOf } from '../../core/session/sessions.ts';
import { sessionStory } from '../../core/session/story.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { REPORT_OPTIONS_WORDS } from '../../messages/look-back/report-options.ts';
import { SESSION_WORDS } from '../../messages/session/session.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import type { SessionReport } from '../../render/session/report.ts';
import { anyCall } from '../../rules/deed.ts';
import { loadSettings } from '../../settings/load.ts';
import { everyRule } from '../shared/look-back/active-rules.ts';
import { exitForWhatLacks, type GatherOptions, readsHistory } from '../shared/look-back/gather.ts';
import { isoOf, type Window, type WindowOptions, windowOf } from '../shared/look-back/window.ts';
import { writeOut } from '../shared/write-out.ts';
import { tellTroubles } from '../shared/write-report.ts';
import { answerTo, type Question, questionOf } from './question.ts';
import { openArchive, type Read, type Reader, readAll } from './reading.ts';

export interface SessionOptions extends GatherOptions, WindowOptions {
  /** An event, an access key, a user or person, or `latest`. */
  readonly question: string;
  readonly format: 'table' | 'json' | 'html';
  readonly output: string | undefined;
  readonly yes: boolean;
  /** Stand-ins in place of names, addresses and accounts. */
  readonly isRedacted: boolean;
}

export async function runSession(options: SessionOptions, host: Host): Promise<Exit> {
  if (options.isRedacted && options.format !== 'html') throw redactNeedsHtml();
  const { settings: stored } = await loadSettings({ cwd: host.cwd, config: options.config });
  const settings = { ...stored, language: host.language ?? 'en' };
  const question = questionOf(options.question);
  const active = everyRule(settings);
  const reader: Reader = { options, settings, active, host, isPatient: options.yes };
  const window = windowOf(options, host.now());
  const isGiven = options.since !== undefined || options.until !== undefined;
  const { read, span, notes } = await readFor(question, reader, { ...window, isGiven });
  if (read.events.length === 0) throw noRecords(read.notCovered);
  const sessions = sessionsOf(read.events);
  const { session, others } = answerTo(question, sessions, read.counts.records);
  const context = makeContext(settings, { personName: read.people.nameOf, accounts: read.names.accounts });
  const events = treeOf(rootOf(session, sessions), sessions).flatMap((one) => one.events);
  const { findings, failures } = await inspect(events, active, context, createMemory());
  const report: SessionReport = {
    window: { from: isoOf(span.from ?? read.first), to: isoOf(span.to ?? read.last) },
    sources: read.sources,
    records: read.counts.records,
    question: options.question,
    story: sessionStory({ sessions, asked: session, findings, all: read.events, say: anyCall, now: host.now() }),
    others,
    accountName: context.accountName,
    notCovered: [...read.notCovered, ...notes],
    partial: host.signal.aborted,
  };
  await print(report, failures, options, settings, host);
  await tellTroubles({ ...report, failures }, options, settings, host);
  return exitForWhatLacks(report);
}

interface Found {
  readonly read: Read;
  readonly span: Window;
  readonly notes: readonly NotCovered[];
}

async function readFor(
  question: Question,
  reader: Reader,
  window: Window & { readonly isGiven: boolean },
): Promise<Found> {
  const { options } = reader;
  const aws = once(async () => (await import('../../aws/clients.ts')).makeAws(options));
  const { from, to } = window;
  if (readsHistory(options) && from !== undefined && to !== undefined) {
    const { readHistory } = await import('./history.ts');
    return readHistory(question, reader, { from, to, isGiven: window.isGiven }, await aws());
  }
  const { source, finish } = await openArchive(reader, window, aws);
  try {
    const isAsked = options.files.length === 0 || options.lookUpNames === true;
    return {
      read: await readAll(source, window, reader, isAsked ? [await aws()] : undefined),
      span: window,
      notes: [],
    };
  } finally {
    finish();
  }
}

/** The gaps say why, if there are some. */
function noRecords(notCovered: readonly NotCovered[]): UserError {
  const { message, hint } = refusalFrom(SESSION_WORDS, (words) => words.noRecords);
  const why = notCovered.find((gap) => gap.hint !== undefined);
  return why === undefined ? new UserError(message, { hint }) : new UserError(why.reason, { hint: why.hint ?? hint });
}

function redactNeedsHtml(): UserError {
  const { message, hint } = refusalFrom(REPORT_OPTIONS_WORDS, (words) => words.redactNeedsHtml);
  return new UserError(message, { hint });
}

async function print(
  report: SessionReport,
  failures: readonly Failure[],
  options: SessionOptions,
  settings: Settings,
  host: Host,
): Promise<void> {
  const { format, output } = options;
  const { language, timezone } = settings;
  const { columns, colour } = output === undefined ? host.stdout : { columns: FILE_COLUMNS, colour: false };
  const look = { language, timezone, columns, colour, isPlain: host.isPlain };
  const text =
    format === 'html'
      ? await (await import('./html.ts')).htmlOf(report, failures, options, settings, host)
      : format === 'json'
        ? (await import('../../render/session/json.ts')).sessionJson(report)
        : (await import('../../render/session/table.ts')).sessionTable(report, look);
  await (output === undefined ? host.stdout.write(text) : writeOut(output, text, host));
}

const FILE_COLUMNS = 120;
