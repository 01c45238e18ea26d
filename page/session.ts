/** One session: how to stop it, what was done with it, and what still exists of what it made. */
import type { SessionRow } from '../src/render/html/session-model.ts';
import { element, name } from './dom.ts';
import { inLanguage, severityTag, spanText, timeText, type View } from './view.ts';

type Look = Pick<View, 'language' | 'words' | 'messages' | 'answer' | 'session'> & {
  readonly head: Pick<View['head'], 'sessions' | 'isRedacted' | 'timezone' | 'sessionArgs'>;
};

export function sessionBlock(row: SessionRow, look: Look): HTMLElement {
  return element(
    'div',
    { class: 'session' },
    ...headLines(row, look),
    ...notes(look),
    ...stopLines(row, look),
    ...readLines(row, look),
    ...changeLines(row, look),
    ...deniedLines(row, look),
    ...becameLines(row, look),
    ...livesLines(row, look),
    ...inTerminal(row, look),
  );
}

const line = (text: string) => element('p', {}, name(text));
const heading = (text: string) => element('p', {}, element('strong', {}, name(text)));
/** Further items that the file doesn't hold. */
const more = (shown: readonly unknown[], all: number, { words }: Look) =>
  all > shown.length ? [element('p', { class: 'soft' }, words.session.more(all - shown.length))] : [];

function headLines(row: SessionRow, look: Look): readonly Node[] {
  const { session: words, language } = look;
  const places = row.places.join(', ') + (row.placeCount > row.places.length ? ', …' : '');
  const facts = [
    words.kind[row.kind],
    row.mfa === null ? words.noSignInSeen : words.signedIn(row.mfa, row.failuresBefore),
    row.account,
    words.sums(row.calls, row.sessions, row.failed),
  ];
  return [
    heading(words.session(inLanguage(row.who, look), places, spanText(row.from, row.to, look))),
    line(facts.join(language === 'ja' ? '、' : ', ')),
  ];
}

/** Limits of what is known. */
function notes({ head, words }: Look): readonly Node[] {
  const { sessions, isRedacted } = head;
  const texts = [
    ...(sessions?.reach === 'looked-at' ? [words.session.lookedAt] : []),
    ...(sessions !== null && sessions.notKept > 0 ? [words.session.notKept(sessions.notKept)] : []),
    ...(isRedacted ? [words.session.noCommands] : []),
  ];
  return texts.map((text) => element('p', { class: 'soft' }, text));
}

/** True if nothing that was done is missing, so that "nothing" may be said. */
const isWhole = ({ head: { sessions } }: Look) =>
  sessions === null || (sessions.reach === 'all' && sessions.notKept === 0);

interface Line {
  readonly said: string;
  readonly command: string | null;
}

/** Comments of a shell, so that a whole block can be copied. */
const commands = (lines: readonly Line[]): HTMLElement =>
  element(
    'div',
    { class: 'commands' },
    ...lines.flatMap(({ said, command }) => [
      element('code', { class: 'soft', dir: 'auto' }, `# ${said}`),
      ...(command === null ? [] : [element('code', {}, command)]),
    ]),
  );

function stopLines({ stops, stopCount }: SessionRow, look: Look): readonly Node[] {
  const { session: words, head } = look;
  if (head.isRedacted) return [];
  if (stops.length === 0) return [line(words.noStops)];
  const accounts = [...new Set(stops.map(({ account }) => account))];
  return [
    ...accounts.flatMap((account) => [
      heading(words.stopHead(account)),
      commands(
        stops
          .filter((stop) => stop.account === account)
          .map(({ kind, of, command }) => {
            const isMissing = command === null && kind !== 'root' && kind !== 'service-linked';
            return { said: words.stop[kind](of) + (isMissing ? words.byHand : ''), command };
          }),
      ),
    ]),
    ...more(stops, stopCount, look),
  ];
}

