import { languageOf, paged, pagedList, type Call } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { externalIds } from '../media/external-ids.ts';
import { KEYWORDS } from '../../catalogue/catalogue.ts';
import { changesOf } from '../reference/changes.ts';
import { groupRows } from './episode-group.ts';
import { imageLists } from '../media/images.ts';
import { generatedReview, reviewCount } from '../../generated/generated-parts.ts';
import { providerMap } from '../reference/providers.ts';
import { episodesOf } from './seasons.ts';
import { relatedSeries, seriesOf, seriesSummary } from './series-by-id.ts';
import { aggregateLists, creditLists, seriesPeople } from './series-credits.ts';
import { seriesName, seriesOverview, seriesTagline } from '../../generated/series-text.ts';
import { seriesRow, TV_TYPE } from './series.ts';
import { slug } from '../media/slug.ts';
import { translationsOf } from '../media/translations.ts';
import { videoRows } from '../media/videos.ts';
import { listsWith } from '../../user/generated-lists.ts';

function linkedPage(call: Call, series: Series, kind: 'recommendations' | 'similar') {
  const language = languageOf(call);
  const extra = kind === 'recommendations' ? TV_TYPE : {};
  return pagedList(call, relatedSeries(series, kind, call), (id) => seriesRow(seriesSummary(id, call.today()), language, extra));
}

/** TMDB leaves the name empty where it equals the original one. */
const translated = (series: Series, language: string) => ({
  name: seriesName(series, language) === series.name ? '' : seriesName(series, language),
  overview: seriesOverview(series, language),
  homepage: language === 'en' ? (series.homepage ?? '') : '',
  tagline: seriesTagline(series, language),
});

const screened = (series: Series) => (series.seasons ?? []).flatMap((season) => episodesOf(series, season).filter((row) => row.screened));

const SERIES_TABLE = {
  aggregate_credits: (series) => aggregateLists(seriesPeople(series)),
  alternative_titles: ({ alternatives = [] }) => ({
    results: alternatives.map(([country, title, type]) => ({ iso_3166_1: country, title, type })),
  }),
  changes: ({ id }, call) => changesOf(call, id),
  content_ratings: ({ ratings = [] }) => ({
    results: ratings.map(([country, rating]) => ({ descriptors: [], iso_3166_1: country, rating })),
  }),
  credits: (series) => creditLists(seriesPeople(series)),
  episode_groups: (series) => ({ results: groupRows(series) }),
  external_ids: (series) => externalIds('series', series),
  images: ({ backdrops, logos, posters }, call) => imageLists({ backdrops, logos, posters }, call),
  keywords: ({ keywords = [] }) => ({ results: keywords.flatMap((id) => KEYWORDS.get(id) ?? []) }),
  lists: (series, call) => listsWith(series, call),
  recommendations: (series, call) => linkedPage(call, series, 'recommendations'),
  reviews: ({ id }, call) => paged(call, reviewCount(id), (index) => generatedReview(id, index, 'series-review')),
  screened_theatrically: (series) => ({
    results: screened(series).map(({ id, number, season }) => ({ id, episode_number: number, season_number: season })),
  }),
  similar: (series, call) => linkedPage(call, series, 'similar'),
  translations: (series) => translationsOf((language) => translated(series, language), Object.keys(series.names ?? {})),
  videos: ({ videos }, call) => ({ results: videoRows(videos, call) }),
  'watch/providers': (series) => ({ results: seriesProviders(series) }),
} satisfies Record<string, (series: Series, call: Call) => object>;

/** Watch providers of a series, which its seasons have too. */
export const seriesProviders = ({ id, name, providers }: Series) => providerMap(providers, `tv/${id}-${slug(name)}`);

/** Every part of a series besides its details. The `id` is left out: only a part's own path adds it. */
export const SERIES_PARTS = Object.fromEntries(
  Object.entries<(series: Series, call: Call) => object>(SERIES_TABLE).map(([name, part]) => [
    name,
    (call: Call) => part(seriesOf(call), call),
  ]),
);
