import { expect, test } from 'vitest';
import { fromFlags } from '../../../../src/commands/init/stand-ins.ts';
import { type Asker, Back } from '../../../../src/commands/shared/asking/asker.ts';
import { interview, type Step } from '../../../../src/commands/shared/asking/interview.ts';

const BACK = Symbol('back');

/** Answers in order; what was asked is kept with what Enter alone would have meant. */
function scripted(...answers: readonly (string | typeof BACK)[]) {
  const left = [...answers];
  const asked: string[] = [];
  const next = (message: string, standard: string | undefined, canGoBack: boolean) => {
    asked.push(`${message}${standard === undefined ? '' : ` [${standard}]`}${canGoBack ? ' <' : ''}`);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nothing left to answer ${message} with`);
    if (answer === BACK) throw new Back();
    return answer;
  };
  const askerFor = async (canGoBack: boolean): Promise<Asker> => ({
    async select({ message, choices, default: standard }) {
      const answer = next(message, standard, canGoBack);
      const found = choices.find(({ value }) => value === answer);
      if (found === undefined) throw new Error(`${answer} is no choice`);
      return found.value;
    },
    async checkbox({ message, choices, checked }) {
      const names = next(message, checked.join('+'), canGoBack).split('+');
      return choices.map(({ value }) => value).filter((value) => names.includes(value));
    },
    input: async ({ message, default: standard }) => next(message, standard, canGoBack),
    password: async ({ message }) => next(message, undefined, canGoBack),
  });
  return { askerFor, asked };
}

type State = Readonly<Record<string, string>>;

const text = (id: string, flag?: string): Step<State> => ({
  id,
  ask: async (state, asker) => ({
    ...state,
    [id]: await asker.input({ message: id, ...(flag === undefined ? {} : { flag }) }),
  }),
});

test('steps are walked in order, and each is given what was answered before', async () => {
  const { askerFor, asked } = scripted('1', '2');
  const end = await interview<State>({}, { plan: () => [text('a'), text('b')], askerFor });
  expect([end, asked]).toEqual([{ a: '1', b: '2' }, ['a', 'b <']]);
});

test('going back asks the question before, with its answer as the default', async () => {
  const { askerFor, asked } = scripted('1', BACK, '3', '2');
  const end = await interview<State>({}, { plan: () => [text('a'), text('b')], askerFor });
  expect([end, asked]).toEqual([{ a: '3', b: '2' }, ['a', 'b <', 'a [1]', 'b <']]);
});

test('what came after is asked again with the answers it had', async () => {
  const { askerFor, asked } = scripted('1', '2', BACK, BACK, '1', '2', '3');
  const end = await interview<State>({}, { plan: () => [text('a'), text('b'), text('c')], askerFor });
  expect(end).toEqual({ a: '1', b: '2', c: '3' });
  expect(asked).toEqual(['a', 'b <', 'c <', 'b [2] <', 'a [1]', 'b [2] <', 'c <']);
});

test('ticks and choices are remembered like texts', async () => {
  const choices = [
    { value: 'x', name: 'X' },
    { value: 'y', name: 'Y' },
  ];
  const ticks: Step<State> = {
    id: 't',
    async ask(state, asker) {
      const values = await asker.checkbox({ message: 't', choices, checked: ['x'] });
      return { ...state, t: values.join('+') };
    },
  };
  const list: Step<State> = {
    id: 'l',
    ask: async (state, asker) => ({ ...state, l: await asker.select({ message: 'l', choices, default: 'x' }) }),
  };
  const { askerFor, asked } = scripted('y', 'y', BACK, BACK, '', 'x', 'end');
  const end = await interview<State>({}, { plan: () => [ticks, list, text('e')], askerFor });
  expect(end).toEqual({ t: '', l: 'x', e: 'end' });
  expect(asked).toEqual(['t [x]', 'l [x] <', 'e <', 'l [y] <', 't [y]', 'l [y] <', 'e <']);
});

test('a step that asks nothing is no place to go back to, and is done again', async () => {
  const silent: Step<State> = { id: 's', ask: async (state) => ({ ...state, s: `after ${state['a']}` }) };
  const { askerFor, asked } = scripted('1', BACK, '9', '2');
  const end = await interview<State>({}, { plan: () => [text('a'), silent, text('b')], askerFor });
  expect([end, asked]).toEqual([{ a: '9', s: 'after 9', b: '2' }, ['a', 'b <', 'a [1]', 'b <']]);
});

test('a question that a flag answers is not asked, and can not be gone back to', async () => {
  const { askerFor, asked } = scripted(BACK, '2');
  const end = await interview<State>(
    {},
    {
      plan: () => [text('a', 'a'), text('b')],
      askerFor,
      flags: (asker) => fromFlags({ a: 'flag' }, asker),
    },
  );
  expect([end, asked]).toEqual([{ a: 'flag', b: '2' }, ['b', 'b']]);
});

test('within a step of two questions, back means its first', async () => {
  const two: Step<State> = {
    id: 'two',
    async ask(state, asker) {
      const [x, y] = [await asker.input({ message: 'x' }), await asker.input({ message: 'y' })];
      return { ...state, x, y };
    },
  };
  const { askerFor, asked } = scripted('1', 'x1', BACK, 'x2', 'y2');
  const end = await interview<State>({}, { plan: () => [text('a'), two], askerFor });
  expect([end, asked]).toEqual([{ a: '1', x: 'x2', y: 'y2' }, ['a', 'x <', 'y <', 'x [x1] <', 'y <']]);
});

test('steps come and go with the answers', async () => {
  const plan = (state: State) => [text('kind'), ...(state['kind'] === 'room' ? [text('room')] : []), text('end')];
  const { askerFor, asked } = scripted('room', BACK, 'other', 'yes');
  const end = await interview<State>({}, { plan, askerFor });
  expect([end, asked]).toEqual([{ kind: 'other', end: 'yes' }, ['kind', 'room <', 'kind [room]', 'end <']]);
});

test('a password is not remembered', async () => {
  const secret: Step<State> = {
    id: 's',
    ask: async (state, asker) => ({ ...state, s: await asker.password({ message: 's', check: () => undefined }) }),
  };
  const { askerFor, asked } = scripted('p', BACK, 'p', 'e');
  await interview<State>({}, { plan: () => [secret, text('e')], askerFor });
  expect(asked).toEqual(['s', 'e <', 's', 'e <']);
});

test('what a step throws ends the interview', async () => {
  const broken: Step<State> = { id: 'x', ask: () => Promise.reject(new RangeError('no')) };
  await expect(interview<State>({}, { plan: () => [broken], askerFor: scripted().askerFor })).rejects.toThrow(
    RangeError,
  );
});
