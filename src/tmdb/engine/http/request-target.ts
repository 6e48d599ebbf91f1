import type { Credential } from '../../session.ts';

/** The parts of a request that its URL is made of. */
export interface Target {
  /** Below version 3 unless it begins with `/4/`. Its ids have passed the parsers. */
  readonly path: string;
  readonly append?: readonly string[];
  /** Encoded here. */
  readonly query?: Readonly<Record<string, string | null | undefined>>;
  readonly credential?: Credential;
}

/** Version 3 takes sessions as parameters, version 4 a user's token as the bearer. */
const SESSION_PARAMETERS = { session: 'session_id', guest: 'guest_session_id', user: undefined } as const;

/** The target of the request line: `/3/movie/603?append_to_response=credits,videos&language=de`. */
export function requestTarget({ path, append = [], query = {}, credential }: Target, apiKey?: string): string {
  const search: string[] = [];
  const set = (name: string, value: string): void => void search.push(`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  if (append.length > 0) search.push(`append_to_response=${append.join(',')}`);
  for (const [name, value] of Object.entries(query).toSorted()) if (value !== null && value !== undefined) set(name, value);
  // The path of a guest's own resources already names the guest session.
  const session = path.startsWith('/guest_session/') ? undefined : credential && SESSION_PARAMETERS[credential.kind];
  if (session !== undefined) set(session, credential?.value ?? '');
  if (apiKey !== undefined) set('api_key', apiKey);
  return `${path.startsWith('/4/') ? '' : '/3'}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
}
