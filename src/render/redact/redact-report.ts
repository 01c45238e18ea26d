/** A report that can leave the house: names, addresses and accounts are stand-ins, and free texts are left out. */
import type { TrailEvent } from '../../core/event.ts';
import type { InForce } from '../../core/in-force.ts';
import { isRegion } from '../../core/regions.ts';
import type { Failure, Finding, NetworkVerdict, Rule } from '../../core/rule.ts';
import { fromWhere, whom } from '../../core/say.ts';
import { answerFrom, type PersonAtPlace, type Story } from '../../core/stories/answer.ts';
import { wordsFrom, wordsIn } from '../../core/words.ts';
import { REDACTED_WORDS } from '../../messages/look-back/redacted.ts';
import type { ComparedRow } from '../html/model.ts';
import type { NotCovered, Report } from '../replay/report.ts';
import type { ToldReport } from '../session/told-report.ts';
import { redactedEvent } from './redact-event.ts';
import { redactedSession } from './redact-session.ts';
import { StandIns } from './stand-ins.ts';

/** `builtIn`: ids of the program's own rules and themes. Of a rule that settings define no word is kept. */
export function redactReport(report: Report, builtIn: ReadonlySet<string>): Report {
  const redaction = new Redaction(builtIn);
  const { findings, answer, compared, input, sessions } = report;
  return {
    ...report,
    findings: findings.map(redaction.finding),
    // A path is a name, and an id leads to the record.
    sessionArgs: undefined,
    answer: answerFrom({ stories: answer.stories.map(redaction.story), people: answer.people.map(redaction.person) }),
    sources: report.sources.map(redaction.source),
    ...(sessions === undefined
      ? {}
      : { sessions: { ...sessions, told: sessions.told.map((one) => redactedSession(one, redaction.standIns)) } }),
    settings: redaction.settings(report.settings),
    searched: { ...report.searched, asked: optionsIn(report.searched.asked) },
    notCovered: report.notCovered.map(redaction.notCovered),
    failures: report.failures.map(redaction.failure),
    rulesOff: report.rulesOff.map(redaction.ruleId),
    ...(input === undefined
      ? {}
      : { input: { ...input, files: input.files.map((file) => ({ ...file, path: redaction.path(file.path) })) } }),
    ...(compared === undefined
      ? {}
      : {
          compared: {
            ...compared,
            fresh: compared.fresh.map(redaction.compared),
            gone: compared.gone.map(redaction.compared),
            changed: compared.changed.map(redaction.compared),
          },
        }),
  };
}

/** The same for one session. */
export function redactSessionReport(report: ToldReport, builtIn: ReadonlySet<string>): ToldReport {
  const redaction = new Redaction(builtIn);
  return {
    ...report,
    told: redactedSession(report.told, redaction.standIns),
    others: report.others.map((id) => redaction.standIns.of('event', id)),
    sources: report.sources.map(redaction.source),
    notCovered: report.notCovered.map(redaction.notCovered),
    failures: report.failures.map(redaction.failure),
    sessionArgs: undefined,
  };
}

/** `--user carol --ip 203.0.113.0/24` -> `--user … --ip …` */
const optionsIn = (asked: string | undefined): string | undefined =>
  asked === undefined
    ? undefined
    : ['--user', '--account', '--ip', '--event']
        .filter((option) => ` ${asked}`.includes(` ${option} `))
        .map((option) => `${option} …`)
        .join(' ');

class Redaction {
  readonly standIns = new StandIns();
  readonly #builtIn: ReadonlySet<string>;
  readonly #events = new WeakMap<TrailEvent, TrailEvent>();
  readonly #findings = new WeakMap<Finding, Finding>();
  readonly #rules = new WeakMap<Rule, Rule>();

  constructor(builtIn: ReadonlySet<string>) {
    this.#builtIn = builtIn;
  }

