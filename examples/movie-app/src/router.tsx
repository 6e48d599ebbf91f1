import { createBrowserRouter, type RouteObject } from 'react-router';
import { Shell } from './components/shell.tsx';
import { CalendarScreen } from './screens/calendar.tsx';
import { CollectionScreen } from './screens/collection.tsx';
import { HomeScreen } from './screens/home.tsx';
import { MovieScreen } from './screens/movie.tsx';
import { MissingScreen } from './screens/missing.tsx';
import { PersonScreen } from './screens/person.tsx';
import { SearchScreen } from './screens/search.tsx';
import { SeriesScreen } from './screens/series.tsx';
import { SignedInScreen, SignInScreen } from './screens/sign-in.tsx';
import { WatchlistScreen } from './screens/watchlist.tsx';

const routes: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      { path: '/', element: <HomeScreen /> },
      { path: '/movie/:id', element: <MovieScreen /> },
      { path: '/series/:id', element: <SeriesScreen /> },
      { path: '/person/:id', element: <PersonScreen /> },
      { path: '/collection/:id', element: <CollectionScreen /> },
      { path: '/search', element: <SearchScreen /> },
      { path: '/calendar', element: <CalendarScreen /> },
      { path: '/watchlist', element: <WatchlistScreen /> },
      { path: '/sign-in', element: <SignInScreen /> },
      { path: '/signed-in', element: <SignedInScreen /> },
      { path: '*', element: <MissingScreen /> },
    ],
  },
];

export const router = createBrowserRouter(routes);
