/** Messages of the health topic -> short reports: CloudWatch's alarms, and notices of the notifier and of tests. */
import type { Language } from '../core/language.ts';
import { HEALTH_WORDS } from '../messages/sending/health.ts';

/** A report to be sent by one channel. */
export interface Report {
  /** Lines, the most important first. */
  readonly text: string;
  /** `trouble` opens an incident, `good` closes it, `test` does both; `heartbeat` is no incident. */
  readonly kind: 'trouble' | 'good' | 'test' | 'heartbeat';
  /** The same for the beginning and the end of one trouble. */
  readonly about: string;
}

export interface Naming {
  /** The settings' name, prefix of the alarms' names. */
  readonly name: string;
  readonly language: Language;
}

/** Characters: Discord takes 2,000, the least of all. */
const LIMIT = 1_800;

/** `body`: a message of a queue that is subscribed to the topic. Reads whatever it is given, for somebody must hear. */
export function reportOf(body: string, naming: Naming): Report {
  const notification = objectIn(body);
  const message = textAt(notification, 'Message') || body;
  const alarm = objectIn(message);
  const report = textAt(alarm, 'AlarmName') === '' ? notice(notification, message) : ofAlarm(alarm, naming);
  return { ...report, text: clip(report.text) };
}

function notice(notification: object, message: string): Report {
  const attribute = (name: string) => textAt(objectAt(objectAt(notification, 'MessageAttributes'), name), 'Value');
  const subject = textAt(notification, 'Subject');
  const kind = (['good', 'test', 'heartbeat'] as const).find((one) => one === attribute('kind')) ?? 'trouble';
  return {
    // A notice begins with its subject.
    text:
      subject === '' || message.slice(0, subject.length + 10).includes(subject) ? message : `${subject}\n${message}`,
    kind,
    about: attribute('about') || textAt(notification, 'MessageId'),
  };
}

function ofAlarm(alarm: object, { name, language }: Naming): Report {
  const words = HEALTH_WORDS[language];
  const called = textAt(alarm, 'AlarmName');
  const known = Object.entries(words.alarm).find(([one]) => [name, one].join('-') === called)?.[1];
  const isGood = textAt(alarm, 'NewStateValue') === 'OK';
  const what = known ?? (textAt(alarm, 'AlarmDescription') || words.other(called));
  const region = textAt(alarm, 'AlarmArn').split(':')[3] || textAt(alarm, 'Region');
  const since = `${textAt(alarm, 'StateChangeTime').slice(0, 16).replace('T', ' ')} UTC`;
  return {
    text: [
      (isGood ? words.well : words.unwell)(name, what),
      words.facts(called, since, `${textAt(alarm, 'AWSAccountId')} ${region}`),
      words.look,
    ].join('\n'),
    kind: isGood ? 'good' : 'trouble',
    about: `alarm ${called}`,
  };
}

function objectIn(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

const objectAt = (from: object, key: string): object => Object(Reflect.get(from, key));

function textAt(from: object, key: string): string {
  const value: unknown = Reflect.get(from, key);
  return typeof value === 'string' ? value : '';
}

function clip(text: string): string {
  const characters = [...text];
  return characters.length <= LIMIT ? text : `${characters.slice(0, LIMIT - 1).join('')}…`;
}