  readonly #event = (event: TrailEvent): TrailEvent =>
    remember(this.#events, event, () => redactedEvent(event, this.standIns));

  readonly finding = (finding: Finding): Finding =>
    remember(this.#findings, finding, () => this.#redactedFinding(finding));

  #redactedFinding({ id, severity, mark, attempt, muted, ...finding }: Finding): Finding {
    const rule = this.#rule(finding.rule);
    const title = rule.title;
    const event = this.#event(finding.event);
    const network = this.#network(finding.network);
    const place = { event, context: { verdict: () => network } };
    return {
      id,
      rule,
      severity,
      mark,
      title,
      message: wordsFrom(REDACTED_WORDS, ({ sentence }, language) =>
        sentence(title[language], whom[language](event), fromWhere[language](place)),
      ),
      event,
      events: finding.events.map(this.#event),
      network,
      accountName: null,
      attempt,
      muted,
    };
  }

  /** The story names who and where itself. */
  readonly #deed = (finding: Finding): Finding => {
    const redacted = this.finding(finding);
    return { ...redacted, message: redacted.title };
  };

  readonly story = (story: Story): Story => ({
    ...story,
    event: this.#event(story.event),
    accountName: null,
    findings: story.findings.map(this.finding),
    deeds: story.deeds.map(this.#deed),
    places: [
      ...new Set(
        story.findings
          .map(this.finding)
          .flatMap(({ event: { origin } }) => (origin.kind === 'absent' ? [] : origin.text)),
      ),
    ],
  });

  readonly person = (row: PersonAtPlace): PersonAtPlace => {
    const event = this.#event(row.event);
    const place = row.place === row.event.origin.text ? event.origin.text : this.standIns.of('address', row.place);
    return { ...row, event, accountName: null, place, network: this.#network(row.network) };
  };

  #network({ verdict, name }: NetworkVerdict): NetworkVerdict {
    return { verdict, name: name === null ? null : this.standIns.of('network', name) };
  }

  readonly ruleId = (id: string): string => (this.#builtIn.has(id) ? id : this.standIns.of('own-rule', id));

  #rule(rule: Rule): Rule {
    return rule.theme === 'own' ? remember(this.#rules, rule, () => this.#ownRule(rule)) : rule;
  }

  #ownRule({ severity, theme, attack, id: original }: Rule): Rule {
    const id = this.standIns.of('own-rule', original);
    const title = wordsFrom(REDACTED_WORDS, ({ ownRule }) => ownRule(Number(/\d+$/.exec(id)?.[0])));
    const said = { en: () => title.en, ja: () => title.ja };
    return {
      id,
      theme,
      title,
      severity,
      why: title,
      respond: { en: [], ja: [] },
      references: [],
      attack,
      when: {},
      say: said,
    };
  }

  /** `cloudtrail:us-east-1` stays, `file:…` and `s3:…` lead into the house. */
  readonly source = (source: string): string => {
    const [, kind = '', name = ''] = /^([a-z0-9]{1,20}):([\s\S]*)$/.exec(source) ?? [];
    if (source === 'stdin' || (kind === 'cloudtrail' && isRegion(name))) return source;
    return this.standIns.of('source', kind === 'file' ? name : source);
  };

  readonly path = (path: string): string => this.standIns.of('source', path);

  readonly notCovered = ({ region, hint }: NotCovered): NotCovered => ({
    region: region === null ? null : isRegion(region) ? region : this.standIns.of('source', region),
    reason: wordsFrom(REDACTED_WORDS, ({ notRead }) => notRead),
    ...(hint === undefined ? {} : { hint: wordsFrom(REDACTED_WORDS, (words) => words.hint) }),
  });

  readonly failure = ({ rule, eventId }: Failure): Failure => ({
    rule: this.ruleId(rule),
    eventId: this.standIns.of('event', eventId),
    reason: REDACTED_WORDS.en.failure,
  });

  readonly settings = (settings: InForce): InForce => ({
    ...settings,
    file: settings.file === null ? null : 'login-watch.yaml',
    owner: settings.owner === null ? null : this.standIns.of('person', settings.owner),
    off: settings.off.map(this.ruleId),
    excepted: settings.excepted.map(this.ruleId),
    severity: Object.fromEntries(Object.entries(settings.severity).map(([id, level]) => [this.ruleId(id), level])),
    trusted: settings.trusted.map(({ cidr, name, until }) => ({
      cidr: this.standIns.of('address', cidr),
      ...(name === undefined ? {} : { name: this.standIns.of('network', name) }),
      ...(until === undefined ? {} : { until }),
    })),
  });

  readonly compared = (row: ComparedRow): ComparedRow => {
    const rule = this.ruleId(row.rule);
    const title = rule === row.rule ? row.title : wordsIn(() => rule);
    return { ...row, rule, title, message: title };
  };
}

function remember<Key extends object>(known: WeakMap<Key, Key>, key: Key, make: () => Key): Key {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
