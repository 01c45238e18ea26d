/** Rules by theme, how loud they would be, and the exceptions that would quiet machines, one by one. */
import { THEMES, type Theme } from '../../../core/rule.ts';
import type { RuleSetting, Settings } from '../../../core/settings.ts';
import { RULES } from '../../../rules/index.ts';
import type { Step } from '../../shared/asking/interview.ts';
import type { InitContext } from '../state/context.ts';
import type { State } from '../state/state.ts';

type BuiltIn = Exclude<Theme, 'own'>;
const BUILT_IN: readonly BuiltIn[] = THEMES.filter((theme) => theme !== 'own');

export function themesStep(context: InitContext): Step<State> {
  const { words } = context;
  return {
    id: 'themes',
    async ask(state, asker) {
      const { settings } = state;
      const themes = await asker.checkbox({
        heading: words.heading.rules,
        message: words.themesQuestion,
        flag: 'rules',
        choices: BUILT_IN.map((theme) => ({
          value: theme,
          short: theme,
          name: `${theme} – ${words.theme[theme]}${words.themeRules(RULES.filter((rule) => rule.theme === theme).length)}`,
        })),
        checked: BUILT_IN.filter((theme) => settings.rules[theme]?.on !== false),
      });
      return { ...state, settings: withThemes(settings, themes) };
    },
  };
}

/** A theme that is on needs no entry, so one that said off loses that. */
function withThemes(settings: Settings, themes: readonly BuiltIn[]): Settings {
  const rules: Record<string, RuleSetting> = { ...settings.rules };
  for (const theme of BUILT_IN) {
    const { on, ...rest } = rules[theme] ?? {};
    if (!themes.includes(theme)) rules[theme] = { ...rest, on: false };
    else if (on !== false) continue;
    else if (Object.keys(rest).length > 0) rules[theme] = rest;
    else delete rules[theme];
  }
  return { ...settings, rules };
}

export function forecastStep({ words, parts, tell, isAuto, language, host }: InitContext): Step<State> {
  return {
    id: 'forecast',
    async ask(state, asker) {
      const answer = await asker.select({
        message: words.forecastQuestion,
        flag: 'forecast',
        choices: [
          { value: 'yes', name: words.yes },
          { value: 'no', name: words.no },
        ],
        // It takes minutes, and whoever isn't asked accepts no exceptions anyway.
        default: isAuto ? 'no' : 'yes',
      });
      if (answer === 'no') return { ...state, noise: undefined, accepted: [] };
      await tell(words.forecasting);
      const noise = await parts.foresee(state.settings, language);
      await host.stderr.write(`\n${noise.text.trimEnd()}\n\n`);
      return { ...state, noise, accepted: [], acceptsAll: false };
    },
  };
}

/** One for each proposal, and what is left after the last. */
export function proposalSteps(context: InitContext, { noise }: State): readonly Step<State>[] {
  if (noise === undefined || noise.proposals.length === 0) return [];
  return [...noise.proposals.keys()].map((place) => proposalStep(context, place, place === noise.proposals.length - 1));
}

function proposalStep(context: InitContext, place: number, isLast: boolean): Step<State> {
  const { words, language, isAuto, tell } = context;
  return {
    id: `proposal-${place}`,
    async ask(state, asker) {
      const proposal = state.noise?.proposals[place];
      if (proposal === undefined) return state;
      const answer = state.acceptsAll
        ? 'all'
        : await asker.select({
            message: words.proposal(proposal.rule, proposal.why[language], proposal.quiets),
            flag: 'quiet',
            choices: (['accept', 'skip', 'all'] as const).map((value) => ({
              value,
              name: words.proposalChoice[value],
            })),
            // Nothing is muted that nobody said to mute.
            default: isAuto ? 'skip' : 'accept',
          });
      // Exceptions that aren't asked about any more are printed instead.
      if (answer === 'all') await tell(words.accepted(proposal.rule, proposal.why[language], proposal.quiets));
      const accepted = [...state.accepted, ...(answer === 'skip' ? [] : [place])];
      const next = { ...state, accepted, acceptsAll: answer === 'all' };
      return isLast ? applied(next, context) : next;
    },
  };
}

async function applied(state: State, { words, tell }: InitContext): Promise<State> {
  const { noise, accepted, settings } = state;
  if (noise === undefined) return state;
  await tell(words.noiseAfter(aDay(await noise.after(accepted))));
  return { ...state, settings: noise.apply(settings, accepted) };
}

/** Small numbers to two places, so that what is seldom isn't told as never. */
const aDay = (number: number) => String(number >= 1 ? Math.round(number * 10) / 10 : Math.round(number * 100) / 100);
