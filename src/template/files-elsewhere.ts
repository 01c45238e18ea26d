/** The parts of the notifier's template for a trail's files in another account, which others do without. */
import { isSeq } from 'yaml';
import { keyOf, mapAt, replace } from './document.ts';
import { type Template, templateFrom } from './template.ts';

const PARAMETERS = ['TrailAccount', 'TrailTopicArn'];
const CONDITIONS = ['TopicOn', 'BusOn', 'FilesOn'];

/** Results by template. */
const made = new WeakMap<Template, Template>();

/**
 * The template without them: a request takes 51,200 bytes of it as text, and a stack without these settings needs the
 * room. By hand they are always there.
 */
export function withoutFilesElsewhere(template: Template): Template {
  const found = made.get(template) ?? make(template);
  made.set(template, found);
  return found;
}

function make({ document }: Template): Template {
  const copy = document.clone();
  for (const name of mapAt(copy, ['Resources']).items.map(keyOf)) {
    const condition = String(copy.getIn(['Resources', name, 'Condition']));
    if (condition === 'TopicOn' || condition === 'BusOn') copy.deleteIn(['Resources', name]);
    if (condition === 'FilesOn') replace(copy, ['Resources', name, 'Condition'], 'S3On');
  }
  const statements = copy.getIn([...DEAD_POLICY, 'Statement'], true);
  if (!isSeq(statements)) throw new TypeError('the template has no statements of the queue NAME-dead');
  statements.items = statements.items.filter((one) => !(isSeq(one) && String(one.items[0]) === 'TopicOn'));
  for (const name of PARAMETERS) copy.deleteIn(['Parameters', name]);
  for (const name of CONDITIONS) copy.deleteIn(['Conditions', name]);
  return templateFrom(copy);
}

const DEAD_POLICY = ['Resources', 'DeadPolicy', 'Properties', 'PolicyDocument'];
