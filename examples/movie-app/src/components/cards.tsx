import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { graphql } from '../gql/index.ts';
import type { CardFragment, CastFragment } from '../gql/graphql.ts';
import type { Trouble } from '../errors.ts';
import { Icon } from './icons.tsx';
import { Picture } from './picture.tsx';
import { TroubleNote } from './trouble.tsx';

graphql(`
  fragment Card on Media {
    __typename
    id
    tmdbId
    title
    voteAverage
    poster {
      url(size: W342)
      srcSet
    }
  }
`);

graphql(`
  fragment Cast on CastEdge {
    name
    character
    node {
      __typename
      id
      tmdbId
      profile {
        url(size: W185)
        srcSet
      }
    }
  }
`);

const PATHS = { Movie: 'movie', TvSeries: 'series', Person: 'person', Collection: 'collection' } as const;
export const pathOf = ({ __typename, tmdbId }: { __typename: keyof typeof PATHS; tmdbId: number }): string =>
  `/${PATHS[__typename]}/${tmdbId}`;

/** How wide cards are: see `--card` in styles/components.css. */
const CARD = '(min-width: 50rem) 176px, 38vw';

export const Score = ({ value }: { value: number | null | undefined }) =>
  value ? (
    <span className="score">
      <Icon name="star" filled />
      <span className="hidden">Rated </span>
      {value.toFixed(1)}
    </span>
  ) : null;

export const MediaCard = ({ media, note, action }: { media: CardFragment; note?: ReactNode; action?: ReactNode }) => (
  <article className="card">
    <Link to={pathOf(media)}>
      <Picture kind="poster" image={media.poster} alt="" sizes={CARD} />
      <h3>{media.title ?? 'Untitled'}</h3>
    </Link>
    <p className="meta">{note ?? <Score value={media.voteAverage} />}</p>
    {action}
  </article>
);

export function CastCard({ edge: { node, name, character } }: { edge: CastFragment }) {
  const face = (
    <>
      <Picture kind="profile" image={node?.profile} alt="" sizes="(min-width: 50rem) 144px, 30vw" />
      <h3>{name}</h3>
    </>
  );
  return (
    <article className="card">
      {node ? <Link to={pathOf(node)}>{face}</Link> : face}
      <p className="meta">{character}</p>
    </article>
  );
}

interface NamesProps {
  readonly label: string;
  readonly links:
    | readonly ({ readonly __typename: keyof typeof PATHS; readonly tmdbId: number; readonly name: string | null } | null)[]
    | null
    | undefined;
}

/** An entry of a `dl` with links. */
export function Names({ label, links }: NamesProps) {
  const known = links?.filter((link) => link !== null) ?? [];
  if (known.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {known.map((link, index) => (
          <span key={link.tmdbId}>
            {index > 0 && ', '}
            <Link to={pathOf(link)}>{link.name}</Link>
          </span>
        ))}
      </dd>
    </div>
  );
}

interface RowProps<Item> {
  readonly title: string;
  readonly hint?: string;
  /** Undefined while they are loaded. */
  readonly items: readonly (Item | null)[] | null | undefined;
  readonly trouble?: Trouble | undefined;
  readonly small?: boolean;
  children(item: Item, index: number): ReactNode;
}

/** A row of cards that scrolls sideways. It is as high while it is loaded as afterwards. */
export function Row<Item>({ title, hint, items, trouble, small = false, children }: RowProps<Item>) {
  if (items?.length === 0) return null;
  return (
    <section className={small ? 'row small' : 'row'} aria-busy={!items && !trouble}>
      <h2>
        {title} {hint && <small>{hint}</small>}
      </h2>
      {trouble && !items ? (
        <TroubleNote trouble={trouble} />
      ) : (
        <ul>
          {items
            ? items.map((item, index) => item && <li key={index}>{children(item, index)}</li>)
            : Array.from({ length: 8 }, (_, index) => (
                <li key={index}>
                  <CardSkeleton />
                </li>
              ))}
        </ul>
      )}
    </section>
  );
}

export const CardSkeleton = () => (
  <div className="card" aria-hidden="true">
    <span className="picture poster skeleton" />
    <h3>
      <span className="skeleton line" />
    </h3>
    <p className="meta">
      <span className="skeleton line short" />
    </p>
  </div>
);
