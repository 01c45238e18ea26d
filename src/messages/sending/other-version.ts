/** Why a message in the outbox is none of this version's: the function says it too, and needs no other words of `redrive`. */
import type { Words } from '../../core/language.ts';

export const OTHER_VERSION: Words = {
  en: "a message to a channel in a form that this version doesn't know",
  ja: 'このバージョンが対応していない形式の、通知先へのメッセージ',
};
