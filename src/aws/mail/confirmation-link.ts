/** The link in the mail by which SNS asks whether a subscription is wanted. It is as good as a signature: never shown. */
import { UserError } from '../../core/user-error.ts';

export interface Confirmation {
  readonly topicArn: string;
  readonly token: string;
  readonly region: string;
}

const HOST = /^sns\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com(?:\.cn)?$/;
const TOPIC = /^arn:aws[\w-]*:sns:([a-z0-9-]+):\d{12}:[\w-]{1,256}$/;
const TOKEN = /^[A-Za-z0-9]{16,1024}$/;

const HINT =
  'Copy the address behind “Confirm subscription” in AWS’s mail: https://sns.REGION.amazonaws.com/confirmation.html?TopicArn=…&Token=…';

/** Undefined where it is one, else what is wrong with it: a sentence without any part of it. */
export function problemWithLink(text: string): string | undefined {
  try {
    readLink(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return `${error.message}. ${error.hint ?? ''}`;
    throw error;
  }
}

/** Throws a `UserError` that says what is wrong, and repeats nothing of the link. */
export function readLink(text: string): Confirmation {
  // Copied from the source of a mail, `&` is written as HTML writes it.
  const url = parsed(text.trim().replaceAll('&amp;', '&'));
  const region = HOST.exec(url.hostname)?.[1];
  if (url.protocol !== 'https:' || region === undefined || url.username !== '' || url.port !== '') {
    throw wrong('The link does not lead to SNS');
  }
  const parameter = (name: string) =>
    [...url.searchParams].find(([key]) => key.toLowerCase() === name)?.[1].trim() ?? '';
  const topicArn = parameter('topicarn');
  if (TOPIC.exec(topicArn)?.[1] === undefined) throw wrong('The link names no topic (TopicArn)');
  if (TOPIC.exec(topicArn)?.[1] !== region) throw wrong('The link names a topic of another region than its own');
  return { topicArn, token: checkedToken(parameter('token')), region };
}

export function checkedToken(token: string): string {
  if (token === '') throw wrong('The link has no token');
  if (!TOKEN.test(token)) throw wrong('The token is not whole: it is letters and digits, in one line');
  return token;
}

function parsed(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw wrong('That is no link');
  }
}

const wrong = (message: string) => new UserError(message, { hint: HINT });
