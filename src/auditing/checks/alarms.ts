/** One verdict for each deed: is somebody alerted to it, wherever it is recorded? */
import type { Words } from '../../core/language.ts';
import { distinct } from '../../core/lists.ts';
import { inEach } from '../../core/words.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { VERDICT_WORDS } from '../../messages/audit/verdicts.ts';
import type { Told } from '../../messages/audit/verdicts.words.ts';
import { type Deed, isNative, regionsOf, type Sample } from '../deeds/deed.ts';
import { follow, type Ground } from '../follow.ts';
import { remedyFor } from '../remedies/of-break.ts';
import type { Remedy } from '../remedies/remedy.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Result, Verdict } from '../verdict.ts';
import type { Followed } from '../way.ts';
import { isNews, isOpen, isUnknown, ranked } from './leading.ts';
import { pathsOf } from './paths.ts';
import { toldBy, toldOf } from './told.ts';

/** One record of a deed in one region. */
interface Case {
  readonly sample: Sample;
  readonly region: string;
  /** AWS's own, which is in no trail. */
  readonly isEvent: boolean;
  readonly followed: Followed;
}

interface Judgement {
  readonly result: Result;
  readonly said: Words;
  /** Why not all is well, the most telling first. */
  readonly breaks: readonly Break[];
  readonly todo?: Words;
  /** Those whose remedies are printed, if they are others. */
  readonly mended?: readonly Break[];
}

/** Lines of ways, and of reasons. */
const MOST_LISTED = 5;

export function judgeDeed(deed: Deed, ground: Ground): Verdict {
  const cases = casesOf(deed, ground);
  const { result, said, breaks, todo, mended = breaks } = judge(cases, ground.snapshot);
  const all = cases.flatMap(({ followed }) => followed.breaks);
  const { id, area, title, severity, controls } = deed;
  return {
    ...{ id, area, title, result, severity, said, controls },
    evidence: [...waysIn(cases), ...listed(breaks.map(sentenceOf))],
    todo: [
      ...(todo === undefined ? [] : [todo]),
      ...(result === 'pass' ? [] : remediesOf(mended, ground.snapshot, deed)),
    ],
    missing: distinct(all.flatMap((one) => (one.kind === 'unread' && one.isDenied ? [one.action] : []))),
    paths: pathsOf(
      cases.map(({ sample, region, followed }) => ({ call: sample.name, region, paths: followed.paths })),
      breaks,
    ),
  };
}

/** Each remedy once. */
function remediesOf(breaks: readonly Break[], snapshot: Snapshot, deed: Deed): readonly Remedy[] {
  const all = breaks.map((one) => remedyFor(one, snapshot, deed));
  return [...new Map(all.map((remedy) => [JSON.stringify(remedy), remedy])).values()];
}

function casesOf({ samples }: Deed, ground: Ground): readonly Case[] {
  const { snapshot } = ground;
  return samples.flatMap((sample) =>
    regionsOf(sample, [...snapshot.regions.keys()]).map((region) => {
      const place = { account: snapshot.account, region };
      const several = { before: sample.before?.(place) ?? [], times: sample.times ?? 1 };
      const record = sample.record(place);
      return { sample, region, isEvent: isNative(record), followed: follow(record, region, ground, several) };
    }),
  );
}

const isTold = ({ followed }: Case) => followed.ways.length > 0;
const breaksOf = (cases: readonly Case[]) => cases.flatMap(({ followed }) => followed.breaks);

function judge(cases: readonly Case[], { regions }: Snapshot): Judgement {
  const told = cases.filter(isTold);
  const depends = cases.filter((one) => !isTold(one) && one.sample.where === 'somewhere' && isToldSomewhere(one, told));
  const untold = cases.filter((one) => !isTold(one) && !depends.includes(one));
  const certain = untold.filter(({ followed }) => !isOpen(followed));
  if (certain.length > 0) return failed(told, certain, cases, regions.size);
  if (untold.length > 0) {
    const breaks = ranked(breaksOf(untold));
    const why = sentenceOf(breaks.find(isUnknown) ?? NOTHING);
    return {
      result: 'unknown',
      breaks,
      said: after(
        told,
        inEach((language) => VERDICT_WORDS[language].unclear(why[language])),
      ),
    };
  }
  if (depends.length > 0) {
    const where = distinct(told.map(({ region }) => region));
    const mended = ranked(breaksOf(depends));
    if (depends.every(({ isEvent }) => isEvent)) {
      const said = inEach((language) => VERDICT_WORDS[language].onlySentIn(where));
      return { result: 'unknown', said, breaks: [], mended };
    }
    const said = inEach((language) => VERDICT_WORDS[language].onlyIn(where));
    const todo = inEach((language) => VERDICT_WORDS[language].onlyInTodo);
    return { result: 'unknown', said, breaks: [], todo, mended };
  }
  return { result: 'pass', said: toldWords(told, true), breaks: ranked(breaksOf(told)).filter(isNews) };
}

const NOTHING: Break = { kind: 'nothing-listens' };

const isToldSomewhere = ({ sample }: Case, told: readonly Case[]) => told.some((one) => one.sample === sample);

/** `certain`: records that reach nobody, beyond doubt. */
function failed(told: readonly Case[], certain: readonly Case[], cases: readonly Case[], regions: number): Judgement {
  const breaks = ranked(breaksOf(certain));
  const why = sentenceOf(breaks[0] ?? NOTHING);
  const missed = distinct(certain.map(({ sample }) => sample));
  const isWhole = missed.every((sample) => cases.every((one) => one.sample !== sample || certain.includes(one)));
  const said = inEach((language) => {
    const words = VERDICT_WORDS[language];
    if (told.length === 0) return words.nobody(why[language]);
    if (isWhole)
      return words.notFor(
        missed.map(({ name }) => name),
        why[language],
      );
    return words.notIn(distinct(certain.map(({ region }) => region)), regions, why[language]);
  });
  return { result: 'fail', said: after(told, said), breaks };
}

/** The people who are alerted to the other records, then the rest. */
function after(told: readonly Case[], rest: Words): Words {
  if (told.length === 0) return rest;
  const first = toldWords(told, false);
  return inEach((language) => `${first[language]}${language === 'ja' ? '' : ' '}${rest[language]}`);
}

function toldWords(cases: readonly Case[], isAll: boolean): Words {
  const told = toldOf(cases.map(({ followed }) => followed.ways));
  return inEach((language) => {
    const words = VERDICT_WORDS[language];
    return `${words.told(told)}${isAll ? otherWay(told, words.nobodyBy) : ''}${language === 'ja' ? '。' : '.'}`;
  });
}

function otherWay({ via }: Told, nobodyBy: Readonly<Record<'events' | 'alarms', string>>): string {
  if (via.rules.length === 0) return nobodyBy.events;
  return via.alarms.length + via.subscriptions.length === 0 ? nobodyBy.alarms : '';
}

/** A line for each way, with the regions of what carries it. */
function waysIn(cases: readonly Case[]): readonly Words[] {
  const ways = new Map(
    cases.flatMap(({ followed }) => followed.ways).map((way) => [`${way.region} ${way.by} ${way.name}`, way]),
  );
  return listed(
    [...ways.values()].map((way) => inEach((language) => VERDICT_WORDS[language].way(toldBy([way]), way.region))),
  );
}

/** The first lines, and how many more there are. */
export function listed(lines: readonly Words[]): readonly Words[] {
  const more = lines.length - MOST_LISTED;
  if (more <= 0) return lines;
  return [...lines.slice(0, MOST_LISTED), inEach((language) => VERDICT_WORDS[language].unlisted(more))];
}
