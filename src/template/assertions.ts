/** The sentences of a template's Rules: what CloudFormation answers to parameters with which nothing could be heard. */
import { type Document, isMap } from 'yaml';
import type { Language } from '../core/rule.ts';
import { TEMPLATE_RULE_WORDS } from '../messages/set-up/template-rules.ts';
import { quoted } from './document.ts';

/** Throws if the template has other rules than there are sentences. */
export function putAssertions(document: Document, language: Language): void {
  for (const [name, sentence] of Object.entries(TEMPLATE_RULE_WORDS[language])) {
    const assertion = document.getIn(['Rules', name, 'Assertions', 0], true);
    if (!isMap(assertion)) throw new TypeError(`the template has no rule ${name}`);
    assertion.set('AssertDescription', quoted(sentence));
  }
}
