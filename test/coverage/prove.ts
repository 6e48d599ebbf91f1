import { CREDENTIALS } from '../../src/tmdb/session.ts';
import type { TestGateway } from '../support/gateway.ts';
import { mutate, signIn } from '../support/accounts.ts';
import type { Operations } from './derive.ts';
import { questionOf, type Row, type Setter } from './row.ts';

const fits = (template: string, path: string): boolean => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

/** The operation as TMDB documents it. The account of a session needs no id, though the documents do not say so. */
const documented = (asked: string): string => asked.replace(/(?<= \/3\/account)$/, '/0');

/** The operation of a request: a word in its path wins over an id in its place. */
function operationOf(asked: string, operations: Operations): string | undefined {
  const fitting = Object.keys(operations).filter((operation) => fits(operation, documented(asked)));
  // Letters sort before the brace of an id.
  return fitting.toSorted((a, b) => (a < b ? -1 : 1))[0];
}

/** The operations that a request stands for: that of its own path, and that of each appended part. */
function askedBy(method: string, { pathname, searchParams }: URL, operations: Operations): (string | undefined)[] {
  const parts = (searchParams.get('append_to_response') ?? '').split(',').filter(Boolean);
  return [pathname, ...parts.map((part) => `${pathname}/${part}`)].map((path) => operationOf(`${method} ${path}`, operations));
}

/** The credential header of a user who has just signed in. */
async function credentialOf({ as: kind }: Row, gateway: TestGateway): Promise<Record<string, string>> {
  if (kind === undefined) return {};
  if (kind === 'guest') {
    const made = await mutate<{ guestSessionId: string }>(gateway, 'mutation { createGuestSession { guestSessionId } }');
    return { [CREDENTIALS.guest.header]: made.guestSessionId };
  }
  const { session, token } = await signIn(gateway, 'ada');
  return { [CREDENTIALS[kind].header]: kind === 'user' ? token : session };
}

/**
 * Sends the operation of a row to a gateway, with each parameter set by each of its setters, and without any.
 * @returns The deviations of TMDB's requests from the row, one line each; none when all is proven.
 */
export async function unproven(operation: string, row: Row, gateway: TestGateway, operations: Operations): Promise<string[]> {
  const credential = await credentialOf(row, gateway);

  /** Sends the operation. @returns Its text, and the query parameters of the TMDB requests for it. */
  async function ask(setter?: Setter): Promise<{ asked: string; queries: URLSearchParams[] }> {
    const { query, headers } = questionOf(row, setter);
    const before = gateway.sandbox.requests.length;
    const { body } = await gateway.ask(query, {}, { ...credential, ...headers });
    const requests = gateway.sandbox.requests.slice(before).map(({ method, url }) => ({ method, url: new URL(url, 'http://tmdb') }));
    return {
      asked: [query, JSON.stringify(headers), body.errors?.[0]?.message].join(' '),
      queries: requests.flatMap(({ method, url }) => (askedBy(method, url, operations).includes(operation) ? [url.searchParams] : [])),
    };
  }

  const plain = await ask();
  const found = plain.queries.length > 0 ? [] : [`${operation} was not asked for by ${plain.asked}`];
  for (const [parameter, setters] of Object.entries(row.parameters)) {
    const isSent = (queries: URLSearchParams[], value: string) => queries.some((query) => query.get(parameter) === value);
    for (const setter of setters) {
      // The plain operation has the required parameters.
      const given = setter.required ? plain : await ask(setter);
      if (!setter.required && isSent(plain.queries, setter.sends)) found.push(`${parameter}=${setter.sends} was sent by ${plain.asked}`);
      if (!isSent(given.queries, setter.sends)) found.push(`${parameter}=${setter.sends} was not sent by ${given.asked}`);
    }
  }
  return found;
}
