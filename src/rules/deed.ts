/** Sentences for rules that watch several calls: each call has its own verb, and all name actor, object and origin. */
import { callWords, objectOfCall } from '../core/call-words.ts';
import type { TrailEvent } from '../core/event.ts';
import { textAt } from '../core/fields.ts';
import { resourceInError } from '../core/inspection/attempt.ts';
import { shortName } from '../core/record/resource-name.ts';
import type { Rule, Words } from '../core/rule.ts';
import { fromWhere, ja, shown, who } from '../core/say.ts';

/**
 * Sentences by event name; `{}` is the resource.
 * English: `stopped logging of trail {}`; Japanese: `証跡 {} のログ記録を停止しました`.
 */
export type Deeds = Readonly<Record<string, Words>>;

/** `alice stopped logging of trail main from 198.51.100.7`. A call without a sentence of its own keeps AWS's name. */
export function tell(deeds: Deeds, resourceOf: (event: TrailEvent) => string | undefined): Rule['say'] {
  const deed = (event: TrailEvent, language: keyof Words) => {
    const words = Object.hasOwn(deeds, event.name) ? deeds[event.name] : undefined;
    const called: Words = {
      en: `called ${shown(event.name)} on {}`,
      ja: `{} に対して ${shown(event.name)} を実行しました`,
    };
    const text = (words ?? called)[language];
    return filled(text, resourceOf(event), language);
  };
  return {
    en: (told) => `${who.en(told.event)} ${deed(told.event, 'en')}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event, 'ja')}`,
  };
}

/** The sentence with its object; an attempt's record may lack the name, and says so. */
export function filled(text: string, object: string | undefined, language: keyof Words): string {
  if (object !== undefined && object.trim() !== '') return text.split('{}').join(shown(shortName(object)));
  return language === 'ja'
    ? text.replace(/ ?\{\} ?/g, '（名前の記録なし）')
    : text.split('{}').join('(name not recorded)');
}

/** The first of these paths below `requestParameters` (or below `responseElements`, for paths that say so) that holds a text. */
export function firstOf(...paths: readonly string[]): (event: TrailEvent) => string | undefined {
  const full = paths.map((path) => (path.startsWith('responseElements.') ? path : `requestParameters.${path}`));
  return (event) => {
    for (const path of full) {
      const text = textAt(event.record, path);
      if (text !== undefined) return text;
    }
    return resourceInError(event);
  };
}

/** Services that work for the account's owner: their own calls aren't tampering. */
export function isByService({ actor }: TrailEvent, ...services: readonly string[]): boolean {
  const caller = actor.invokedBy ?? (actor.kind === 'service' ? actor.name : undefined);
  return caller !== undefined && services.some((service) => caller === `${service}.amazonaws.com`);
}

/**
 * True if AWS acts, not a person: a service, or a service-linked role (Identity Center provisions roles, with
 * administrator policies and identity providers, by one). CloudFormation with a person's permissions is that person.
 */
export function isByAws({ actor }: TrailEvent): boolean {
  return actor.kind === 'service' || actor.role?.startsWith('AWSServiceRoleFor') === true;
}

/** Any call after its actor, `created role web (iam)`, `ロール web（iam）を作成`: for those that no rule has words for. */
export function anyCall(event: TrailEvent): Words {
  const { done, doneJa, noun } = callWords(event.name);
  const object = objectOfCall(event);
  const what = [noun === '' ? '' : shown(noun), object === undefined ? '' : shown(shortName(object))]
    .filter(Boolean)
    .join(' ');
  const service = shown(event.source.replace(/\.amazonaws\.com$/, ''));
  if (what === '') return { en: `${done} ${service}`, ja: `${service} を${doneJa ?? '変更'}` };
  if (noun === event.name) return { en: `${done} ${what} (${service})`, ja: `${what}（${service}）を実行` };
  return {
    en: `${done} ${what} (${service})`,
    ja:
      doneJa === undefined ? `${what}（${service}）に ${shown(event.name)} を実行` : `${what}（${service}）を${doneJa}`,
  };
}
