import type { Config } from '../config.ts';
import { TmdbError } from '../tmdb/error.ts';
import type { Limiter } from '../tmdb/engine/limiter.ts';
import { isTmdbStatus, TMDB_STATUS } from '../tmdb/status.ts';
import type { Transport } from '../tmdb/engine/transport.ts';
import { reasonOf, type Log } from './log.ts';

/** Validates the credential that the request carries. @see https://developer.themoviedb.org/reference/authentication-validate-key */
const VALIDATE = { path: '/authentication', append: [], query: {}, hasStatus: true } as const;

export interface CredentialOptions {
  /** Not the engine: a failure here says nothing about the paths that clients need. */
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly config: Pick<Config, 'accessToken' | 'apiKey' | 'sandbox' | 'tmdbUrl'>;
  readonly log: Log;
}

/** What one request told about TMDB and the credential. */
export interface CredentialCheck {
  /** Why TMDB gave no usable answer, in sentences; undefined when it did. */
  readonly unreachable?: string;
  /** Why TMDB refuses the credential, as a sentence; undefined when it does not. */
  readonly refusal?: string;
}

/** What the commonest failures are called in Node, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'DNS does not know the host',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'the connection was refused',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UPSTREAM_TIMEOUT: 'no answer in time',
};

/** Asks TMDB once, in a slot, whether it accepts the gateway's credential, and warns when it does not, or gives no answer. */
export async function checkCredential({ transport, limiter, config, log }: CredentialOptions): Promise<CredentialCheck> {
  try {
    await limiter.slot((slot) => transport.send(VALIDATE, new AbortController().signal, slot.sent));
    return {};
  } catch (error) {
    if (!(error instanceof TmdbError) || error.code !== 'UPSTREAM_AUTH') {
      const reason = error instanceof TmdbError ? reasonOf(error) : String(error);
      const host = config.sandbox ? 'the sandbox' : new URL(config.tmdbUrl).host;
      const unreachable = `${host}: ${REASONS[reason] ?? 'no usable answer'} (${reason}). Check TMDB_API_URL, HTTPS_PROXY and the network.`;
      // The gateway that stops clears its queue.
      if (!(error instanceof Error && error.name === 'AbortError')) log.warn(unreachable);
      return { unreachable };
    }
    const { status, http } = error;
    const reason = isTmdbStatus(status) ? `status ${status}, ${TMDB_STATUS[status].name}` : `HTTP ${http}`;
    const isSet = config.accessToken !== undefined || config.apiKey !== undefined;
    const refusal = isSet
      ? `TMDB refuses the credential (${reason}): check TMDB_ACCESS_TOKEN and TMDB_API_KEY.`
      : `No TMDB credential is set, and TMDB refuses requests without one (${reason}): set TMDB_ACCESS_TOKEN.`;
    log.warn(refusal);
    return { refusal };
  }
}
