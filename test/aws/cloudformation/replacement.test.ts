import type { ResourceChange, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { replacementsIn } from '../../../src/aws/cloudformation/replacement.ts';

const changed = (
  LogicalResourceId: string,
  Replacement: ResourceChange['Replacement'],
  ...Details: ResourceChangeDetail[]
): ResourceChange => ({ Action: 'Modify', LogicalResourceId, Replacement, Details });
const direct = (Name: string): ResourceChangeDetail => ({
  Target: { Attribute: 'Properties', Name, RequiresRecreation: 'Never' },
  Evaluation: 'Static',
  ChangeSource: 'DirectModification',
});
const by = (CausingEntity: string): ResourceChangeDetail => ({
  Target: { Attribute: 'Properties', Name: 'FunctionName', RequiresRecreation: 'Always' },
  Evaluation: 'Dynamic',
  ChangeSource: CausingEntity.includes('.') ? 'ResourceAttribute' : 'ResourceReference',
  CausingEntity,
});
const FUNCTION = changed('Function', 'False', direct('Code'));
const verdicts = (...changes: ResourceChange[]) => {
  const judge = replacementsIn(changes);
  return changes.map((change) => judge(change)).map(({ replacement, follows }) => [replacement, ...follows].join(' '));
};

describe('a reference', () => {
  test.each(['Function', 'Function.Arn'])('%s to a resource that stays is no replacement', (entity) => {
    expect(verdicts(FUNCTION, changed('Permission', 'Conditional', by(entity)))).toEqual(['no', 'no Function']);
  });

  test('to what only refers to a resource that stays is none either', () => {
    expect(
      verdicts(
        changed('Rule', 'Conditional', by('Permission')),
        changed('Permission', 'Conditional', by('Function')),
        FUNCTION,
      ),
    ).toEqual(['no Permission', 'no Function', 'no']);
  });

  test.each<[string, ResourceChange]>([
    ['is replaced', changed('Function', 'True', direct('FunctionName'))],
    [
      'may be replaced',
      changed('Function', 'Conditional', { ...direct('X'), Target: { RequiresRecreation: 'Conditionally' } }),
    ],
    ['is new', { Action: 'Add', LogicalResourceId: 'Function' }],
    ['is decided on later', { Action: 'Dynamic', LogicalResourceId: 'Function' }],
    ['isn’t in the plan', changed('Other', 'False', direct('Code'))],
  ])('to a resource that %s may replace', (_, cause) => {
    expect(verdicts(cause, changed('Permission', 'Conditional', by('Function'))).at(-1)).toBe('maybe');
  });

  test('to an attribute that changes without a replacement may replace', () => {
    expect(verdicts(FUNCTION, changed('Permission', 'Conditional', by('Function.StreamArn'))).at(-1)).toBe('maybe');
  });

  test('beside a change of its own leaves that one’s verdict', () => {
    const own = { ...direct('Principal'), Target: { Name: 'Principal', RequiresRecreation: 'Always' } } as const;
    expect(verdicts(FUNCTION, changed('Permission', 'True', by('Function'), own)).at(-1)).toBe('yes');
    expect(verdicts(FUNCTION, changed('Alarm', 'Conditional', by('Function'), direct('Period'))).at(-1)).toBe('no');
  });
});

test('AWS’s own doubt stays: a parameter, no details, a circle', () => {
  const parameter = { ...by('Days'), Evaluation: 'Static', ChangeSource: 'ParameterReference' } as const;
  expect(verdicts(FUNCTION, changed('Group', 'Conditional', parameter)).at(-1)).toBe('maybe');
  expect(verdicts(changed('Group', 'Conditional'))).toEqual(['maybe']);
  expect(verdicts(changed('A', 'Conditional', by('B')), changed('B', 'Conditional', by('A')))).toEqual([
    'maybe',
    'maybe',
  ]);
});
