import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { PERSONAL } from '../client.ts';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import { useSettings } from '../state.tsx';

const REQUEST_TOKEN = graphql(`
  mutation RequestToken($redirectTo: String!) {
    createRequestToken(redirectTo: $redirectTo) {
      approvalUrl
    }
  }
`);

const CREATE_SESSION = graphql(`
  mutation CreateSession($requestToken: String!) {
    createSession(requestToken: $requestToken) {
      sessionId
    }
  }
`);

const SIGN_OUT = graphql(`
  mutation SignOut {
    deleteSession {
      __typename
    }
  }
`);

/** Where the screen lies from which the user signs in. */
const FROM = 'matinee-from';

export function SignInScreen() {
  const { sessionId } = useSettings();
  return sessionId === undefined ? <SignIn /> : <Account />;
}

function SignIn() {
  const { state } = useLocation() as { state: { from?: string } | null };
  const [requestToken, { loading, error, called }] = useMutation(REQUEST_TOKEN);
  const trouble = troubleOf(error);

  async function signIn(): Promise<void> {
    sessionStorage.setItem(FROM, state?.from ?? '/watchlist');
    const { data } = await requestToken({ variables: { redirectTo: `${location.origin}/signed-in` } });
    const url = data?.createRequestToken?.approvalUrl;
    if (url) location.assign(url);
  }
  if (trouble) return <TroubleScreen trouble={trouble} retry={signIn} />;
  return (
    <section className="trouble">
      <title>Sign in · Matinee</title>
      <h1>Sign in with TMDB</h1>
      <p>You approve this app on a page of TMDB and come back. We never see your password.</p>
      <p className="actions">
        <button type="button" className="button primary" disabled={loading || called} onClick={() => void signIn().catch(() => {})}>
          Continue to TMDB
        </button>
      </p>
    </section>
  );
}

function Account() {
  const { change } = useSettings();
  const [signOut, { loading }] = useMutation(SIGN_OUT, { context: PERSONAL });
  const forget = (): void => change({ sessionId: undefined });
  return (
    <section className="trouble">
      <title>Your account · Matinee</title>
      <h1>You are signed in</h1>
      <p>Your watchlist and ratings are kept in your TMDB account.</p>
      <p className="actions">
        <Link className="button primary" to="/watchlist">
          Your watchlist
        </Link>
        {/* The device forgets the session even when TMDB cannot be reached. */}
        <button type="button" className="button" disabled={loading} onClick={() => void signOut().then(forget, forget)}>
          Sign out
        </button>
      </p>
    </section>
  );
}

/** The page that TMDB leads back to, with `request_token` and either `approved=true` or `denied=true`. */
export function SignedInScreen() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { change } = useSettings();
  const [createSession, { error }] = useMutation(CREATE_SESSION);
  const requestToken = search.get('request_token');
  const isApproved = search.get('approved') === 'true' && requestToken !== null;
  const isStarted = useRef(false); // A token can be exchanged once, and effects run twice in strict mode.

  useEffect(() => {
    if (!isApproved || isStarted.current) return;
    isStarted.current = true;
    createSession({ variables: { requestToken } }).then(
      ({ data }) => {
        const sessionId = data?.createSession?.sessionId;
        if (!sessionId) return;
        change({ sessionId });
        void navigate(sessionStorage.getItem(FROM) ?? '/watchlist', { replace: true });
      },
      () => {}, // The error is shown.
    );
  }, []);

  const trouble = troubleOf(error);
  if (trouble) return <TroubleScreen trouble={trouble} />;
  if (isApproved) {
    return (
      <section className="trouble" aria-busy="true">
        <h1>Signing you in …</h1>
      </section>
    );
  }
  return (
    <section className="trouble">
      <title>Not signed in · Matinee</title>
      <h1>You are not signed in</h1>
      <p>The app was not approved. You can look around without an account.</p>
      <p className="actions">
        <Link className="button primary" to="/sign-in">
          Try again
        </Link>
        <Link className="button" to="/">
          Back to the start
        </Link>
      </p>
    </section>
  );
}
