import { Link, useLocation } from 'react-router';
import { adviceFor, troubleOf } from '../errors.ts';
import { usePersonal, type Subject } from '../personal.ts';
import { Icon } from './icons.tsx';

const STARS = Array.from({ length: 10 }, (_, index) => index + 1);

/** The buttons of a signed-in user on the page of a movie or series. */
export function YourActions({ subject }: { subject: Subject }) {
  const { pathname } = useLocation();
  const { isSignedIn, states, error, setWatchlist, setRating } = usePersonal(subject);
  const trouble = troubleOf(error);
  if (!isSignedIn) {
    return (
      <p className="yours">
        <Link className="button" to="/sign-in" state={{ from: pathname }}>
          <Icon name="bookmark" /> Sign in to rate and save
        </Link>
      </p>
    );
  }
  return (
    <div className="yours">
      <button
        type="button"
        className="button"
        aria-pressed={states.watchlist === true}
        onClick={() => void setWatchlist(!states.watchlist)}
      >
        <Icon name="bookmark" filled={states.watchlist === true} />
        {states.watchlist ? 'On your watchlist' : 'Add to watchlist'}
      </button>
      <fieldset className="stars">
        <legend className="hidden">Your rating</legend>
        {STARS.map((value) => (
          <label key={value} className={value <= (states.rating ?? 0) ? 'on' : undefined}>
            <input
              type="radio"
              name="rating"
              value={value}
              checked={Math.round(states.rating ?? 0) === value}
              onChange={() => void setRating(value)}
            />
            <Icon name="star" />
            <span className="hidden">{value} of 10</span>
          </label>
        ))}
        <output>
          {states.rating ? (
            <>
              {states.rating} / 10{' '}
              <button type="button" className="link" onClick={() => void setRating(null)}>
                Remove
              </button>
            </>
          ) : (
            'Rate it'
          )}
        </output>
      </fieldset>
      {trouble && (
        <p className="note" role="alert">
          <strong>{adviceFor(trouble).title}.</strong> {adviceFor(trouble).text}
        </p>
      )}
    </div>
  );
}
