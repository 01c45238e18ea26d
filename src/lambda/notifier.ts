/** The pieces of the function, put together once for as long as its process lives. */
import { createHash } from 'node:crypto';
import { type KeptNames, keptNames } from '../aws/login-table/account-names.ts';
import type { AskName } from '../aws/login-table/asked-names.ts';
import { type LaterFindings, laterFindings } from '../aws/login-table/later.ts';
import { type TableMemory, tableMemory } from '../aws/login-table/memory.ts';
import { type MutedFindings, mutedFindings } from '../aws/login-table/muted.ts';
import { type NamelessSignIns, namelessSignIns } from '../aws/login-table/nameless.ts';
import { type SignInParts, signInParts } from '../aws/login-table/parts.ts';
import { type SentMessages, sentMessages } from '../aws/login-table/sent.ts';
import { type Stories, tableStories } from '../aws/login-table/stories.ts';
import type { Table } from '../aws/login-table/table.ts';
import { type ToldFindings, toldFindings } from '../aws/login-table/told.ts';
import { type Troubles, tableTroubles } from '../aws/login-table/troubles.ts';
import { mailPublisher, mailTopics } from '../aws/mail/mail.ts';
import { describeUser } from '../aws/names/describe-user.ts';
import { type ActiveRule, activate, allRules } from '../core/inspection/activate.ts';
import { type Context, makeContext } from '../core/inspection/context.ts';
import { once } from '../core/once.ts';
import type { Rule } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { SendContext } from '../delivery/send.ts';
import { RULES } from '../rules/index.ts';
import type { Clients } from './clients.ts';
import { type Logger, makeLogger } from './log.ts';
import { type Secrets, secretsFrom } from './secrets.ts';

/** Variables that the template puts into the function's environment. */
export interface Environment {
  readonly TABLE: string;
  readonly OUTBOX_URL: string;
  readonly OUTBOX_DEAD_URL: string;
  readonly DEAD_URL: string;
  /** Topics of the settings' mail lists, in their order, joined by commas. */
  readonly TOPIC_ARNS: string;
  /** Name of the trail's log group; empty if it has none. */
  readonly LOG_GROUP: string;
}

export interface Notifier extends Logger, Omit<Clients, 'identitystore' | 'sns' | 'ssm'> {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly context: Context;
  readonly rules: readonly Rule[];
  readonly active: readonly ActiveRule[];
  readonly table: Table;
  readonly memory: TableMemory;
  /** Names of accounts that the settings don't name. */
  readonly accounts: KeptNames;
  readonly told: ToldFindings;
  readonly muted: MutedFindings;
  readonly later: LaterFindings;
  readonly nameless: NamelessSignIns;
  readonly parts: SignInParts;
  readonly stories: Stories;
  readonly sent: SentMessages;
  readonly troubles: Troubles;
  readonly secrets: Secrets;
  readonly world: SendContext;
  /** Undefined if the settings don't want it. */
  readonly askName: AskName | undefined;
  readonly now: () => number;
  /** Differs after a deploy that changed anything: settings, topics, code. */
  readonly deployed: () => Promise<string>;
  /** Milliseconds since the epoch of the last message, by group of the outbox. */
  readonly paced: Map<string, number>;
  /** Ids of messages that are done (sent or moved to the dead-letter queue) and could not be deleted. */
  readonly unremoved: Set<string>;
}

/** The function's own timeout, in ms: no invocation lives longer (`templates/notifier.yaml`). */
export const TIMEOUT = 180_000;

export interface Parts {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly table: Table;
  readonly clients: Clients;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Takes a line of the log. */
  readonly write: (line: string) => void;
  /** Defaults to `info`. */
  readonly logLevel: string | undefined;
  /** The function's own code, or its hash. */
  readonly code: () => string;
}

export function makeNotifier(parts: Parts): Notifier {
  const { environment, settings, table, clients, now, sleep, write, logLevel, code } = parts;
  const logger = makeLogger(settings.name, now, write, logLevel);
  const rules = allRules(RULES, settings);
  const secrets = secretsFrom(clients.ssm, now);
  const accounts = keptNames(table, now);
  const topics = mailTopics(settings, environment.TOPIC_ARNS);
  return {
    ...logger,
    environment,
    settings,
    context: makeContext(settings, { accounts: accounts.names }),
    rules,
    active: activate(rules, settings),
    table,
    memory: tableMemory(table, now),
    accounts,
    told: toldFindings(table, now, TIMEOUT),
    muted: mutedFindings(table, rules, now, TIMEOUT, (key) => logger.log('error', 'a muted finding is lost', { key })),
    later: laterFindings(table, rules, now, TIMEOUT),
    nameless: namelessSignIns(table, rules, now),
    parts: signInParts(table, now),
    stories: tableStories(table, now),
    sent: sentMessages(table, now),
    troubles: tableTroubles(table, now),
    deployed: once(async () => hash(JSON.stringify([settings, environment.TOPIC_ARNS, code()]))),
    secrets,
    world: {
      secret: secrets.read,
      now,
      sleep,
      random: Math.random,
      signal: new AbortController().signal,
      publish: async (delivery) => mailPublisher(await clients.sns(), topics)(delivery),
    },
    askName: settings.names?.identityCenter ? nameFrom(clients) : undefined,
    cloudwatch: clients.cloudwatch,
    sqs: clients.sqs,
    s3: clients.s3,
    logs: clients.logs,
    now,
    paced: new Map(),
    unremoved: new Set(),
  };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

const nameFrom = (clients: Clients): AskName => {
  return async (user) => describeUser(await clients.identitystore(user.region), user);
};
