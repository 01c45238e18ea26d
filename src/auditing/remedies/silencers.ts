/** Remedies against those who could silence an alert untold: somebody hears of it, or they may no longer. */
import { wordsFrom } from '../../core/words.ts';
import { REMEDY_WORDS } from '../../messages/audit/remedies.ts';
import { SILENCE_WORDS, type SilenceCheck } from '../../messages/audit/silence.ts';
import type { Ground } from '../follow.ts';
import type { Cell } from '../silence/cells.ts';
import { denialsOf } from './denials.ts';
import { guardsIn } from './guards.ts';
import { byCalls, type Remedy } from './remedy.ts';

/** `cells`: with whoever may, of calls that nobody hears of. */
export const telling = (cells: readonly Cell[], ground: Ground): Remedy =>
  byCalls(
    wordsFrom(SILENCE_WORDS, ({ tellTodo }) => tellTodo),
    guardsIn(
      cells.map(({ link }) => link.region),
      ground,
    ),
    wordsFrom(REMEDY_WORDS, ({ confirm }) => confirm),
  );

/** Administrators keep the right, and could give it back. */
export const taking = (id: SilenceCheck, cells: readonly Cell[], { snapshot }: Ground): Remedy =>
  byCalls(
    wordsFrom(SILENCE_WORDS, ({ takeTodo }) => takeTodo([...new Set(cells.map(({ deed }) => deed.action))])),
    denialsOf(cells, id.replace('silence.', 'login-watch-keep-'), snapshot),
  );
