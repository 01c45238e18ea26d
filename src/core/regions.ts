/** Names of AWS regions, with the cities or states that people call them by. */
import { nearest } from './nearest.ts';

/** Regions of all partitions, opt-in ones too: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const PLACES: Readonly<Record<string, string>> = {
  'af-south-1': 'Cape Town',
  'ap-east-1': 'Hong Kong',
  'ap-east-2': 'Taipei',
  'ap-northeast-1': 'Tokyo',
  'ap-northeast-2': 'Seoul',
  'ap-northeast-3': 'Osaka',
  'ap-south-1': 'Mumbai',
  'ap-south-2': 'Hyderabad',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Sydney',
  'ap-southeast-3': 'Jakarta',
  'ap-southeast-4': 'Melbourne',
  'ap-southeast-5': 'Malaysia',
  'ap-southeast-6': 'New Zealand',
  'ap-southeast-7': 'Thailand',
  'ca-central-1': 'Canada',
  'ca-west-1': 'Calgary',
  'cn-north-1': 'Beijing',
  'cn-northwest-1': 'Ningxia',
  'eu-central-1': 'Frankfurt',
  'eu-central-2': 'Zurich',
  'eu-isoe-west-1': 'EU ISOE West',
  'eu-north-1': 'Stockholm',
  'eu-south-1': 'Milan',
  'eu-south-2': 'Spain',
  'eu-west-1': 'Ireland',
  'eu-west-2': 'London',
  'eu-west-3': 'Paris',
  'eusc-de-east-1': 'Brandenburg',
  'il-central-1': 'Tel Aviv',
  'me-central-1': 'UAE',
  'me-south-1': 'Bahrain',
  'mx-central-1': 'Mexico',
  'sa-east-1': 'Sao Paulo',
  'us-east-1': 'Virginia',
  'us-east-2': 'Ohio',
  'us-gov-east-1': 'GovCloud East',
  'us-gov-west-1': 'GovCloud West',
  'us-iso-east-1': 'US ISO East',
  'us-iso-west-1': 'US ISO West',
  'us-isob-east-1': 'US ISOB East',
  'us-isob-west-1': 'US ISOB West',
  'us-isof-east-1': 'US ISOF East',
  'us-isof-south-1': 'US ISOF South',
  'us-west-1': 'California',
  'us-west-2': 'Oregon',
};

const squeezed = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '');

export const isRegion = (name: string): boolean => Object.hasOwn(PLACES, name);

/** The region that a mistyped name, or the name of a city, most likely means. */
export function nearestRegion(text: string): string | undefined {
  const named = Object.entries(PLACES).find(([, place]) => squeezed(place) === squeezed(text));
  return named?.[0] ?? nearest(text, Object.keys(PLACES));
}

/**
 * Beginnings of regions' names, their partition, where its services that have no region are, and the domain of its
 * endpoints: as botocore's endpoints have them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITIONS = [
  ['cn-', 'aws-cn', 'cn-north-1', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'us-gov-west-1', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'us-iso-east-1', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'us-isob-east-1', 'sc2s.sgov.gov'],
  ['eu-isoe-', 'aws-iso-e', 'eu-isoe-west-1', 'cloud.adc-e.uk'],
  ['us-isof-', 'aws-iso-f', 'us-isof-south-1', 'csp.hci.ic.gov'],
  ['eusc-', 'aws-eusc', 'eusc-de-east-1', 'amazonaws.eu'],
] as const;
const MOST = ['', 'aws', 'us-east-1', 'amazonaws.com'] as const;

const entryOf = (region: string) => PARTITIONS.find(([beginning]) => region.startsWith(beginning)) ?? MOST;

/** The second part of the ARNs of a region: IAM refuses others there. */
export const partitionOf = (region: string): string => entryOf(region)[1];

/** The region that has IAM and its like, and records their calls, in the partition of `region`. */
export const globalRegionOf = (region: string): string => entryOf(region)[2];

/** The domain of a region's endpoints. */
export const dnsSuffixOf = (region: string): string => entryOf(region)[3];
