/** A shell and our own reader of command lines get the words back that were written. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine } from '../../../src/auditing/remedies/command-line.ts';
import { shellWords } from '../../helpers/audit/shell-words.ts';

/** Characters that a shell or the AWS CLI reads more into. */
const special = fc.string({ unit: fc.constantFrom(...`'"\\ $\`-[{}*?~#;&|<>()!=a\n`) });
const any = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && !/\p{Cs}/u.test(value));

test.skipIf(process.platform === 'win32')('whatever the names are', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(special, any), { minLength: 1, maxLength: 20 }), (values) => {
      const lines = values.map((value) => commandLine('x', 'y', undefined, { Name: value }));
      const read = execFileSync('sh', ['-c', lines.map((line) => `printf '%s\\000' ${line}`).join('; ')]).toString();
      const words = lines.flatMap((line) => shellWords(line));
      expect(read.split('\0').slice(0, -1)).toEqual(words);
      const named = words.flatMap((word, at) => {
        if (word.startsWith('--name=')) return [word.slice('--name='.length)];
        return word === '--name' && words[at - 1] === 'y' ? [words[at + 1]] : [];
      });
      expect(named).toEqual(values);
    }),
    { numRuns: 60 },
  );
});
