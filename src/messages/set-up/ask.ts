/** The words around a question, whatever is asked. */
import type { Language } from '../../core/rule.ts';

export interface AskWords {
  /** Among the choices of a list. */
  readonly back: string;
  /** Typed in answer to a text question, in small letters. */
  readonly backWords: readonly string[];
  /** Which keys do what, below a list. */
  readonly keys: string;
  readonly tickKeys: string;
  /** For numbered lines. */
  readonly number: string;
  readonly numbers: string;
  readonly none: string;
  readonly standard: (text: string) => string;
  readonly notInList: (highest: number) => string;
  readonly hidden: string;
  /** After Ctrl-C. */
  readonly stopped: string;
  /** Stands where the typed text would. */
  readonly masked: string;
  readonly yes: string;
  readonly no: string;
  /** After an answer that is neither. The keys are the same in every language. */
  readonly yesOrNo: string;
}

const EN: AskWords = {
  back: '← Back',
  backWords: ['<', 'back'],
  keys: '↑↓ move, Enter takes it',
  tickKeys: '↑↓ move, Space ticks, Enter goes on',
  number: 'Number',
  numbers: 'Numbers, joined by commas',
  none: 'none',
  standard: (text) => `Enter alone means ${text}`,
  notInList: (highest) => `Type numbers from 1 to ${highest}.`,
  hidden: 'What you type is not shown.',
  stopped: 'Stopped; nothing was done',
  masked: '(not shown)',
  yes: 'Yes',
  no: 'No',
  yesOrNo: 'Type y or n.',
};

const JA: AskWords = {
  back: '← 戻る',
  backWords: ['<', 'back', '戻る'],
  keys: '↑↓で移動、Enterで決定',
  tickKeys: '↑↓で移動、スペースで選択、Enterで次へ',
  number: '番号',
  numbers: '番号（カンマ区切り）',
  none: 'なし',
  standard: (text) => `Enterのみで ${text}`,
  notInList: (highest) => `1から${highest}の番号を入力してください。`,
  hidden: '入力は表示されません。',
  stopped: '中断しました。何も変更していません',
  masked: '（入力は表示されません）',
  yes: 'はい',
  no: 'いいえ',
  yesOrNo: 'y か n を入力してください。',
};

export const askWordsIn = (language: Language): AskWords => ({ en: EN, ja: JA })[language];
