/** How long ago something was. */
import type { Language } from '../../core/language.ts';
import { DAY } from '../../core/time.ts';
import { counted, UNIT_WORDS } from '../units.ts';

const FEW_DAYS = 2 * DAY;

/** `ms`: milliseconds. Whole days, once there are some. */
export function agoIn(language: Language, ms: number): string {
  if (ms <= FEW_DAYS) return UNIT_WORDS[language].duration(ms);
  const days = Math.round(ms / DAY);
  return language === 'ja' ? `${days}日` : counted(days, 'day');
}
