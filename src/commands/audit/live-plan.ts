/** The plan of `audit --live`: what would be put where, and whom it reaches. */
import type { BusRung } from '../../auditing/live/bus/receivers.ts';
import type { Choice } from '../../auditing/live/choice.ts';
import type { Expected } from '../../auditing/live/expected.ts';
import type { Receiver } from '../../auditing/live/receivers.ts';
import { nameOf } from '../../auditing/reach/ends.ts';
import { MOST_PUTS } from '../../aws/audit/live/bus.ts';
import type { Language } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';
import type { ShownReceiver } from '../../messages/audit/live/live.words.ts';

export interface LivePlan extends Choice {
  readonly bus: Choice<BusRung>;
  readonly mark: string;
  readonly expected: Expected;
  /** Those who hear of the calls that the run makes. */
  readonly callers: readonly Receiver[];
  /** The command that rings all. */
  readonly command: string;
  readonly isOurs: (receiver: Receiver) => boolean;
}

export function planText(
  { rung, refused, bus, mark, expected, callers, command, isOurs }: LivePlan,
  language: Language,
): string {
  const { plan: words } = LIVE_WORDS[language];
  const item = (text: string) => `  - ${visible(text)}`;
  const lines: string[] = [];
  const records = rung.length + bus.rung.length;
  if (records > 0) {
    const rules = bus.rung.map(({ ring }) => ring);
    const deeds = new Set([
      ...rung.flatMap(({ ring }) => ring.deeds),
      ...rules.flatMap(({ takes }) => takes.map(({ deed }) => deed)),
    ]);
    const heard = [...rung, ...bus.rung].flatMap(({ heard: { receivers } }) => receivers);
    const groups = groupsOf(rung, language);
    const topics = [...expected.topics.values()].filter((arns) => arns.length > 0);
    lines.push(
      words.head(records, deeds.size),
      ...groups.map(item),
      ...rules.map(({ id, rule, region, targets }) =>
        item(
          words.rule(
            rule.name,
            region,
            targets.map(({ arn }) => nameOf(arn)),
            expected.messages.some((one) => one.id === id) ? MOST_PUTS : 1,
          ),
        ),
      ),
      words.receivers,
      ...(heard.length === 0 ? [words.nobody] : shown(heard, isOurs).map(words.receiver)).map(item),
      ...(callers.length === 0 ? [] : [words.calls, ...shown(callers, isOurs).map(words.receiver).map(item)]),
      words.made(mark, {
        ...{ groups: groups.length, rules: rules.length },
        ...{ queues: topics.length, topics: topics.flat().length },
      }),
      words.marked(mark),
      words.notListed,
      words.wait(expected.patience),
    );
  }
  const all = [...refused, ...bus.refused];
  if (all.length > 0) {
    const blind = all.flatMap(({ heard }) => heard.blind).map((one) => sentenceOf(one)[language]);
    lines.push(
      words.refused(all.length),
      ...shown(
        all.flatMap(({ foreign }) => foreign),
        isOurs,
      )
        .map(words.receiver)
        .map(item),
      ...[...new Set(blind)].map(item),
      ...(all.some(({ foreign }) => foreign.length > 0) ? [words.only(command)] : []),
    );
  }
  return lines.join('\n');
}

function groupsOf(rung: Choice['rung'], language: Language): readonly string[] {
  const counts = new Map<string, { readonly name: string; readonly region: string; count: number }>();
  for (const { ring } of rung) {
    const { name, region } = ring.group;
    const found = counts.get(`${region} ${name}`) ?? { name, region, count: 0 };
    found.count += 1;
    counts.set(`${region} ${name}`, found);
  }
  return [...counts.values()].map(({ name, region, count }) => LIVE_WORDS[language].plan.group(name, region, count));
}

/** Each receiver once, with all that leads there. */
function shown(receivers: readonly Receiver[], isOurs: (receiver: Receiver) => boolean): readonly ShownReceiver[] {
  const found = new Map<string, { readonly receiver: Receiver; readonly by: Set<string> }>();
  for (const receiver of receivers) {
    const key = `${receiver.kind} ${receiver.name}`;
    const one = found.get(key) ?? { receiver, by: new Set() };
    one.by.add(receiver.by);
    found.set(key, one);
  }
  return [...found.values()].map(({ receiver, by }) => ({
    ...{ kind: receiver.kind, name: receiver.name, by: [...by], isOurs: isOurs(receiver) },
  }));
}
