import { destroyCompute } from '../../../src/rules/destroy/destroy-compute.ts';
import { apiCall, iamUser, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

type More = NonNullable<Parameters<typeof apiCall>[2]>;

const terminate = (ids: readonly string[], more: More = {}) =>
  apiCall('ec2', 'TerminateInstances', {
    from: OFFICE,
    request: { instancesSet: { items: ids.map((instanceId) => ({ instanceId })) } },
    ...more,
  });
const IDS = ['i-1', 'i-2', 'i-3', 'i-4', 'i-5'];
const oneByOne = (more: (index: number) => More = () => ({})) =>
  IDS.map((id, index) => terminate([id], { minute: index, ...more(index) }));
const volumes = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    apiCall('ec2', 'DeleteVolume', { from: OFFICE, minute: index, request: { volumeId: `vol-${index}` } }),
  );
const protect = (value: boolean, more: More = {}) =>
  apiCall('ec2', 'ModifyInstanceAttribute', {
    from: OFFICE,
    request: { instanceId: 'i-1', disableApiTermination: { value } },
    ...more,
  });

testRule(destroyCompute, {
  fires: [
    {
      name: 'five instances in one call',
      record: terminate(IDS),
      told: [
        'high',
        'alice terminated 5 instances (i-1, i-2, i-3 and 2 more) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から 5個のインスタンスを終了しました（i-1, i-2, i-3 ほか2個）',
      ],
    },
    {
      name: 'five instances one by one',
      record: oneByOne(),
      told: [
        'high',
        'alice terminated 5 instances (i-1, i-2, i-3 and 2 more) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から 5個のインスタンスを終了しました（i-1, i-2, i-3 ほか2個）',
      ],
    },
    {
      name: 'five volumes',
      record: volumes(5),
      told: [
        'high',
        'alice deleted 5 volumes (vol-0, vol-1, vol-2 and 2 more) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から 5個のボリュームを削除しました（vol-0, vol-1, vol-2 ほか2個）',
      ],
    },
    {
      name: 'protection taken away',
      record: protect(false),
      title: 'Termination protection removed',
      told: [
        'medium',
        'alice removed the termination protection of instance i-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からインスタンス i-1 の終了保護を解除しました',
      ],
    },
    {
      name: 'encryption by default turned off',
      record: apiCall('ec2', 'DisableEbsEncryptionByDefault', { from: OFFICE, region: 'ap-northeast-1' }),
      title: 'EBS encryption by default turned off',
      told: [
        'high',
        'alice turned off EBS encryption by default in ap-northeast-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から ap-northeast-1 でEBSのデフォルト暗号化を無効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'protection not taken away', record: protect(false, { error: 'Client.UnauthorizedOperation' }) },
    { name: 'four instances', record: terminate(IDS.slice(1)) },
    { name: 'five instances in an hour', record: oneByOne((index) => ({ minute: index * 15 })) },
    { name: 'five instances of two people', record: oneByOne((index) => ({ by: iamUser(index < 2 ? 'ann' : 'ben') })) },
    { name: 'four volumes and one instance', record: [...volumes(4), terminate(['i-1'])] },
    {
      name: 'Auto Scaling at work',
      record: terminate(IDS, { by: role('AWSServiceRoleForAutoScaling', 'AutoScaling') }),
    },
    { name: 'protection given', record: protect(true) },
    {
      name: 'another attribute',
      record: apiCall('ec2', 'ModifyInstanceAttribute', {
        request: { instanceId: 'i-1', instanceType: { value: 't3.micro' } },
      }),
    },
    { name: 'five failures', record: oneByOne(() => ({ error: 'Client.OperationNotPermitted' })) },
  ],
});