function readLines({ reads }: SessionRow, look: Look): readonly Node[] {
  const { session: words } = look;
  if (reads.count === 0) return isWhole(look) ? [line(words.readNothing)] : [];
  const list = [
    ...reads.services.map(({ service, count }) => `${service} ${count}`),
    ...(reads.serviceCount > reads.services.length ? ['…'] : []),
  ].join(', ');
  return [line(words.read(reads.count, reads.serviceCount, list))];
}

function changeLines({ changes, moreChanges }: SessionRow, look: Look): readonly Node[] {
  const { session: words, head } = look;
  if (changes.length === 0) return isWhole(look) ? [line(words.changedNothing)] : [];
  const items = changes.map(({ time, severity, text, count, alike }) =>
    element(
      'li',
      {},
      element('span', { class: 'soft' }, timeText(time, head.timezone)),
      ' ',
      ...(severity === null ? [] : [severityTag(severity, look), ' ']),
      name(inLanguage(text, look) + (count === 1 ? '' : words.times(count)) + (alike === 0 ? '' : words.alike(alike))),
    ),
  );
  return [heading(words.changed), element('ul', {}, ...items), ...more(changes, changes.length + moreChanges, look)];
}

function deniedLines({ denied, deniedCalls, deniedCount }: SessionRow, look: Look): readonly Node[] {
  const { session: words, head } = look;
  const [first] = denied;
  if (first === undefined) return isWhole(look) ? [line(words.deniedNothing)] : [];
  const said = line(words.denied(deniedCalls, first.call, timeText(first.time, head.timezone)));
  if (denied.length === 1) return [said];
  const items = denied.map(({ call, count, time }) =>
    element(
      'li',
      {},
      element('span', { class: 'soft' }, timeText(time, head.timezone)),
      ' ',
      name(call + (count === 1 ? '' : words.times(count))),
    ),
  );
  return [said, element('ul', {}, ...items), ...more(denied, deniedCount, look)];
}

function becameLines({ became, becameCount }: SessionRow, look: Look): readonly Node[] {
  const { session: words, head } = look;
  if (became.length === 0) return [];
  const items = became.map(({ time, role, account, calls }) =>
    element(
      'li',
      {},
      element('span', { class: 'soft' }, timeText(time, head.timezone)),
      ' ',
      name(account === null ? words.becameUnseen(role) : words.became1(role, account, calls)),
    ),
  );
  return [heading(words.became), element('ul', {}, ...items), ...more(became, becameCount, look)];
}

function livesLines({ lives, livesCount, made, unfollowed, unfollowedCount }: SessionRow, look: Look): readonly Node[] {
  const { session: words, head } = look;
  const rest = unfollowed.length === 0 ? [] : [line(words.unfollowed(unfollowed, unfollowedCount - unfollowed.length))];
  if (lives.length === 0) return made > 0 || isWhole(look) ? [line(words.livesNothing(made)), ...rest] : rest;
  const lines = lives.map(({ kind, name: of, undo, used }) => ({
    said: `${words.made[kind]} ${of}${used === 0 ? '' : words.usedSince(used)}`,
    command: undo,
  }));
  return [
    heading(head.isRedacted ? look.words.session.lives(livesCount, made) : words.lives(livesCount, made)),
    head.isRedacted
      ? element('ul', {}, ...lines.map(({ said }) => element('li', {}, name(said))))
      : commands(lines.map(({ said, command }) => ({ said: command === null ? said + words.byHand : said, command }))),
    ...more(lives, livesCount, look),
    ...rest,
  ];
}

function inTerminal({ eventId }: SessionRow, { head, words }: Look): readonly Node[] {
  return head.sessionArgs === null ? [] : [sessionCommand(eventId, head.sessionArgs, words.session.command)];
}

/** The command that shows the session in a terminal. */
export const sessionCommand = (eventId: string, args: string, label: string): HTMLElement =>
  element('p', { class: 'soft' }, label, ' ', element('code', {}, `login-watch session ${eventId}${args}`));
