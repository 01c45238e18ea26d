/** The remedies of an audit for people: each once, with the checks that it concerns and, if wanted, the lines to paste. */
import type { Fix, Remedy } from '../../auditing/remedies/remedy.ts';
import type { Verdict } from '../../auditing/verdict.ts';
import type { Language } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { AUDIT_WORDS } from '../../messages/audit/report.ts';

/** Lines to paste are never wrapped. */
export interface TodoLine {
  readonly text: string;
  readonly isPasted: boolean;
}

interface Todo {
  readonly remedy: Remedy;
  readonly ids: string[];
}

/** `verdicts`: in the order of the table. The remedy for most checks stands first. */
export function todoLines(verdicts: readonly Verdict[], language: Language, isVerbose: boolean): readonly TodoLine[] {
  const words = AUDIT_WORDS[language];
  const all = new Map<string, Todo>();
  for (const { id, todo } of verdicts) {
    for (const remedy of todo) {
      const key = `${remedy[language]} ${JSON.stringify(remedy.fix)}`;
      const there = all.get(key) ?? { remedy, ids: [] };
      there.ids.push(id);
      all.set(key, there);
    }
  }
  const lines = [...all.values()]
    .toSorted((a, b) => b.ids.length - a.ids.length)
    .flatMap(({ remedy, ids }) => [
      { text: `${remedy[language]}${language === 'ja' ? '' : ' '}${words.closes(ids)}`, isPasted: false },
      ...(isVerbose && remedy.fix !== undefined ? fixLines(remedy.fix, language) : []),
    ]);
  const isHidden = !isVerbose && [...all.values()].some(({ remedy }) => remedy.fix !== undefined);
  return isHidden ? [...lines, { text: words.commandsIn, isPasted: false }] : lines;
}

function fixLines(fix: Fix, language: Language): readonly TodoLine[] {
  const words = AUDIT_WORDS[language];
  const paste = (text: string): TodoLine => ({ text: `    ${visible(text)}`, isPasted: true });
  if (fix.kind === 'settings')
    return [
      { text: `  ${words.inSettings}`, isPasted: false },
      ...fix.settings.trimEnd().split('\n').map(paste),
      paste('login-watch deploy'),
    ];
  const { commands, afterwards } = fix;
  return [
    ...commands.map(paste),
    ...(afterwards === undefined ? [] : [{ text: `  ${afterwards[language]}`, isPasted: false }]),
  ];
}
