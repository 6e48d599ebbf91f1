import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { MediaCard, pathOf, Row } from '../components/cards.tsx';
import { HeadSkeleton } from '../components/media-head.tsx';
import { Picture } from '../components/picture.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import { longDay } from '../locale.ts';

// One TMDB request for the person with all credits; further pages of them are in the gateway's cache.
const PERSON = graphql(`
  query PersonPage($id: ID!, $after: String) {
    person(id: $id) {
      id
      name
      biography
      biographyLanguage
      birthday
      birthYear
      deathday
      age
      placeOfBirth
      knownForDepartment
      profile {
        url(size: H632)
        srcSet
      }
      knownFor {
        ... on Media {
          ...Card
        }
      }
      combinedCredits {
        cast(first: 20, after: $after, sort: RELEASE_DATE_DESC) {
          totalCount
          edges {
            cursor
            character
            node {
              ... on Media {
                ...Credit
              }
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  }
`);

graphql(`
  fragment Credit on Media {
    __typename
    id
    tmdbId
    title
    releaseDate
    poster {
      url(size: W92)
      srcSet
    }
  }
`);

export function PersonScreen() {
  const { id = '' } = useParams();
  return <Person key={id} id={id} />;
}

function Person({ id }: { id: string }) {
  const { data, error, refetch, fetchMore } = useQuery(PERSON, { variables: { id } });
  const person = data?.person;
  const trouble = troubleOf(error);
  if (!person && trouble) return <TroubleScreen trouble={trouble} retry={refetch} />;
  if (!person) return <HeadSkeleton />;
  const { name, biography, birthday, deathday, age, birthYear, placeOfBirth, knownForDepartment } = person;
  const credits = person.combinedCredits?.cast;
  return (
    <>
      <title>{`${name} · Matinee`}</title>
      <section className="head person">
        <div className="inner">
          <Picture kind="profile" image={person.profile} alt={`Portrait of ${name}`} sizes="(min-width: 50rem) 300px, 34vw" first />
          <div className="about">
            <p className="kicker">{knownForDepartment}</p>
            <h1>{name}</h1>
            <ul className="facts">
              {birthday ? <li>Born {longDay(birthday)}</li> : birthYear && <li>Born in {birthYear}</li>}
              {deathday && <li>Died {longDay(deathday)}</li>}
              {age && <li>{age} years</li>}
              {placeOfBirth && <li>{placeOfBirth}</li>}
            </ul>
          </div>
          <div className="details">
            <p className="lead" lang={person.biographyLanguage ?? undefined}>
              {biography ?? `TMDB has no biography of ${name} yet.`}
            </p>
          </div>
        </div>
      </section>
      <div className="rows">
        <Row title="Known for" items={person.knownFor ?? []}>
          {(media) => <MediaCard media={media} />}
        </Row>
        {credits && credits.edges.length > 0 && (
          <section className="panel">
            <h2>
              Acting <small>{credits.totalCount} credits</small>
            </h2>
            <ol className="credits">
              {credits.edges.map(
                (edge, index) =>
                  edge?.node && (
                    <li key={index}>
                      <span className="figures soft">{edge.node.releaseDate?.slice(0, 4) ?? '–'}</span>
                      <Picture kind="poster" image={edge.node.poster} alt="" sizes="46px" />
                      <p>
                        <Link to={pathOf(edge.node)}>{edge.node.title}</Link>
                        {edge.character && <span className="soft">as {edge.character}</span>}
                      </p>
                    </li>
                  ),
              )}
            </ol>
            {credits.pageInfo.hasNextPage && (
              <button type="button" className="button" onClick={() => void fetchMore({ variables: { after: credits.pageInfo.endCursor } })}>
                Show more
              </button>
            )}
          </section>
        )}
      </div>
    </>
  );
}
