import { configuration } from '../src/tmdb/configuration.ts';
import type { Configuration as Row } from '../src/tmdb/configuration.ts';
import { builder } from './builder.ts';
import { localeOf } from './locale.ts';
import { wishFor } from './part.ts';

const Configuration = builder.objectRef<Row>('Configuration');

Configuration.implement({
  description: 'What TMDB says of its pictures and changes. The addresses of pictures are already built from it: see `Image`.',
  fields: (t) => ({
    baseUrl: t.string({ description: 'Base of picture addresses, over http.', resolve: ({ images }) => images.base_url }),
    secureBaseUrl: t.string({ description: 'Base of picture addresses, over https.', resolve: ({ images }) => images.secure_base_url }),
    posterSizes: t.stringList({ description: 'Sizes of posters.', resolve: ({ images }) => images.poster_sizes }),
    backdropSizes: t.stringList({ description: 'Sizes of backdrops.', resolve: ({ images }) => images.backdrop_sizes }),
    logoSizes: t.stringList({ description: 'Sizes of logos.', resolve: ({ images }) => images.logo_sizes }),
    profileSizes: t.stringList({ description: 'Sizes of pictures of people.', resolve: ({ images }) => images.profile_sizes }),
    stillSizes: t.stringList({ description: 'Sizes of pictures from episodes.', resolve: ({ images }) => images.still_sizes }),
    changeKeys: t.exposeStringList('change_keys', { description: 'What `Change.key` can be.' }),
  }),
});

builder.queryField('configuration', (t) =>
  t.field({
    type: Configuration,
    description: 'What TMDB says of its pictures and changes.',
    resolve: (_root, _args, context, info) => context.load(wishFor(configuration, 'details', 'api', {}, localeOf(context, info))),
  }),
);
