/** The remedies of an audit for people: each once, with the checks that it concerns and, if wanted, the lines to paste. */
import { adviceOf, type Fix } from '../../auditing/remedies/remedy.ts';
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
  readonly said: string;
  readonly ids: string[];
  /** Each once, by its text; several if the checks need different commands. */
  readonly fixes: Map<string, { readonly fix: Fix; readonly ids: string[] }>;
}

/** `verdicts`: in the order of the table. The remedy for most checks stands first. */
export function todoLines(verdicts: readonly Verdict[], language: Language, isVerbose: boolean): readonly TodoLine[] {
  const words = AUDIT_WORDS[language];
  const all = gathered(verdicts, language).toSorted((a, b) => b.ids.length - a.ids.length);
  const lines = all.flatMap((todo) => [
    { text: `${todo.said}${language === 'ja' ? '' : ' '}${words.closes(todo.ids)}`, isPasted: false },
    ...(isVerbose ? pasteLines(todo, language) : []),
  ]);
  const isHidden = !isVerbose && all.some(({ fixes }) => fixes.size > 0);
  return isHidden ? [...lines, { text: words.commandsIn, isPasted: false }] : lines;
}

function gathered(verdicts: readonly Verdict[], language: Language): readonly Todo[] {
  const all = new Map<string, Todo>();
  for (const { id, todo } of verdicts) {
    for (const remedy of todo) {
      const said = adviceOf(remedy)[language];
      const there: Todo = all.get(said) ?? { said, ids: [], fixes: new Map() };
      all.set(said, there);
      if (!there.ids.includes(id)) there.ids.push(id);
      if (remedy.fix === undefined) continue;
      const key = JSON.stringify(remedy.fix);
      const fix = there.fixes.get(key) ?? { fix: remedy.fix, ids: [] };
      fix.ids.push(id);
      there.fixes.set(key, fix);
    }
  }
  return [...all.values()];
}

function pasteLines({ fixes }: Todo, language: Language): readonly TodoLine[] {
  return [...fixes.values()].flatMap(({ fix, ids }) => [
    ...(fixes.size > 1 ? [{ text: `  ${AUDIT_WORDS[language].closes(ids)}`, isPasted: false }] : []),
    ...fixLines(fix, language),
  ]);
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
