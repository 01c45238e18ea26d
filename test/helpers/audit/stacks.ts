/** CloudFormation for an account of the tests: its stacks make real resources there. */
import type { Account } from '../../../sandbox/account/account.ts';
import { cloudformation } from '../../../sandbox/cloudformation/cloudformation.ts';
import { makers } from '../../../sandbox/makers/makers.ts';

export function accountWithStacks() {
  let account: Account | undefined;
  const here = () => {
    if (account === undefined) throw new Error('the account is not there yet');
    return account;
  };
  const never = async () => {
    throw new Error('no functions here');
  };
  const { answer } = cloudformation({
    account: '111122223333',
    makers: makers({ account: here, dynamodb: '', deploy: never, stop: never }),
  });
  return {
    answer,
    of(made: Account) {
      account = made;
    },
  };
}
