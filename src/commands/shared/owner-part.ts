/** The part of a bucket's owner as lines: sentences, and statements and commands to be pasted as they are. */
import { visible } from '../../core/text.ts';
import type { OwnerPartWords } from '../../messages/set-up/owner-part.ts';
import type { ShownStep } from '../../render/plan.ts';
import type { OwnerStep } from '../../template/owner-part.ts';

export function shownSteps(steps: readonly OwnerStep[], words: OwnerPartWords): readonly ShownStep[] {
  return steps.map(({ code, of, account, statements, commands }, index) => ({
    sentence: `${index + 1}. ${visible(words.step[code](of, account))}`,
    lines: [
      ...(statements.length === 0 ? [] : jsonOf(statements)),
      ...commands.map((one) => (typeof one === 'string' ? one : `# ${words.edit[one.edit](one.file)}`)),
    ].map((line) => visible(line)),
  }));
}

/** Elements of a list, with commas between and no brackets around: that is how they go into a policy. */
const jsonOf = (statements: readonly object[]) =>
  statements
    .map((one) => JSON.stringify(one, null, 2))
    .join(',\n')
    .split('\n');
