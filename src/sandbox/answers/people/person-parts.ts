import { languageOf, type Call } from '../../http/call.ts';
import type { SeriesCastRow, SeriesCrewRow } from '../../catalogue/catalogue-rows.ts';
import { externalIds } from '../media/external-ids.ts';
import { changesOf } from '../reference/changes.ts';
import { movieRow, MOVIE_TYPE } from '../movies/movies.ts';
import { imageRows, onlyImage } from '../media/images.ts';
import { biographyOf, moviesOf, personOf, seriesOf } from './person.ts';
import { allPeople } from '../tv/series-credits.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';
import { taggedImages } from './tagged.ts';
import { translationsOf } from '../media/translations.ts';

function movieCredits(call: Call, extra: { media_type?: 'movie' } = {}) {
  const [person, language] = [personOf(call), languageOf(call)];
  const movies = moviesOf(person, call);
  return {
    cast: movies.flatMap((movie) =>
      (movie.cast ?? []).flatMap(({ id, character, credit }, order) =>
        id === person.id ? [{ ...movieRow(movie, language, extra), character, credit_id: credit, order }] : [],
      ),
    ),
    crew: movies.flatMap((movie) =>
      (movie.crew ?? []).flatMap(({ id, credit, department, job }) =>
        id === person.id ? [{ ...movieRow(movie, language, extra), credit_id: credit, department, job }] : [],
      ),
    ),
  };
}

const counted = ({ credit, episodes, first }: SeriesCastRow | SeriesCrewRow) => ({
  credit_id: credit,
  episode_count: episodes,
  first_credit_air_date: first ?? null,
});

function tvCredits(call: Call, extra: { media_type?: 'tv' } = {}) {
  const [person, language] = [personOf(call), languageOf(call)];
  const found = seriesOf(person, call);
  const own = <Row extends { id: number }>(rows: readonly Row[]) => rows.filter(({ id }) => id === person.id);
  return {
    cast: found.flatMap((series) =>
      own(allPeople(series).cast).map((row) => ({ ...seriesRow(series, language, extra), character: row.character, ...counted(row) })),
    ),
    crew: found.flatMap((series) =>
      own(allPeople(series).crew).map((row) => ({
        ...seriesRow(series, language, extra),
        department: row.department,
        job: row.job,
        ...counted(row),
      })),
    ),
  };
}

/** Every part of a person besides the details. The `id` is left out: only a part's own path adds it. */
export const PERSON_PARTS = {
  changes: (call) => changesOf(call, personOf(call).id),
  combined_credits: (call) => {
    const [movies, series] = [movieCredits(call, MOVIE_TYPE), tvCredits(call, TV_TYPE)];
    return { cast: [...movies.cast, ...series.cast], crew: [...movies.crew, ...series.crew] };
  },
  external_ids: (call) => externalIds('person', personOf(call)),
  images: (call) => {
    const { profile, profiles } = personOf(call);
    return { profiles: imageRows(profiles ?? onlyImage(profile, 1000, 1500, null)) };
  },
  movie_credits: (call) => movieCredits(call),
  tagged_images: (call) => taggedImages(call),
  translations: (call) => {
    const person = personOf(call);
    const names: Partial<Record<string, string>> = { en: person.name, de: '', ...person.names };
    const dataIn = (language: string) => ({ biography: biographyOf(person, language, call), name: names[language] ?? '' });
    return translationsOf(dataIn, Object.keys(names));
  },
  tv_credits: (call) => tvCredits(call),
} satisfies Record<string, (call: Call) => object>;
