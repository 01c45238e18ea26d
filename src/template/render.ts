/** Settings -> the templates that CloudFormation takes: the hand-written ones, and in them what is compiled. */
import type { Document } from 'yaml';
import { parametersOf } from '../channels/secrets-of.ts';
import { recent } from '../core/recent.ts';
import type { Language } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { putAssertions } from './assertions.ts';
import { call, parseTemplate, quoted, replace } from './document.ts';
import { putHeartbeat } from './heartbeat.ts';
import { hoursOf } from './hours.ts';
import { putMail } from './mail.ts';
import { parametersFor } from './parameters.ts';
import { putCisPatterns, putEventRules, putForwardRules, putLogsFilters } from './patterns.ts';
import { addStatement, dropStatement, statementNamed } from './statements.ts';
import { type Template, templateFrom } from './template.ts';
import { readTemplate, TEMPLATES, type TemplateName } from './templates.ts';

/** Planning, proving and looking again ask for the same few. */
const rendered = recent<Template>(32);

/**
 * The template for these settings. CloudFormation takes 51,200 bytes as text, and more from a bucket. `language` is that
 * of its refusals to people who deploy it by hand.
 */
export function renderTemplate(name: TemplateName, settings: Settings, language: Language = 'en'): Template {
  const text = readTemplate(name);
  return rendered(JSON.stringify([name, settings, text, language]), () => render(name, text, settings, language));
}

/** The hand-written templates, parsed. Each rendering changes a copy. */
const parsed = recent<Document>(TEMPLATES.length);

function render(name: TemplateName, text: string, settings: Settings, language: Language): Template {
  const document = parsed(text, () => parseTemplate(text)).clone();
  putDefaults(document, name, settings);
  if (name === 'notifier') {
    putAssertions(document, language);
    putHours(document, settings);
    putHeartbeat(document, settings, FUNCTION_POLICY);
    putSeconds(document, settings);
    putMail(document, settings);
    putSecrets(document, settings);
    putNames(document, settings);
    putEventRules(document, settings);
    putLogsFilters(document, settings);
  }
  if (name === 'alarms') {
    putHours(document, settings);
    putCisPatterns(document);
  }
  if (name === 'forwarder') putForwardRules(document, settings);
  return templateFrom(document);
}

/** So that the template says the same to those who deploy it by hand. */
function putDefaults(document: Document, name: TemplateName, settings: Settings): void {
  for (const [parameter, value] of Object.entries(parametersFor(name, settings))) {
    replace(document, ['Parameters', parameter, 'Default'], /^(?:true|false)$/.test(value) ? quoted(value) : value);
  }
}

function putHours(document: Document, settings: Settings): void {
  const hours = hoursOf(settings);
  const place = ['Mappings', 'Hours', 'Business'];
  replace(document, [...place, 'Enabled'], quoted(String(hours !== undefined)));
  if (hours === undefined) return;
  replace(document, [...place, 'Begin'], quoted(hours.begin));
  replace(document, [...place, 'End'], quoted(hours.end));
  replace(document, [...place, 'Zone'], hours.zone);
}

/** How far back the function looks when they end, where alarms were silent. */
function putSeconds(document: Document, settings: Settings): void {
  const hours = hoursOf(settings);
  if (hours !== undefined)
    replace(document, ['Mappings', 'Hours', 'Business', 'Seconds'], quoted(String(hours.seconds)));
}

const FUNCTION_POLICY = ['FunctionRole', 'Properties', 'Policies', 0, 'PolicyDocument'];

/** The function may ask for names of people, where the settings say so. The store may be another account's. */
function putNames(document: Document, { names }: Settings): void {
  if (names?.identityCenter !== true) return;
  const arns = ['identitystore::*:identitystore/*', 'identitystore:::user/*', 'identitystore:::group/*'];
  addStatement(document, FUNCTION_POLICY, {
    Sid: 'NamePeople',
    Effect: 'Allow',
    Action: ['identitystore:DescribeUser', 'identitystore:DescribeGroup'],
    Resource: arns.map((arn) => call('Sub', `arn:\${AWS::Partition}:${arn}`)),
  });
}

/** The function may read the secrets that its channels name, and no others. */
function putSecrets(document: Document, { channels }: Settings): void {
  if (channels.length === 0) return;
  const policy = FUNCTION_POLICY;
  const arn = `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter`;
  const resources = parametersOf(channels).map((parameter) => call('Sub', `${arn}${parameter}`));
  if (resources.length === 0) dropStatement(document, policy, 'ReadSecrets');
  else statementNamed(document, policy, 'ReadSecrets').set('Resource', document.createNode(resources));
}
