/** Walks the questions of an interview, forward and back. Knows nothing of what is asked. */
import { type Asker, Back } from './asker.ts';

/** Answers so far in, answers out. May ask several questions, or none. */
export interface Step<State> {
  readonly id: string;
  ask(state: State, asker: Asker): Promise<State>;
}

export interface Interview<State> {
  /** The steps that there are with these answers. What follows from an answer may come and go with it. */
  readonly plan: (state: State) => readonly Step<State>[];
  readonly askerFor: (canGoBack: boolean) => Promise<Asker>;
  /** Answers what flags answer, and hands on the rest. */
  readonly flags?: (asker: Asker) => Asker;
}

interface Visit<State> {
  readonly id: string;
  readonly before: State;
  /** The step asked a question; going back never stops at one that answers itself. */
  readonly asked: boolean;
}

/** Until every step of the plan is done. Rejects as the steps do, but for `Back`. */
export async function interview<State>(
  start: State,
  { plan, askerFor, flags = (asker) => asker }: Interview<State>,
): Promise<State> {
  const given = new Map<string, unknown>();
  let visits: readonly Visit<State>[] = [];
  let state = start;
  for (;;) {
    const step = plan(state).find(({ id }) => !visits.some((visit) => visit.id === id));
    if (step === undefined) return state;
    const count = { asked: 0 };
    const canGoBack = visits.some(({ asked }) => asked);
    const asker = flags(remembering(await askerFor(canGoBack), step.id, given, count));
    try {
      const before = state;
      state = await step.ask(before, asker);
      visits = [...visits, { id: step.id, before, asked: count.asked > 0 }];
    } catch (error) {
      if (!(error instanceof Back)) throw error;
      // Beyond its first question, the question before is the step's own.
      if (count.asked > 1) continue;
      const place = visits.findLastIndex(({ asked }) => asked);
      state = visits[place]?.before ?? state;
      visits = visits.slice(0, Math.max(place, 0));
    }
  }
}

/** Enter alone repeats the earlier answer when the same is asked again. Secrets aren't remembered. */
function remembering(asker: Asker, id: string, given: Map<string, unknown>, count: { asked: number }): Asker {
  const keyOf = () => {
    count.asked += 1;
    return `${id} ${count.asked}`;
  };
  return {
    async select(question) {
      const key = keyOf();
      const earlier = question.choices.find(({ value }) => value === given.get(key))?.value;
      const answer = await asker.select(earlier === undefined ? question : { ...question, default: earlier });
      given.set(key, answer);
      return answer;
    },
    async checkbox(question) {
      const key = keyOf();
      const earlier = given.get(key);
      const values = question.choices.map(({ value }) => value);
      const checked = Array.isArray(earlier) ? values.filter((value) => earlier.includes(value)) : question.checked;
      const answer = await asker.checkbox({ ...question, checked });
      given.set(key, answer);
      return answer;
    },
    async input(question) {
      const key = keyOf();
      const earlier = given.get(key);
      const answer = await asker.input(typeof earlier === 'string' ? { ...question, default: earlier } : question);
      given.set(key, answer);
      return answer;
    },
    password(question) {
      keyOf();
      return asker.password(question);
    },
  };
}
