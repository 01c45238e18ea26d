/** Properties of tables that DynamoDB's stand-in doesn't know: deletion protection, point-in-time recovery. */
import type { JsonObject } from '../../src/core/event.ts';
import { booleanAt, isObject, objectAt, textAt } from '../../src/core/fields.ts';
import type { HttpAnswer, HttpRequest } from '../../src/demo/http.ts';
import { forward } from './router.ts';
import { AwsFault, jsonService, type Service } from './service.ts';

const PROTECTED =
  'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.';

const keyOf = (name: string, region: string) => `${region} ${name}`;

export class TableGuards {
  private readonly protectedOnes = new Set<string>();
  private readonly recoverable = new Set<string>();

  protect(name: string, region: string, isOn: boolean): void {
    this.protectedOnes[isOn ? 'add' : 'delete'](keyOf(name, region));
  }

  recover(name: string, region: string, isOn: boolean): void {
    this.recoverable[isOn ? 'add' : 'delete'](keyOf(name, region));
  }

  isProtected(name: string, region: string): boolean {
    return this.protectedOnes.has(keyOf(name, region));
  }

  isRecoverable(name: string, region: string): boolean {
    return this.recoverable.has(keyOf(name, region));
  }

  /** Throws as AWS does. */
  checkDeletion(name: string, region: string): void {
    if (this.isProtected(name, region)) throw new AwsFault('ValidationException', PROTECTED);
    this.recover(name, region, false);
  }

  /** In front of a DynamoDB at that URL. */
  service(url: string): Service {
    const json = jsonService({}, '1.0');
    const pass = forward(url);
    return {
      ...json,
      answer: async (asked, region) => {
        const input = json.inputOf(asked);
        const name = textAt(input, 'TableName') ?? '';
        switch (json.actionOf(asked)) {
          case 'DeleteTable':
            this.checkDeletion(name, region);
            return pass(asked);
          case 'DescribeTable':
            return this.described(await pass(asked), name, region);
          case 'UpdateTable':
            return this.update(asked, input, region, pass);
          default:
            return pass(asked);
        }
      },
    };
  }

  private async update(
    asked: HttpRequest,
    input: JsonObject,
    region: string,
    pass: (asked: HttpRequest) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> {
    const isOn = booleanAt(input, 'DeletionProtectionEnabled');
    if (isOn === undefined) return pass(asked);
    const name = textAt(input, 'TableName') ?? '';
    const body = Buffer.from(JSON.stringify({ TableName: name }));
    const headers = {
      ...asked.headers,
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
      'content-length': String(body.length),
    };
    const found = await pass({ ...asked, headers, body: String(body), bytes: body });
    if (found.status !== 200) return found;
    this.protect(name, region, isOn);
    return this.described(found, name, region, 'TableDescription');
  }

  private described(answer: HttpAnswer, name: string, region: string, as = 'Table'): HttpAnswer {
    if (answer.status !== 200) return answer;
    const found: unknown = JSON.parse(String(answer.body));
    const table = isObject(found) ? objectAt(found, 'Table') : undefined;
    if (table === undefined) return answer;
    const body = JSON.stringify({ [as]: { ...table, DeletionProtectionEnabled: this.isProtected(name, region) } });
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
  }
}
