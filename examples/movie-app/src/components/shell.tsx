import { useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { LANGUAGES, REGIONS, regionName, type Language, type Region } from '../locale.ts';
import { useSettings } from '../state.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Select } from './select.tsx';

const TABS: readonly { to: string; icon: IconName; label: string }[] = [
  { to: '/', icon: 'home', label: 'Home' },
  { to: '/search', icon: 'search', label: 'Search' },
  { to: '/calendar', icon: 'calendar', label: 'Calendar' },
  { to: '/watchlist', icon: 'bookmark', label: 'Watchlist' },
];

const regions = REGIONS.map((code) => [code, regionName(code)] as const);

export function RegionSelect({ label }: { label: string }) {
  const { region, change } = useSettings();
  return <Select label={label} value={region} options={regions} change={(value) => change({ region: value as Region })} />;
}

function LanguageSelect() {
  const { language, change } = useSettings();
  return (
    <Select
      label="Language of titles and texts"
      value={language}
      options={Object.entries(LANGUAGES)}
      change={(value) => change({ language: value as Language })}
    />
  );
}

/** Opens the search by the key `/`, as on many sites. */
function useSearchKey(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.matches('input, select, textarea');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      void navigate('/search');
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [navigate]);
}

/** Moves the focus to the new screen, as a page that is loaded does, so that the keyboard and screen readers go on there. */
function useFocusOnScreens() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    // A field of the screen may have taken it already.
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

export function Shell() {
  const { sessionId } = useSettings();
  const main = useFocusOnScreens();
  useSearchKey();
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="bar">
        <Link className="brand" to="/">
          <img src="/icon.svg" alt="" width="28" height="28" /> Matinee
        </Link>
        <nav className="tabs" aria-label="Screens">
          {TABS.map(({ to, icon, label }) => (
            <NavLink key={to} to={to} end>
              <Icon name={icon} />
              {label}
            </NavLink>
          ))}
        </nav>
        <div className="settings">
          <RegionSelect label="Your region" />
          <Link className="account" to="/sign-in" aria-label={sessionId === undefined ? 'Sign in' : 'Your account'}>
            <Icon name="person" filled={sessionId !== undefined} />
            <span>{sessionId === undefined ? 'Sign in' : 'Account'}</span>
          </Link>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <footer>
        <p>
          This product uses the TMDB API but is not endorsed or certified by TMDB. Where to watch comes from{' '}
          <a href="https://www.justwatch.com">JustWatch</a>.
        </p>
        <LanguageSelect />
      </footer>
      <ScrollRestoration />
    </>
  );
}
