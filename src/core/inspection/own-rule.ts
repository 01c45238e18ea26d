/** The user's own rules, from `own` in `login-watch.yaml`, made rules like all others. */
import type { TrailEvent } from '../event.ts';
import { valueAt } from '../fields.ts';
import type { Rule, Window, WindowField } from '../rule.ts';
import type { OwnRule } from '../settings.ts';
import { clip, visible } from '../text.ts';

const PLACE = /\{([A-Za-z][\w.[\]-]*)\}/g;
const PLACE_LIMIT = 300;
const NAMED_FIELDS = ['account', 'user', 'address', 'network', 'name', 'region'] as const;

export function ownRules(own: readonly OwnRule[]): readonly Rule[] {
  return own.map(ownRule);
}

function ownRule(own: OwnRule): Rule {
  const words = (text: string) => ({ en: text, ja: text });
  const say = own.say;
  return {
    id: own.id,
    theme: 'own',
    title: words(own.title),
    severity: own.severity,
    why: {
      en: 'A rule of your own, from `own` in login-watch.yaml.',
      ja: 'login-watch.yaml の own に書いた独自ルール。',
    },
    respond: { en: [], ja: [] },
    references: [],
    attack: [],
    when: own.when,
    outcome: 'any',
    ...(own.window === undefined ? {} : { window: windowOf(own.window) }),
    say: {
      en: ({ event }) => (say === undefined ? plainSentence.en(event) : fill(say, event)),
      ja: ({ event }) => (say === undefined ? plainSentence.ja(event) : fill(say, event)),
    },
  };
}

function windowOf({ by, minutes, count, distinct }: NonNullable<OwnRule['window']>): Window {
  return {
    by: by.map(fieldNamed),
    minutes,
    count,
    ...(distinct === undefined ? {} : { distinct: fieldNamed(distinct) }),
  };
}

/** `user`, `address`, … are the event's; anything else is a path in the record. */
function fieldNamed(text: string): WindowField {
  return NAMED_FIELDS.find((name) => name === text) ?? `record:${text.replace(/^record:/, '')}`;
}

const plainSentence = {
  en: (event: TrailEvent) =>
    `${visible(event.actor.name)} called ${visible(event.name)} from ${visible(event.origin.text)}${failed(event, ' and failed: ')}`,
  ja: (event: TrailEvent) =>
    `${visible(event.actor.name)} が ${visible(event.origin.text)} から ${visible(event.name)} を呼び出しました${failed(event, '。失敗：')}`,
};

function failed(event: TrailEvent, lead: string): string {
  return event.error === undefined ? '' : `${lead}${visible(event.error.code ?? event.error.message ?? 'failure')}`;
}

/** `{requestParameters.groupId}` -> its value, or `-` if absent. */
function fill(template: string, event: TrailEvent): string {
  return template.replace(PLACE, (_, path: string) => {
    const value = valueAt(event.record, path.replace(/\[(\d+)\]/g, '.$1'));
    if (value === undefined || value === null) return '-';
    return clip(visible(typeof value === 'string' ? value : JSON.stringify(value)), PLACE_LIMIT);
  });
}
