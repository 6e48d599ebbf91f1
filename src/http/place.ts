import { remembered } from '../remembered.ts';

/** Where a request arrived. */
export interface Place {
  /** The path below which clients see the gateway: empty, or such as `/api`. */
  readonly base: string;
  /** The path below that, without a slash at its end: `/graphql`, `/health` … */
  readonly path: string;
}

/** A request of `node:http`, to which frameworks add the URL that it had before they stripped the path of a mount, or of the Fetch API. */
interface Located {
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
}

export type Locate = (request: Located) => Place;

/** What Yoga's plugins know of a request of `node:http`, in whose URL the path of a mount is stripped. */
export interface NodeContext {
  readonly req?: Located & { readonly rawHeaders?: readonly string[] };
}

export const GRAPHQL_PATH = '/graphql';

/** The path of the files of GraphiQL, which is below that of its page, so that they are wherever that is mounted. */
export const ASSETS_PATH = `${GRAPHQL_PATH}/assets/`;

/** The path of the sandbox's images, which the gateway itself serves. */
export const SANDBOX_IMAGES_PATH = '/sandbox/t/p';

/** The path of the sandbox's page where users approve request tokens. */
export const SANDBOX_APPROVAL_PATH = '/sandbox/approve';

/**
 * Paths that are answered below any other path, since servers route to the gateway in many ways. `/metrics` is not one of them:
 * a proxy that hides it by its path must not be bypassed.
 */
const ANYWHERE = new RegExp(
  `(?:${GRAPHQL_PATH}|/health|/ready|${SANDBOX_APPROVAL_PATH}|${SANDBOX_IMAGES_PATH}/.*|${ASSETS_PATH}[^/]+)$|^/metrics$`,
);

/** What remains of the path of a file where the endpoint itself is mounted. */
const ASSET_OF_MOUNT = new RegExp(`^${ASSETS_PATH.slice(GRAPHQL_PATH.length)}[^/]+$`);

/** A base that is safe in a link: `//host` would lead elsewhere. */
const SAFE_BASE = /^(?:\/[\w.~!$&'()*+,;=:@%-]+)*$/;

function pathOf(url: string): string {
  if (!url.startsWith('/')) return pathOf(URL.parse(url, 'http://gateway')?.pathname ?? '/');
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** @param basePath The path of `BASE_PATH`, which a proxy may have stripped. */
export function createLocate(basePath: string): Locate {
  function placeOf(whole: string, rest: string): Place {
    const known = ANYWHERE.exec(rest) ?? (rest === '/' || ASSET_OF_MOUNT.test(rest) ? ANYWHERE.exec(whole) : null);
    const isPrefixed = basePath !== '' && `${whole}/`.startsWith(`${basePath}/`);
    const path = known?.[0] ?? (isPrefixed ? whole.slice(basePath.length) || '/' : rest);
    const end = path === '/' ? '' : path;
    const seen = whole.endsWith(end) ? whole.slice(0, whole.length - end.length) : '';
    return { base: basePath || (SAFE_BASE.test(seen) ? seen : ''), path };
  }
  const placeOfPath = remembered((path) => placeOf(path, path));
  return ({ url = '', originalUrl = url }) => (originalUrl === url ? placeOfPath(pathOf(url)) : placeOf(pathOf(originalUrl), pathOf(url)));
}
