/** `session --format table`: how to stop it, then what was done. Text from events is made safe here. */
import { Chalk, type ChalkInstance } from 'chalk';
import { accountText } from '../../core/accounts.ts';
import { whom } from '../../core/say.ts';
import type { Made } from '../../core/session/made.ts';
import type { Session } from '../../core/session/session.ts';
import type { Stop } from '../../core/session/stop.ts';
import type { Became } from '../../core/session/story.ts';
import { inertText } from '../../core/shell.ts';
import { clip, visible } from '../../core/text.ts';
import { formatTime } from '../../core/time.ts';
import { SESSION_WORDS } from '../../messages/session/session.ts';
import type { SessionWords } from '../../messages/session/session.words.ts';
import { minutesOf } from '../replay/minutes.ts';
import { renderTroubles } from '../replay/troubles.ts';
import { wrap } from '../wrap.ts';
import { changeLines } from './changes.ts';
import { askedRole, idOf, type SessionRenderOptions, type SessionReport } from './report.ts';

const NARROWEST = 60;
const WIDEST = 160;
const INDENT = '  ';
const MOST_SERVICES = 8;
const MOST_OTHERS = 5;
const MOST_CALLS = 8;
const LONGEST_NAME = 120;

interface Look extends SessionRenderOptions {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly words: SessionWords;
  readonly report: SessionReport;
}

/** Text in blocks with an empty line between them and a line break at the end. */
export function sessionTable(report: SessionReport, options: SessionRenderOptions): string {
  const width = Math.min(Math.max(options.columns, NARROWEST), WIDEST);
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const look: Look = { ...options, width, paint, words: SESSION_WORDS[options.language], report };
  const blocks = [stopLines(look), headLines(look), deedLines(look), becameLines(look), livesLines(look)];
  const text = blocks.flatMap((lines) => (lines.length === 0 ? [] : [`${lines.join('\n')}\n`])).join('\n');
  const troubles = renderTroubles({ ...report, failures: [] }, options);
  return troubles === '' ? text : `${text}\n${troubles}`;
}

const shown = (text: string) => clip(visible(text), LONGEST_NAME);
/** Beside a command. */
const inert = (text: string) => inertText(shown(text));
const inLines = (text: string, { width }: Look, indent = '') =>
  wrap(text, width - indent.length).map((line) => indent + line);
const accountOf = (id: string, { report }: Look) => {
  const name = report.accountName(id);
  return accountText(shown(id), name === null ? null : inert(name));
};

function stopLines(look: Look): readonly string[] {
  const { report, words, paint } = look;
  const { stops } = report.story;
  if (stops.length === 0) return inLines(words.noStops, look);
  return [...new Set(stops.map(({ account }) => account))].flatMap((account) => [
    ...inLines(words.stopHead(accountOf(account, look)), look).map((line) => paint.bold(line)),
    ...stops.filter((stop) => stop.account === account).flatMap((stop) => stopLine(stop, look)),
  ]);
}

function stopLine({ kind, of, command }: Stop, look: Look): readonly string[] {
  const { words } = look;
  // Nothing that helps to copy a command may stand within it: it is one line, however long.
  const isMissing = command === undefined && kind !== 'root' && kind !== 'service-linked';
  const said = words.stop[kind](inert(of)) + (isMissing ? words.byHand : '');
  return [...comment(said, look), ...(command === undefined ? [] : [`${INDENT}${command}`])];
}

/** A comment of a shell, so that a whole block can be copied. */
const comment = (text: string, look: Look): readonly string[] =>
  inLines(text, look, `${INDENT}# `).map((line) => look.paint.dim(line));

