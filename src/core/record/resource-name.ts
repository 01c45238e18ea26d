/** The names under which people know a resource that a call names by its ARN, its address or its id. */

/**
 * Where the name isn't the last part of an ARN's resource: by service and kind, the number of its part, from 0.
 * `stack/NAME/id`, `table/NAME/index/…`, `function:NAME:alias`.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const NAME_PART: Readonly<Record<string, number>> = {
  'cloudformation stack': 1,
  'cloudformation changeSet': 1,
  'dynamodb table': 1,
  'lambda function': 1,
};

/** Secrets end in a hyphen and six characters that AWS chose. */
const SECRET_END = /-[A-Za-z0-9]{6}$/;

/** The resource as the call named it, and its name; several where a part of it could be meant. */
export function namesOfResource(resource: string): readonly string[] {
  if (/^https:\/\/[^/]+\/\d{12}\//.test(resource)) return [resource, resource.split('/').at(-1) ?? resource];
  const [scheme, , service = '', , , ...rest] = resource.split(':');
  if (scheme !== 'arn' || rest.length === 0) return [resource];
  return [resource, ...namesInArn(service, rest.join(':'))];
}

function namesInArn(service: string, resource: string): readonly string[] {
  switch (service) {
    case 's3':
      return [resource.split('/', 1)[0] ?? resource];
    case 'ssm':
      // `parameter/acme/webhook` is `/acme/webhook`, and `parameter/webhook` is `webhook`.
      return [resource.replace(/^parameter(?=\/)/, ''), resource.replace(/^parameter\//, '')];
    case 'logs':
      return [resource.replace(/^log-group:/, '').replace(/:(?:\*|log-stream:.*)$/, '')];
    case 'secretsmanager': {
      const name = resource.replace(/^secret:/, '');
      return [name, name.replace(SECRET_END, '')];
    }
    default:
      return [partOf(service, resource)];
  }
}

function partOf(service: string, resource: string): string {
  const parts = resource.split(/[:/]/);
  // `TOPIC:id` is a subscription.
  const part = service === 'sns' ? 0 : NAME_PART[`${service} ${parts[0]}`];
  return (part === undefined ? parts.at(-1) : parts[part]) ?? resource;
}

/**
 * The name that people use, from an ARN or a queue's address: `arn:aws:backup:…:backup-vault:main` -> `main`. A file
 * of IAM, a stack and the like keep what stands behind their kind.
 */
export function shortName(object: string): string {
  if (/^https:\/\/(?:sqs|queue)[.-]/.test(object)) return object.split('/').at(-1) ?? object;
  if (!object.startsWith('arn:')) return object;
  const resource = object.split(':').slice(5).join(':');
  const name = resource.replace(/^[A-Za-z-]+[:/]/, '').replace(/:\*$/, '') || resource;
  if (/^(?:stack|changeSet|function|table)[/:]/.test(resource)) return name.split(/[/:]/)[0] ?? name;
  if (/^arn:[^:]*:sso:/.test(object)) return name.split('/').at(-1) ?? name;
  return /^(?:app|net|gwy)\/([^/]+)\/[0-9a-f]{16}$/.exec(name)?.[1] ?? name;
}
