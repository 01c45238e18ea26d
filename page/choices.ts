/** The reader's choices over a page that is drawn anew, or told what changed. */
import { readState, type State, writeState } from './state.ts';
import { onThemeChange, setTheme } from './theme.ts';

export type Change = (part: Partial<State>) => void;

/** Draws a page, and returns what shows other choices within it; undefined if it is drawn anew for each. */
export type Draw = (now: () => State, change: Change) => (() => void) | undefined;

/** Language and theme draw the page anew, and so does another address. */
export function startPage(drawPage: Draw): void {
  let state = readState();
  let update: (() => void) | undefined;
  const draw = () => {
    setTheme(state.theme);
    update = drawPage(() => state, change);
  };
  const change: Change = (part) => {
    const before = state;
    state = { ...state, ...part };
    writeState(state);
    if (update === undefined || before.lang !== state.lang || before.theme !== state.theme) draw();
    else update();
  };
  draw();
  addEventListener('hashchange', () => {
    state = readState();
    draw();
  });
  onThemeChange(draw);
  addEventListener('beforeprint', () => setTheme('light'));
  addEventListener('afterprint', () => setTheme(state.theme));
  document.documentElement.dataset['loaded'] = 'whole';
}
