/** Japanese words of a plan and of deploying it. */
import type { BusyStack, DeployNote, DeployWords } from './deploy.words.ts';

function note(about: DeployNote): string {
  switch (about.code) {
    case 'no-channel':
      return '通知先が設定されていません。検出内容はサインイン履歴のテーブルに残りますが、誰にも通知されません。';
    case 'no-mail':
      return 'health もメールの通知先もないため、通知機能そのものが故障しても、誰にも知らされません。';
    case 'accounts-unnamed':
      return `${about.why.map(({ ja }) => ja).join('、')}。そのため、設定の \`accounts\` に名前がないアカウントは、通知に番号で表示されます。`;
    case 'accounts-not-kept':
      return `${about.why.map(({ ja }) => ja).join('、')}。そのため、AWSから得たアカウント名を通知機能に渡せません。設定の \`accounts\` に書いた名前は通知に表示されます。`;
    case 'keys-unread':
      return `${about.why.map(({ ja }) => ja).join('、')}。そのため、関数が読み取るものをどのキーが暗号化しているか分かりません。独自のキーを使っている場合は、関数のロールにそのキーへの kms:Decrypt を許可してください。`;
    case 'filters-unread':
      return `${about.why.map(({ ja }) => ja).join('、')}。そのため、正規表現を含むフィルターをロググループに追加できるか（上限は5個）を確認できません。追加できない場合、デプロイは失敗し、元の状態に戻ります。`;
    case 'secret-key':
      return `${about.parameters.join('、')} は ${about.key} で暗号化されています。関数はこのキーをパラメータストア経由の復号だけに使えます。`;
    case 'files-key':
      return `証跡のファイルは ${about.key} で暗号化されています。関数はこのキーをS3経由の復号だけに使えます。`;
    case 'files-key-alias':
      return `バケット ${about.bucket} のキーはエイリアス（${about.key}）で指定されているため、権限を付与できません。バケットの暗号化設定でキーをARNで指定し、デプロイし直してください。`;
    case 'key-of-account':
      return `キー ${about.key} はアカウント ${about.owner} のもので、そのアカウントの許可も必要です。キーポリシーに次を追加してください：${about.statement}`;
    case 'no-reads':
      return `証跡 ${about.trail} は読み取りイベントを記録していないため、\`aws login\` によるサインイン、許可されたエージェント、ロールセッションは含まれません。`;
    case 'health-channel':
      return `通知機能の異常は、通知機能と何も共有しない専用の関数から ${about.kind} にも届きます。ただし、このアカウントやリージョン、そこのSNS・SQS・Lambda・CloudWatch、専用のトピックが失われた場合は届きません。${about.shared.length === 0 ? '' : `通知先と同じシークレット（${about.shared.join('、')}）を使うため、無効になると両方が止まります。`}`;
    case 'findings-by-events':
      return 'GuardDutyの検出結果とAWSのサインイン異常検知は、パイプライン events でのみ届きます。';
    case 'events-without-trail':
      return 'このアカウントからは、記録中の証跡が見えません。CloudTrailのイベントがEventBridgeに届くのは証跡の記録中だけのため、パイプライン events には何も届かない可能性があります（パイプライン s3 には影響しません）。';
    case 'regions-unknown':
      return '有効なリージョンの一覧を取得できなかったため（account:ListRegions）、どのアカウントでも有効なリージョンだけに forwarder を作成します。';
    case 'regions-unseen':
      return `${about.regions.join('、')} に forwarder が残っているかどうかは確認できませんでした。`;
    case 'second-trail':
      return `スタック ${about.stack} の証跡は ${about.trail} とは別に記録を続け、費用がかかります。\`${about.remove}\` で削除できます（バケットとロググループは残ります）。`;
    case 'less-exact':
      return `ルール ${about.said.ja}。`;
    case 'queues-rest':
      return `キューが削除されてからまだ1分たっておらず、SQSでは60秒間同じ名前を使えません。通知機能のスタックを作成できるのは${about.seconds}秒後で、\`deploy\` はそれまで待ちます。`;
    case 'other-notifier':
      return `ここには ${about.owner} という名前の通知機能もデプロイされています。以前の名前であれば、設定を \`name: ${about.owner}\` に戻して \`login-watch destroy\` で削除してください。`;
  }
}

function busy({ name, region, status, since, request }: BusyStack): string {
  const begun = [
    status,
    ...(since === undefined ? [] : [`${since} から`]),
    ...(request === undefined ? [] : [`リクエスト ${request}`]),
  ];
  return `${region} のスタック ${name} は処理中です（${begun.join('、')}）。終わるまで待ちます。`;
}

