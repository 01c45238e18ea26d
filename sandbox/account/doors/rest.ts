/** Services whose action stands in method and path: REST-JSON. */
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject } from '../../../src/core/fields.ts';
import type { HttpRequest } from '../../../src/demo/http.ts';
import { AwsFault, jsonService, refuseJson, type Service } from '../service.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

type RestAction = (asked: HttpRequest, region: string) => object;

/** `form`: of `GET /detector`, say. */
export function restService(actions: readonly (readonly [name: string, form: RegExp, answer: RestAction])[]): Service {
  const actionOf = ({ method, path }: HttpRequest) =>
    actions.find(([, form]) => form.test(`${method} ${path}`)) ?? ['', undefined, undefined];
  return {
    ...jsonService({}),
    actionOf: (asked) => actionOf(asked)[0],
    refuse: (fault) => refuseJson(fault, JSON_TYPE),
    answer(asked, region) {
      const [, , answer] = actionOf(asked);
      if (answer === undefined) throw new AwsFault('UnknownOperationException', `The sandbox has no ${asked.path}`);
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify(answer(asked, region)) };
    },
  };
}

export function bodyOf({ body }: HttpRequest): JsonObject {
  const value: unknown = body === '' ? {} : JSON.parse(body);
  return isObject(value) ? value : {};
}

export const gone = (message: string) => new AwsFault('ResourceNotFoundException', message, { status: 404 });
