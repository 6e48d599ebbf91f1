import type { Table } from '../support/compare.ts';
import type { Recording } from '../support/recordings.ts';
import type { Family } from './prove.ts';
import { date, page, under } from './rules.ts';

/** A list that TMDB pages, and the root field that is a connection over it. */
export interface List {
  /** As the manifest names it: `/3/movie/popular`. */
  readonly family: string;
  readonly root: string;
  /** The table of a row. */
  readonly row: Table;
  /** The table of the keys beside the rows, below the connection. */
  readonly beside?: Table;
  /** Arguments of the root field beside its page; by {@link ARGUMENTS} when not given. */
  readonly args?: (query: Recording['query']) => readonly string[];
  /** Arguments of the root field beside those. */
  readonly more?: (recording: Recording) => readonly string[];
  /** Recorded parameters that TMDB ignores. */
  readonly ignored?: readonly string[];
  /** Whether the gateway itself refuses the request. */
  readonly isRefused?: (recording: Recording) => boolean;
}

const asText = (value: string): string => JSON.stringify(value);
const asWritten = (value: string): string => value;

/** By TMDB's parameter: our argument, and how to write its value. */
const ARGUMENTS: Readonly<Record<string, readonly [argument: string, write: (value: string) => string]>> = {
  query: ['query', asText],
  region: ['region', asText],
  year: ['year', asWritten],
  primary_release_year: ['primaryReleaseYear', asWritten],
  first_air_date_year: ['firstAirYear', asWritten],
  include_adult: ['includeAdult', asWritten],
  start_date: ['startDate', asText],
  end_date: ['endDate', asText],
};

/** The table of a page of the list. */
export const pagesOf = ({ root, row, beside = {} }: Pick<List, 'root' | 'row' | 'beside'>): Table => ({
  ...under('results[].', `${root}.nodes[].`, row),
  ...page(root),
  ...under('', `${root}.`, beside),
});

/** The recordings of a list, each requested as a page. */
export const listFamily = ({
  family,
  root,
  row,
  beside = {},
  ignored = [],
  args = (query) => argumentsOf(query, ignored),
  more,
  isRefused,
}: List): Family => ({
  family,
  question: (recording) => ({
    documents: [
      {
        name: root,
        body: recording.body,
        table: {
          ...pagesOf({ root, row, beside }),
          // In a list for a region, TMDB's date is that of the release there.
          ...('region' in recording.query &&
            'release_date' in row && { 'results[].release_date': date(`${root}.edges[].regionalReleaseDate`) }),
        },
      },
    ],
    arguments: {
      [root]: [`page: ${recording.query['page'] ?? 1}`, ...args(recording.query), ...(more?.(recording) ?? [])].join(', '),
    },
    refused: isRefused?.(recording) ?? false,
  }),
});

function argumentsOf(query: Recording['query'], ignored: readonly string[]): string[] {
  return Object.entries(query).flatMap(([name, value]) => {
    const [argument, write] = (!ignored.includes(name) && ARGUMENTS[name]) || [];
    return argument && write ? [`${argument}: ${write(value)}`] : [];
  });
}
