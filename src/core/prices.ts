/** Public list prices of what is deployed, in US dollars: one dated table, without free tiers. */

interface Price {
  readonly usd: number;
  /** How many units the price is for. */
  readonly per: number;
  readonly source: string;
}

export const PRICED = { region: 'us-east-1', month: '2026-11' } as const;

const MILLION = 1_000_000;

export const PRICES = {
  lambdaRequest: { usd: 0.2, per: MILLION, source: 'https://aws.amazon.com/lambda/pricing/' },
  /** On arm64. */
  lambdaGbSecond: { usd: 13.3334, per: MILLION, source: 'https://aws.amazon.com/lambda/pricing/' },
  tableWrite: { usd: 0.625, per: MILLION, source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  tableRead: { usd: 0.125, per: MILLION, source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  queueRequest: { usd: 0.5, per: MILLION, source: 'https://aws.amazon.com/sqs/pricing/' },
  logGb: { usd: 0.5, per: 1, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  alarm: { usd: 0.1, per: 1, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  /** A metric of one's own, in months in which it has values. */
  metric: { usd: 0.3, per: 1, source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  /** A second copy of management events; the first is free. */
  furtherCopy: { usd: 2, per: 100_000, source: 'https://aws.amazon.com/cloudtrail/pricing/' },
  storageGb: { usd: 0.023, per: 1, source: 'https://aws.amazon.com/s3/pricing/' },
  crossRegion: { usd: 1, per: MILLION, source: 'https://aws.amazon.com/eventbridge/pricing/' },
} as const satisfies Readonly<Record<string, Price>>;

export const priceOf = (what: keyof typeof PRICES, count: number): number =>
  (PRICES[what].usd * count) / PRICES[what].per;
