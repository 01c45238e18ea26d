/** Vendors' answers explained, in Japanese. */
import type { AnswerWords } from './answers.words.ts';

const REPORT = '`--dry-run` の出力を添えて不具合としてご報告ください。';
const NETWORK = 'ネットワークと、プロキシを使っている場合は HTTPS_PROXY と NO_PROXY を確認してください。';
const NEW_SLACK = 'SlackアプリでIncoming Webhookを作り直し、`login-watch secret set slack` で保存してください。';
const NEW_DISCORD =
  'チャンネル設定の「連携サービス」でWebhookを作り直し、`login-watch secret set discord` で保存してください。';

export const ja: AnswerWords = {
  vendor: {
    slack: 'Slack',
    chatwork: 'Chatwork',
    teams: 'Teams',
    discord: 'Discord',
    pagerduty: 'PagerDuty',
    webhook: 'Webhookの送信先',
    email: 'SNS',
  },
  asksToWait: (vendor, status) => `${vendor}が送信の間隔を空けるよう求めています（${status}）`,
  inTrouble: (vendor, answer) => `${vendor}で障害が起きています（${answer}）`,
  answered: (vendor, answer) => `${vendor}の応答：${answer}`,
  errorInside: (vendor, status) => `${vendor}の応答 ${status} にエラーが含まれています`,
  webPage: (vendor, status) => ({
    why: `${vendor}の応答（${status}）がWebページのため、メッセージは送信されていません`,
    hint: 'URLと、プロキシやログインページが代わりに応答していないかを確認してください。',
  }),
  redirect: (vendor, status) => ({
    why: `${vendor}の応答 ${status} はリダイレクトのため、追跡しません`,
    hint: 'URLの転送先が変わったか、プロキシが代わりに応答しています。Webhookを作り直すか、プロキシを確認してください。',
  }),
  noAnswer: {
    stopped: (vendor) => ({ why: `${vendor}への送信を中断しました`, hint: 'もう一度実行してください。' }),
    unknown: (vendor) => ({ why: `${vendor}への送信に失敗しました`, hint: NETWORK }),
    certificate: (vendor) => ({
      why: `${vendor}のTLS証明書を信頼できないか、サーバーがTLSに対応していません`,
      hint: 'TLSを検査するプロキシがある場合は、その証明書を NODE_EXTRA_CA_CERTS に指定してください。ない場合はURLを確認してください。',
    }),
    'proxy-url': () => ({
      why: 'プロキシのURLが正しくありません',
      hint: 'HTTPS_PROXY を http://host:port の形に直してください。',
    }),
    'secret-characters': () => ({
      why: 'シークレットに送信できない文字が含まれています',
      hint: '改行、空白、引用符を含めずに保存し直してください。',
    }),
    'host-unknown': (vendor) => ({
      why: `${vendor}のホスト名を解決できません`,
      hint: `URLのホスト名とDNSサーバーを確認してください。${NETWORK}`,
    }),
    'connection-refused': (vendor) => ({ why: `${vendor}への接続が拒否されました`, hint: NETWORK }),
    timeout: (vendor) => ({ why: `${vendor}が時間内に応答しませんでした`, hint: NETWORK }),
    'proxy-refused': (vendor) => ({
      why: `${vendor}への送信がプロキシに拒否されました`,
      hint: 'HTTPS_PROXY とそのユーザー名・パスワード、このホストへの接続がプロキシで許可されているかを確認してください。',
    }),
    'connection-broken': (vendor) => ({ why: `${vendor}への接続が切れました`, hint: NETWORK }),
    unreachable: (vendor) => ({ why: `ここから${vendor}に到達できません`, hint: NETWORK }),
  },
  slack: {
    invalid_payload: `Slackがメッセージを読み取れませんでした。${REPORT}`,
    invalid_blocks: `メッセージのブロックがSlackに拒否されました。${REPORT}`,
    invalid_attachments: `メッセージの添付がSlackに拒否されました。${REPORT}`,
    too_many_attachments: `添付の数がSlackに拒否されました。${REPORT}`,
    msg_blocks_too_long: `メッセージが長すぎるとしてSlackに拒否されました。${REPORT}`,
    no_text: `メッセージに本文がないとしてSlackに拒否されました。${REPORT}`,
    user_not_found: `Webhookのユーザーが存在しません。${NEW_SLACK}`,
    channel_not_found: `Webhookのチャンネルが存在しません。${NEW_SLACK}`,
    channel_is_archived: `Webhookのチャンネルはアーカイブされています。アーカイブを解除するか、別のチャンネルを使ってください。${NEW_SLACK}`,
    action_prohibited:
      'ワークスペースの管理者が投稿を制限しています。管理者に確認するか、別のチャンネルを選んでください。',
    posting_to_general_channel_denied: '#general への投稿は制限されています。別のチャンネルを選んでください。',
    invalid_token: `Webhookが正しくないか、期限切れです。${NEW_SLACK}`,
    no_active_hooks: `Webhookが無効になっています。${NEW_SLACK}`,
    no_service: `Webhookが無効か、削除済みか、入力の誤りです。${NEW_SLACK}`,
    no_service_id: `WebhookのURLが途中で切れています。${NEW_SLACK}`,
    no_team: `Webhookのワークスペースが存在しないか、URLの入力の誤りです。${NEW_SLACK}`,
    team_disabled: 'ワークスペースが無効になっています。オーナーに確認してください。',
    notSlack:
      'Slackの応答ではありません。URLがSlackのWebhookか、プロキシが代わりに応答していないかを確認してください。',
    other: NEW_SLACK,
  },
  chatwork: {
    200: 'Chatworkの応答ではありません。プロキシが代わりに応答していないかを確認してください。',
    400: `メッセージがChatworkに拒否されました。${REPORT}`,
    401: 'トークンが正しくありません。Chatworkの「サービス連携」の「APIトークン」で再発行し、`login-watch secret set chatwork` で保存してください。',
    403: 'トークンの所有者はこのルームに投稿できません。所有者をルームに追加するか、管理者に確認してください。',
    404: 'トークンの所有者が参加しているルームに該当するものがありません。ルームIDは、ルームのURLの #!rid に続く数字です。',
    other: 'ルームIDとトークンの権限を確認してください。',
  },
  teams: {
    notTaken:
      'メッセージを受け取ったワークフローは202を返します。URLを確認し、ワークフローに「応答」のステップがあれば削除してください。',
    tooLarge: (bytes) => `Teamsが受け付けるのは${bytes}バイトまでです。${REPORT}`,
    other:
      'ワークフロー「Webhook要求を受信したときにチャネルに投稿する」を作り直し、そのURLを `login-watch secret set teams` で保存してください。',
  },
  discord: {
    200: 'Discordの応答ではありません。URLがDiscordのWebhookか、プロキシが代わりに応答していないかを確認してください。',
    400: `メッセージがDiscordに拒否されました。${REPORT}`,
    401: `Webhookのトークンが正しくありません。${NEW_DISCORD}`,
    404: `Webhookが存在しません。${NEW_DISCORD}`,
    other: NEW_DISCORD,
  },
  pagerduty: {
    202: 'PagerDutyの応答ではありません。プロキシが代わりに応答していないかを確認してください。',
    400: `イベントがPagerDutyに拒否されました。${REPORT}`,
    key: 'インテグレーションキーが正しくないか、別のサービスリージョンのものです（`region: eu`）。サービスのインテグレーション「Events API V2」からキーをコピーし、`login-watch secret set pagerduty` で保存してください。',
    tooLarge: `PagerDutyが受け付けるのは512KBまでです。${REPORT}`,
    other: 'PagerDutyで、サービスのインテグレーション「Events API V2」を確認してください。',
  },
  webhook: {
    signature: '受信側が署名を受け付けませんでした。双方の鍵が同じか確認してください。',
    other: 'URLと、受信側が期待する形式を確認してください。',
  },
  mail: {
    noTopic: {
      why: 'これらのアドレスに対応するSNSトピックがデプロイされていません',
      hint: '前回のデプロイの後に設定が変わっています。`login-watch deploy` を実行してください。',
    },
    notDeployed: {
      why: 'メールはSNSトピックから送信しますが、まだデプロイされていません',
      hint: '先にデプロイしてください。それまでは `--dry-run` で内容を確認できます。',
    },
    answered: (error, topic) => `${topic} へのSNSの応答：${error === '' ? '原因不明のエラー' : error}`,
    denied: 'そのトピックへの sns:Publish を許可してください。',
    other: 'トピックが残っているか `login-watch status` で確認してください。',
  },
  notPrepared: { why: 'メッセージを準備できませんでした', hint: REPORT },
};
