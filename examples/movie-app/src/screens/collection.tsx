import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { MediaCard } from '../components/cards.tsx';
import { HeadSkeleton, MediaHead } from '../components/media-head.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';

// One TMDB request.
const COLLECTION = graphql(`
  query CollectionPage($id: ID!) {
    collection(id: $id) {
      id
      name
      overview
      poster {
        url(size: W500)
        srcSet
      }
      backdrop {
        url(size: W1280)
        srcSet
      }
      parts(sort: RELEASE_DATE_ASC) {
        ...Card
        releaseYear
      }
    }
  }
`);

export function CollectionScreen() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(COLLECTION, { variables: { id } });
  const collection = data?.collection;
  const trouble = troubleOf(error);
  if (!collection && trouble) return <TroubleScreen trouble={trouble} retry={refetch} />;
  if (!collection) return <HeadSkeleton />;
  const { name, overview, poster, backdrop } = collection;
  const parts = (collection.parts ?? []).filter((part) => part !== null);
  return (
    <>
      <MediaHead
        title={name ?? 'Untitled'}
        poster={poster}
        backdrop={backdrop}
        facts={[parts.length === 1 ? '1 movie' : `${parts.length} movies`]}
      >
        <p className="lead">{overview}</p>
      </MediaHead>
      <ol className="rows grid">
        {parts.map((part, index) => (
          <li key={part.id}>
            <MediaCard media={part} note={`Part ${index + 1}, ${part.releaseYear ?? 'not dated yet'}`} />
          </li>
        ))}
      </ol>
    </>
  );
}
