/** CloudTrail's actions that change a trail. */
import type { JsonObject } from '../../src/core/event.ts';
import { booleanAt, listAt, textAt } from '../../src/core/fields.ts';
import { AwsFault, type JsonActions } from './service.ts';
import type { Trails } from './trails.ts';

/** Basic selectors of a trail at most: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const MOST_SELECTORS = 5;

export function trailChanges(trails: Trails): JsonActions {
  return {
    /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html */
    CreateTrail(input, region) {
      const { EnableLogFileValidation = false, ...rest } = input;
      const [name = '', bucket = ''] = ['Name', 'S3BucketName'].map((key) => textAt(input, key));
      const arn = trails.arnOf(name, region);
      if (trails.trails.some((one) => one.arn === arn))
        throw new AwsFault('TrailAlreadyExistsException', `Trail ${name} already exists.`);
      const state = trails.bucketFor(bucket, arn);
      if (state === 'NoSuchBucket')
        throw new AwsFault('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`);
      if (state !== '')
        throw new AwsFault('InsufficientS3BucketPolicyException', `Incorrect S3 bucket policy for bucket: ${bucket}`);
      trails.add(
        { ...rest, LogFileValidationEnabled: EnableLogFileValidation },
        { status: { IsLogging: false }, region },
      );
      return { ...rest, TrailARN: arn };
    },
    /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html */
    UpdateTrail(input, region) {
      const { arn, about } = trails.find(textAt(input, 'Name') ?? '', region);
      const { Name: _, EnableLogFileValidation, ...rest } = input;
      const validation =
        EnableLogFileValidation === undefined ? {} : { LogFileValidationEnabled: EnableLogFileValidation };
      const changed: JsonObject = { ...about, ...rest, ...validation };
      if (booleanAt(changed, 'IsMultiRegionTrail') && !booleanAt(changed, 'IncludeGlobalServiceEvents'))
        throw new AwsFault(
          'InvalidParameterCombinationException',
          'Multi-Region trail must include global service events.',
        );
      const hasGroup = (textAt(changed, 'CloudWatchLogsLogGroupArn') ?? '') !== '';
      if (hasGroup && (textAt(changed, 'CloudWatchLogsRoleArn') ?? '') === '')
        throw new AwsFault(
          'InvalidCloudWatchLogsRoleArnException',
          'You must specify a role ARN as well as a log group.',
        );
      trails.replace(arn, { about: changed });
      return changed;
    },
    /** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
    PutEventSelectors(input, region) {
      const { arn } = trails.find(textAt(input, 'TrailName') ?? '', region);
      const [basic, advanced] = [listAt(input, 'EventSelectors'), listAt(input, 'AdvancedEventSelectors')];
      if (basic.length > MOST_SELECTORS || (basic.length === 0) === (advanced.length === 0))
        throw new AwsFault(
          'InvalidEventSelectorsException',
          'Specify basic or advanced selectors, five basic ones at most.',
        );
      trails.replace(arn, {
        selectors: basic.length > 0 ? { EventSelectors: basic } : { AdvancedEventSelectors: advanced },
      });
      return { TrailARN: arn };
    },
  };
}
