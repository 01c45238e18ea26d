import { describe, expect, test } from 'vitest';
import { makeAsker } from '../../../../src/commands/shared/asking/ask.ts';
import { type Asker, Back, Stopped } from '../../../../src/commands/shared/asking/asker.ts';
import { asWords } from '../../../../src/core/words.ts';
import { askWordsIn } from '../../../../src/messages/set-up/ask.ts';
import { asciiStream } from '../../../../src/render/ascii.ts';
import { fakeHost } from '../../../helpers/host/fake-host.ts';
import { KEY, type Line, playing } from '../../../helpers/host/keys.ts';

interface Given {
  readonly lines: readonly Line[];
  readonly isPlain?: boolean;
  readonly canGoBack?: boolean;
  readonly language?: 'en' | 'ja';
  readonly columns?: number;
  readonly isAscii?: boolean;
}

async function asked<Answer>(
  { lines, isPlain = false, canGoBack = true, language = 'en', columns = 80, isAscii = false }: Given,
  question: (asker: Asker) => Promise<Answer>,
) {
  const fake = fakeHost({ isTerminal: true, columns });
  const { host, played } = playing(fake, lines);
  const stream = isAscii ? asciiStream(host.stderr.stream) : host.stderr.stream;
  const asker = await makeAsker(
    { ...host, isPlain, isAscii, stderr: { ...host.stderr, stream } },
    { words: askWordsIn(language), canGoBack },
  );
  const answer = await question(asker);
  await played;
  return { answer, screen: fake.err() };
}

const FRUIT = {
  message: 'Which fruit?',
  choices: [
    { value: 'apple', name: 'An apple', description: 'Red.' },
    { value: 'pear', name: 'A pear' },
    { value: 'fig', name: 'A fig' },
  ],
} as const;
const pick = (asker: Asker) => asker.select({ ...FRUIT, default: 'pear' });
const tick = (asker: Asker) =>
  asker.checkbox({
    ...FRUIT,
    checked: ['fig'],
    check: (values) => (values.length === 0 ? asWords('One at least.') : undefined),
  });
const write = (asker: Asker) =>
  asker.input({
    message: 'A number:',
    default: '7',
    check: (text) => (/^\d+$/.test(text) ? undefined : asWords('No number.')),
  });
const hide = (asker: Asker) =>
  asker.password({ message: 'Secret:', check: (text) => (text.length > 3 ? undefined : asWords('Too short.')) });

test('a problem with an answer is broken between words', async () => {
  const problem = 'That is no number of a room, as it stands in the URL.';
  const { screen } = await asked(
    {
      columns: 40,
      lines: [
        ['A room:', 'x', KEY.enter],
        ['no number', '\u0015', '7', KEY.enter],
      ],
    },
    (asker) => asker.input({ message: 'A room:', check: (text) => (text === '7' ? undefined : asWords(problem)) }),
  );
  expect(screen).toContain('That is no number of a room, as it\nstands in the URL.');
});

describe('without UTF-8', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's own codes are ASCII.
  const ASCII = /^[\u0000-\u007f]+$/;
  const lines: Line[] = [['Which fruit?', KEY.enter]];

  test('lists, ticks and texts are ASCII, with the keys in words', async () => {
    const list = await asked({ lines, isAscii: true }, pick);
    expect([list.answer, list.screen]).toEqual(['pear', expect.stringMatching(ASCII)]);
    expect(list.screen).toContain('Up/Down move');
    expect(list.screen).toContain('<- Back');
    const ticks = await asked({ lines, isAscii: true }, tick);
    expect([ticks.answer, ticks.screen]).toEqual([['fig'], expect.stringMatching(ASCII)]);
    const text = await asked({ lines: [['A number:', KEY.enter]], isAscii: true }, write);
    expect([text.answer, text.screen]).toEqual(['7', expect.stringMatching(ASCII)]);
  });
});