function headLines(look: Look): readonly string[] {
  const { report, words, language, timezone, paint } = look;
  const { root, tree, signIn, events, failed, from, to, places } = report.story;
  const named = signIn ?? root.who;
  const when = minutesOf(from, to, timezone);
  const span = when[0] === when[1] ? when[0] : `${when[0]} – ${when[1]}`;
  const place = places.slice(0, 3).map(shown).join(', ') + (places.length > 3 ? ', …' : '');
  const how = signIn === undefined ? words.noSignInSeen : words.signedIn(signIn.mfa, report.story.failuresBefore);
  const { account } = root.who.actor;
  const facts = [
    words.kind[root.kind],
    how,
    accountOf(account ?? root.who.account, look),
    words.sums(events, tree.length, failed),
  ];
  const { others } = report;
  const ids = others.slice(0, MOST_OTHERS).map((one) => shown(idOf(one)));
  return [
    ...inLines(words.session(visible(whom[language](named)), place, span), look).map((line) => paint.bold(line)),
    ...inLines(facts.join(language === 'ja' ? '、' : ', '), look, INDENT),
    ...(others.length === 0
      ? []
      : inLines(words.others(others.length, ids, Math.max(others.length - MOST_OTHERS, 0)), look, INDENT)),
  ];
}

function deedLines(look: Look): readonly string[] {
  const { report, words, timezone } = look;
  const { reads, denied } = report.story;
  const some = reads.services.slice(0, MOST_SERVICES).map(({ service, count }) => `${shown(service)} ${count}`);
  const list = [...some, ...(reads.services.length > MOST_SERVICES ? ['…'] : [])].join(', ');
  const first = denied[0]?.events[0];
  const count = denied.reduce((sum, { events }) => sum + events.length, 0);
  return [
    ...inLines(reads.count === 0 ? words.readNothing : words.read(reads.count, reads.services.length, list), look),
    ...changeLines(report.story, look),
    ...inLines(
      first === undefined
        ? words.deniedNothing
        : words.denied(
            count,
            `${shown(denied[0]?.service ?? '')} ${shown(first.name)}`,
            formatTime(first.epoch, timezone),
          ),
      look,
    ),
  ];
}

function becameLines(look: Look): readonly string[] {
  const { report, words } = look;
  const { became } = report.story;
  if (became.length === 0) return [];
  return [words.became, ...became.flatMap((one) => inLines(becameLine(one, look), look, INDENT))];
}

function becameLine({ by, to, from }: Became, look: Look): string {
  const { words, timezone } = look;
  const moment = formatTime((by ?? to?.who ?? from.who).epoch, timezone);
  if (to !== undefined) {
    const { actor, account } = to.who;
    return `${moment} ${words.became1(nameOf(to), accountOf(actor.account ?? account, look), to.events.length)}`;
  }
  return `${moment} ${words.becameUnseen(by === undefined ? '-' : shown(askedRole(by)))}`;
}

const nameOf = ({ who: { actor } }: Session): string =>
  shown(actor.role === undefined ? actor.name : `${actor.role} (${actor.session ?? actor.name})`);

function livesLines(look: Look): readonly string[] {
  const { report, words, paint } = look;
  const { lives, ended, unfollowed } = report.story.remains;
  const names = unfollowed.slice(0, MOST_CALLS).map(shown);
  const rest =
    names.length === 0 ? [] : inLines(words.unfollowed(names, Math.max(unfollowed.length - MOST_CALLS, 0)), look);
  if (lives.length === 0) return [...inLines(words.livesNothing(ended), look), ...rest];
  return [
    ...inLines(words.lives(lives.length, lives.length + ended), look).map((line) => paint.bold(line)),
    ...lives.flatMap((made) => madeLines(made, look)),
    ...rest,
  ];
}

function madeLines({ kind, of, undo, used, event }: Made, look: Look): readonly string[] {
  const { words } = look;
  const [name = '', ...more] = of.map(inert);
  const where = event.account === look.report.story.root.who.account ? [] : [inert(event.account)];
  const rest = [...more, ...where];
  const said = `${words.made[kind]} ${name}${rest.map((one) => `, ${one}`).join('')}${used === 0 ? '' : words.usedSince(used)}`;
  return [
    ...comment(undo === undefined ? said + words.byHand : said, look),
    ...(undo === undefined ? [] : [`${INDENT}${undo}`]),
  ];
}
