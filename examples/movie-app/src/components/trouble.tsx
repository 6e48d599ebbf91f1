import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { adviceFor, type Trouble } from '../errors.ts';

/** Counts whole seconds down to 0. */
function useCountdown(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 250);
    return () => clearInterval(timer);
  }, [end]);
  return left;
}

/** Tries again: by itself once the gateway's `retryAfter` has passed, or at once by a click where the gateway names no time. */
function Retry({ retryAfter, retry }: { retryAfter: number | undefined; retry: () => void }) {
  const left = useCountdown(retryAfter ?? 0);
  const isDue = retryAfter !== undefined && left === 0;
  useEffect(() => {
    if (isDue) retry();
    // The identity of `retry` changes as it is drawn; it is called once.
  }, [isDue]);
  return (
    <button type="button" className="button primary" onClick={retry} disabled={left > 0}>
      {left > 0 ? <span className="figures">Trying again in {left} s</span> : 'Try again'}
    </button>
  );
}

/** Takes the place of a screen that cannot be shown. */
export function TroubleScreen({ trouble, retry }: { trouble: Trouble; retry?: () => unknown }) {
  const { title, text, retry: helps } = adviceFor(trouble);
  return (
    <section className="trouble" role="alert" data-code={trouble.code}>
      <title>{`${title} · Matinee`}</title>
      <p className="ticket" aria-hidden="true">
        {trouble.code.replaceAll('_', ' ')}
      </p>
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="actions">
        {helps && retry && <Retry retryAfter={trouble.retryAfter} retry={() => void retry()} />}
        {trouble.code === 'UNAUTHENTICATED' && (
          <Link className="button primary" to="/sign-in">
            Sign in
          </Link>
        )}
        <Link className="button" to="/">
          Back to the start
        </Link>
      </p>
    </section>
  );
}

/** Takes the place of a part of a screen. */
export function TroubleNote({ trouble }: { trouble: Trouble }) {
  const { title, text, retry } = adviceFor(trouble);
  const client = useApolloClient();
  return (
    <p className="note" role="alert" data-code={trouble.code}>
      <strong>{title}.</strong> {text}{' '}
      {retry && (
        <button type="button" className="link" onClick={() => void client.reFetchObservableQueries()}>
          Try again
        </button>
      )}
    </p>
  );
}
