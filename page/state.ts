/** The reader's choices, kept in the address: `#severity=high&lang=ja`. */
const KEYS = [
  'lang',
  'theme',
  'q',
  'severity',
  'rule',
  'who',
  'place',
  'account',
  'kind',
  'hour',
  'sort',
  'story',
  'area',
  'result',
] as const;
export type StateKey = (typeof KEYS)[number];
export type State = Readonly<Record<StateKey, string>>;

export const NOTHING: State = {
  lang: '',
  theme: '',
  q: '',
  severity: '',
  rule: '',
  who: '',
  place: '',
  account: '',
  kind: '',
  hour: '',
  sort: '',
  story: '',
  area: '',
  result: '',
};
export const FILTERS: readonly StateKey[] = [
  'q',
  'severity',
  'rule',
  'who',
  'place',
  'account',
  'kind',
  'hour',
  'story',
];

export function readState(): State {
  const hash = new URLSearchParams(location.hash.slice(1));
  const state: Record<StateKey, string> = { ...NOTHING };
  for (const key of KEYS) state[key] = hash.get(key) ?? '';
  return state;
}

/** Leaves no entry in the history for each letter that is typed. */
export function writeState(state: State): void {
  const hash = new URLSearchParams();
  for (const key of KEYS) if (state[key] !== '') hash.set(key, state[key]);
  history.replaceState(null, '', `#${hash}`);
}