describe('lists', () => {
  test('Enter takes the suggestion; the arrow moves', async () => {
    expect((await asked({ lines: [['Which fruit?', KEY.enter]] }, pick)).answer).toBe('pear');
    expect((await asked({ lines: [['Which fruit?', KEY.down, KEY.enter]] }, pick)).answer).toBe('fig');
  });

  test('ticks, and what is wrong with them', async () => {
    const lines: Line[] = [
      ['Which fruit?', KEY.down, KEY.down, KEY.space, KEY.enter],
      ['One at least.', KEY.space, KEY.enter],
    ];
    expect((await asked({ lines }, tick)).answer).toEqual(['fig']);
  });

  test('a text that is wrong is asked again', async () => {
    const { answer } = await asked(
      {
        lines: [
          ['A number:', 'x', KEY.enter],
          ['No number.', '\u007f', '3', KEY.enter],
        ],
      },
      write,
    );
    expect(answer).toBe('3');
  });

  test('a secret is never on the screen', async () => {
    const { answer, screen } = await asked({ lines: [['Secret:', 'abcdefgh', '\u0014', KEY.enter]] }, hide);
    expect([answer, screen.includes('abcd')]).toEqual(['abcdefgh', false]);
  });

  // Node.js waits half a second for what may follow Esc: they wait together.
  test.concurrent.each<
    [what: string, question: (asker: Asker) => Promise<unknown>, see: string, keys: readonly string[]]
  >([
    ['Esc in a list', pick, 'Which fruit?', [KEY.escape]],
    ['the entry in a list', pick, 'Which fruit?', [KEY.down, KEY.down, KEY.enter]],
    ['Esc at ticks', tick, 'Which fruit?', [KEY.escape]],
    ['the entry at ticks', tick, 'Which fruit?', [KEY.down, KEY.down, KEY.down, KEY.space, KEY.enter]],
    ['Esc in a text', write, 'A number:', [KEY.escape]],
    ['< in a text', write, 'A number:', ['<', KEY.enter]],
    ['Esc at a secret', hide, 'Secret:', [KEY.escape]],
    ['< at a secret', hide, 'Secret:', ['<', KEY.enter]],
  ])('%s goes back', async (_, question, see, keys) => {
    await expect(asked({ lines: [[see, ...keys]] }, question)).rejects.toThrow(Back);
  });

  test('at the first question there is nothing to go back to', async () => {
    const { answer, screen } = await asked(
      { lines: [['Which fruit?', KEY.escape, KEY.enter]], canGoBack: false },
      pick,
    );
    expect([answer, screen.includes('← Back')]).toEqual(['pear', false]);
  });

  test.each<readonly [string, (asker: Asker) => Promise<unknown>]>([
    ['a list', pick],
    ['ticks', tick],
    ['a text', write],
    ['a secret', hide],
  ])('Ctrl-C stops at %s', async (_, question) => {
    await expect(asked({ lines: [['?', KEY.stop]] }, question)).rejects.toThrow(Stopped);
  });

  test('words of the other language, broken between words', async () => {
    const long = { ...FRUIT, message: 'どの果物にしますか。'.repeat(8) };
    const { screen } = await asked({ lines: [['どの果物', KEY.enter]], language: 'ja', columns: 60 }, (asker) =>
      asker.select(long),
    );
    expect(screen).toContain('↑↓で移動、Enterで決定');
    expect(screen).toContain('← 戻る');
  });
});

describe('with --plain', () => {
  const plain = { isPlain: true } as const;

  test('a list is numbered lines, and nothing is redrawn', async () => {
    const { answer, screen } = await asked({ ...plain, lines: [['Number', '3', KEY.enter]] }, pick);
    expect(answer).toBe('fig');
    expect(screen).toContain('Which fruit?\n1: An apple. Red.\n2: A pear\n3: A fig\n0: ← Back\n');
    expect(screen).toContain('Number (Enter alone means 2): ');
    expect(screen.match(/Which fruit/g)).toHaveLength(1);
  });

  test('Enter alone takes the suggestion, in every kind of question', async () => {
    const enter = (see: string): Line[] => [[see, KEY.enter]];
    expect((await asked({ ...plain, lines: enter('Number') }, pick)).answer).toBe('pear');
    expect((await asked({ ...plain, lines: enter('Numbers') }, tick)).answer).toEqual(['fig']);
    expect((await asked({ ...plain, lines: enter('A number:') }, write)).answer).toBe('7');
  });

  test('numbers that are none, and too few of them, are asked again', async () => {
    const lines: Line[] = [
      ['Numbers', '9', KEY.enter],
      ['Type numbers from 1 to 3.', '-', KEY.enter],
      ['One at least.', '1, 3', KEY.enter],
    ];
    expect((await asked({ ...plain, lines }, tick)).answer).toEqual(['apple', 'fig']);
  });

  test('a secret is not shown, and what is wrong with it is', async () => {
    const lines: Line[] = [
      ['Secret: What you type is not shown.', 'ab', KEY.enter],
      ['Too short.', 'abcdefgh', KEY.enter],
    ];
    const { answer, screen } = await asked({ ...plain, lines }, hide);
    expect([answer, screen.includes('abcd')]).toEqual(['abcdefgh', false]);
  });

  test.each(['0', '<', 'back'])('%s goes back', async (word) => {
    await expect(asked({ ...plain, lines: [['Number', word, KEY.enter]] }, pick)).rejects.toThrow(Back);
    await expect(asked({ ...plain, lines: [['Secret', word, KEY.enter]] }, hide)).rejects.toThrow(Back);
  });

  test.each([KEY.stop, '\u0004'])('Ctrl-C and Ctrl-D stop', async (key) => {
    await expect(asked({ ...plain, lines: [['Number', key]] }, pick)).rejects.toThrow(Stopped);
  });
});