export const deployJa: DeployWords = {
  head: (account, region, caller) => `アカウント ${account}、リージョン ${region}、実行者 ${caller}`,
  trail: (what) => `証跡：${what}`,
  newTrail: '全リージョンを記録し、ロググループを持つ証跡を新しく作る',
  ownTrail: 'このデプロイで作った証跡（全リージョン、ロググループあり）',
  trailBucket: (bucket, account, trail) =>
    `アカウント ${account} のバケット ${bucket} にあるファイル${trail === undefined ? '' : `（証跡 ${trail}）`}`,
  usedTrail: (name, isOrganization) => `${name} をそのまま使う${isOrganization ? '（組織の証跡）' : ''}`,
  title: {
    others: 'ほかのリージョン：',
    unwanted: '不要になり削除するもの：',
    merges: '既存のものへの追加：',
    protect: '削除保護を有効にするもの：',
    unprotect: '削除保護を無効にするもの：',
    names: '通知に名前を表示するアカウント：',
    unplanned: '今回は除くもの：',
    notes: '補足：',
    rights: 'ロールに許すこと：',
  },
  stackName: (name) => `スタック ${name}`,
  stack: { create: 'を作成：', update: 'を変更：', none: 'は変更なし' },
  columns: ['リソース', '種類', '変更内容'],
  onlyOutputs: '出力とタグだけが変わる',
  change: { add: '新規', remove: '削除', import: '既存のものを引き継ぐ' },
  replaced: { yes: '作り直し（中身は失われる）', maybe: '作り直す可能性あり', no: '' },
  refersTo: (ids, changed) =>
    `${changed.join('、')} を参照しているためAWSが挙げるもの（内容は変わらない）：${ids.join('、')}`,
  right: (role, actions, on) => `${role}：${actions}（対象 ${on}）`,
  unwanted: (stack, region, pipeline) =>
    `${region} のスタック ${stack}（${pipeline === 'health' ? 'health に channel がない' : `パイプライン ${pipeline} を使わない`}ため）`,
  forwarder: {
    create: (regions, count) => `${regions} に forwarder を作成（リソース${count}個）`,
    update: (regions, count) => `${regions} の forwarder を変更（リソース${count}個）`,
    none: (regions) => `${regions} の forwarder は変更なし`,
  },
  merge: (bucket) =>
    `バケット ${bucket} がオブジェクトのイベントをEventBridgeにも送るようにします。既存の通知設定は変わりません。`,
  stackAt: (stack, regions) => `スタック ${stack}（${regions}）`,
  moreNames: (count) => `ほか${count}件`,
  note,
  total: (count, minutes) => `合計：リソース${count}件、約${minutes}分。`,
  busy,
  leftBehind: (stack, region) =>
    `${region} のスタック ${stack} は以前失敗したときの残り（ROLLBACK_COMPLETE）なので、削除して作り直します。`,
  queuesRest: (stack, seconds) =>
    `スタック ${stack} のキューが削除されてからまだ1分たっておらず、SQSでは60秒間同じ名前を使えません。${seconds}秒待ってからスタックを作成します。`,
  queueRests: (stack, seconds) =>
    `スタック ${stack} のキューが削除されてからまだ60秒たっておらず、SQSでは同じ名前を使えません。${seconds}秒待ってから作り直します。`,
  noTerminal: {
    message: 'deploy は変更前に確認しますが、確認できる端末ではありません',
    hint: '--plan で内容を確認してから、--yes を付けて実行してください。',
  },
  planning: '現状を調べ、計画を立てています',
  noHealth:
    '警告：通知機能そのものが故障しても、誰にも知らされません。login-watch.yaml に `health: { email: [you@example.com] }` か、2つ目の通知先を追加してください。',
  nothingChanges: '変更はありません。設定のとおりデプロイされています。',
  nothingChanged: '何も変更していません。',
  question: (account) => `アカウント ${account} にデプロイしますか。`,
  deploying: 'デプロイしています',
  progress: ({ stack, region, finished, logicalId, status }) =>
    `${region} の ${stack}：${finished}件完了、${logicalId} ${status}`,
  deployed: (region) => `${region} にデプロイしました。`,
  ownersTurn: (account) =>
    `アカウント ${account} での作業が終わるまで、記録は届きません（作業の内容は \`login-watch deploy --plan\` で確認できます）。ここから見える範囲は \`login-watch status\` で確認できます。`,
  confirmMail:
    '各アドレスにAWSから確認メールが届きます。リンクはクリックせず、`login-watch confirm-email` で確認してください（スキャナーによる解除を防ぎます）。',
  partly: '一部は完了していません：',
  rest: 'ほかは完了しています。残りは次の `login-watch deploy` で再試行します。',
};
