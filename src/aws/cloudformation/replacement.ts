/** Which planned changes replace their resource. */
import type { ResourceChange, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import type { PlannedChange } from './types.ts';

type Replacement = PlannedChange['replacement'];

/** The verdict on one resource, from the change set as a whole. */
export interface Replaced {
  readonly replacement: Replacement;
  /** Logical ids of changed resources, if the change is nothing but references to them and they stay what they are. */
  readonly follows: readonly string[];
}

const NOTHING: Replaced = { replacement: 'no', follows: [] };

/** Results of Ref and Fn::GetAtt that differ only if the resource is replaced; `StreamArn` isn't one of them. */
const IDENTITY = /^(?:Arn|(?:Queue|Topic|Table|Function|Bucket|Role)(?:Name|Url|Arn))$/;

/**
 * AWS reports each reference to a changed resource as `Dynamic`, and `Replacement` then as `Conditional`, because a
 * reference has a new value if its resource is replaced. If that one stays, so does the reference's value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html
 */
export function replacementsIn(changes: readonly ResourceChange[]): (change: ResourceChange) => Replaced {
  const byId = new Map(changes.map((change) => [change.LogicalResourceId ?? '', change]));
  const known = new Map<ResourceChange, Replaced>();
  const judge = (change: ResourceChange): Replaced => {
    const earlier = known.get(change);
    if (earlier !== undefined) return earlier;
    // Templates have no circles; should an answer have one, nothing is promised of it.
    known.set(change, { replacement: 'maybe', follows: [] });
    const judged = judgeOne(change);
    known.set(change, judged);
    return judged;
  };
  const stays = (detail: ResourceChangeDetail): boolean => {
    const [id = '', attribute] = (detail.CausingEntity ?? '').split('.');
    const isReference = detail.ChangeSource === 'ResourceReference' || detail.ChangeSource === 'ResourceAttribute';
    const cause = byId.get(id);
    if (detail.Evaluation !== 'Dynamic' || !isReference || cause?.Action !== 'Modify') return false;
    return (attribute === undefined || IDENTITY.test(attribute)) && judge(cause).replacement === 'no';
  };
  const judgeOne = ({ Action, Replacement: said, Details = [] }: ResourceChange): Replaced => {
    // `Dynamic`: AWS knows only while it runs.
    if (Action === 'Dynamic') return { replacement: 'maybe', follows: [] };
    if (Action !== 'Modify') return NOTHING;
    const open = Details.filter((detail) => !stays(detail));
    const follows = open.length > 0 || Details.length === 0 ? [] : causesOf(Details);
    if (said === 'True') return { replacement: 'yes', follows: [] };
    if (said !== 'Conditional') return { replacement: 'no', follows };
    const isOpen = Details.length === 0 || open.some(({ Target }) => Target?.RequiresRecreation !== 'Never');
    return { replacement: isOpen ? 'maybe' : 'no', follows };
  };
  return judge;
}

const causesOf = (details: readonly ResourceChangeDetail[]) => [
  ...new Set(details.map(({ CausingEntity = '' }) => CausingEntity.split('.')[0] ?? '')),
];
