/** Which trail feeds the notifier, and over which pipelines. */
import type { Words } from '../../../core/language.ts';
import { namesOf } from '../../../core/names.ts';
import { PIPELINES, type Pipeline, type Settings } from '../../../core/settings.ts';
import { wordsFrom } from '../../../core/words.ts';
import { INIT_WORDS } from '../../../messages/set-up/init.ts';
import type { Choice } from '../../shared/asking/asker.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { Facts, State, Trail } from '../state/state.ts';
import { misfits, suggested, trailOf } from '../state/trail-fit.ts';
import { askOwner, bucketChoices, bucketIn, canRead, forBucket, keptBucket } from './trail-bucket.ts';

const NEW = 'new';

export function trailStep({ words }: InitContext): Step<State> {
  return {
    id: 'trail',
    async ask(state, asker) {
      const { facts, settings } = state;
      const answer = await asker.select({
        message: words.trailQuestion,
        flag: 'trail',
        choices: [...choicesOf(facts, settings, words), ...bucketChoices(facts, settings, words)],
        default: standardOf(settings, facts),
      });
      const bucket = bucketIn(answer);
      if (bucket !== undefined) {
        const trail = await askOwner(bucket, settings, asker, words);
        return { ...state, settings: { ...settings, trail, pipelines: forBucket(settings.pipelines) } };
      }
      return {
        ...state,
        settings: { ...settings, trail: answer === NEW ? { use: NEW } : { use: 'existing', name: answer } },
      };
    },
  };
}

/** A trail that can't even feed pipeline `events` is no choice. */
function choicesOf(facts: Facts, { name }: Settings, words: InitContext['words']): readonly Choice[] {
  const names = namesOf(name);
  const hasOurs = hasOwnTrail({ name }, facts);
  const best = suggested(facts);
  const usable = facts.trails.filter(
    (trail) => misfits(trail, ['events'], facts).length === 0 && !(hasOurs && trail.name === names.trail),
  );
  const reuse = usable.map((trail) => ({
    value: trail.name,
    name: words.reuse(trail.name),
    description: trail === best ? whyReuse(trail, words) : listed(words, misfits(trail, PIPELINES, facts)),
  }));
  const why = hasOurs ? 'ours' : best !== undefined ? 'second' : facts.trails.length === 0 ? 'none' : 'unfit';
  const make = { value: NEW, name: hasOurs ? words.keepOurs : words.makeNew, description: words.makeNewWhy[why] };
  const [first, others] = [
    reuse.filter(({ value }) => value === best?.name),
    reuse.filter(({ value }) => value !== best?.name),
  ];
  return best === undefined || first.length === 0 ? [make, ...others] : [...first, make, ...others];
}

/** The stack of the notifier's own trail exists. */
const hasOwnTrail = ({ name }: Pick<Settings, 'name'>, { stacks }: Facts): boolean =>
  stacks.some((stack) => stack.name === namesOf(name).stack('trail') && !stack.status.startsWith('DELETE'));

const whyReuse = (trail: Trail, { reuseWhy }: InitContext['words']) =>
  reuseWhy[trail.isOrganization ? 'organization' : 'own'];

const listed = (words: InitContext['words'], codes: ReturnType<typeof misfits>) =>
  words.misfits(codes.map((code) => words.misfit[code]));

function standardOf(settings: Settings, facts: Facts): string {
  // The trail of the settings stays; without one, the best fit.
  if (settings.trail.use === NEW) return NEW;
  const kept = keptBucket(settings);
  if (kept !== undefined) return kept;
  const named = trailOf(settings, facts);
  const standard =
    named !== undefined && misfits(named, ['events'], facts).length === 0 ? named.name : suggested(facts)?.name;
  return standard === undefined || (hasOwnTrail(settings, facts) && standard === namesOf(settings.name).trail)
    ? NEW
    : standard;
}

export function pipelinesStep(context: InitContext): Step<State> {
  const { words } = context;
  return {
    id: 'pipelines',
    async ask(state, asker) {
      const { facts, settings } = state;
      const pipelines = await asker.checkbox({
        heading: words.heading.pipelines,
        message: words.pipelinesQuestion,
        flag: 'pipelines',
        choices: PIPELINES.map((pipeline) => choiceOf(pipeline, context)),
        checked: settings.pipelines,
        check: (chosen) => problemWith(chosen, settings, facts),
      });
      return { ...state, settings: { ...settings, pipelines } };
    },
  };
}

function choiceOf(pipeline: Pipeline, { words, language }: InitContext): Choice<Pipeline> {
  const { name, delay, cost, blind } = words.pipeline[pipeline];
  return {
    value: pipeline,
    name,
    short: pipeline,
    description: [delay, cost, blind].join(language === 'ja' ? '' : ' '),
  };
}

function problemWith(pipelines: readonly Pipeline[], settings: Settings, facts: Facts): Words | undefined {
  if (pipelines.length === 0) return wordsFrom(INIT_WORDS, ({ atLeastOne }) => atLeastOne);
  if (keptBucket(settings) !== undefined && !canRead(pipelines))
    return wordsFrom(INIT_WORDS, ({ bucketPipelines }) => bucketPipelines);
  const trail = trailOf(settings, facts);
  const codes = trail === undefined ? [] : misfits(trail, pipelines, facts);
  if (trail === undefined || codes.length === 0) return undefined;
  return wordsFrom(INIT_WORDS, (words) => words.cannotFeed(trail.name, listed(words, codes)));
}
