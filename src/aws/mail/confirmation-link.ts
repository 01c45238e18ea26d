/** The link in the mail that confirms a subscription. It works like a signature, so it is never shown. */
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { MAIL_WORDS, type MailWords } from '../../messages/sending/mail.ts';

export interface Confirmation {
  readonly topicArn: string;
  readonly token: string;
  readonly region: string;
}

const HOST = /^sns\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/;
const TOPIC = /^arn:aws[\w-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}$/;
const TOKEN = /^[A-Za-z0-9]{16,1024}$/;

type Problem = keyof MailWords['problem'];

/** The problem with the link, without any part of it; undefined for a good one. */
export function problemWithLink(text: string): Words | undefined {
  try {
    readLink(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return wordsFrom(MAIL_WORDS, ({ together }, language) =>
      together(error.said(language), error.todo(language) ?? ''),
    );
  }
}

/** Throws a `UserError` that repeats no part of the link. */
export function readLink(text: string): Confirmation {
  // Copied from the source of a mail, `&` is written as HTML writes it.
  const url = parsed(text.trim().replaceAll('&amp;', '&'));
  const region = HOST.exec(url.hostname)?.[1];
  if (url.protocol !== 'https:' || region === undefined || url.username !== '' || url.port !== '') {
    throw wrong('notSns');
  }
  const parameter = (name: string) =>
    [...url.searchParams].find(([key]) => key.toLowerCase() === name)?.[1].trim() ?? '';
  const topicArn = parameter('topicarn');
  if (TOPIC.exec(topicArn)?.[1] === undefined) throw wrong('noTopic');
  if (TOPIC.exec(topicArn)?.[1] !== region) throw wrong('otherRegion');
  return { topicArn, token: checkedToken(parameter('token')), region };
}

export function checkedToken(token: string): string {
  if (token === '') throw wrong('noToken');
  if (!TOKEN.test(token)) throw wrong('brokenToken');
  return token;
}

function parsed(text: string): URL {
  if (!URL.canParse(text)) throw wrong('notLink');
  return new URL(text);
}

function wrong(problem: Problem): UserError {
  const message = wordsFrom(MAIL_WORDS, (words) => words.problem[problem]);
  return new UserError(message, { hint: wordsFrom(MAIL_WORDS, ({ copyLink }) => copyLink) });
}
