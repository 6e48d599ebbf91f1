import { ageOf } from '../../src/tmdb/age.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { knownDate, knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import { latestPerson, peopleLists, person, type PersonTranslationRow } from '../../src/tmdb/api/people/person.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byImdbId } from '../core/by-external-id.ts';
import { freshAs } from '../core/cache-control.ts';
import { entity } from '../core/entity.ts';
import { imdbIdFrom } from '../media/imdb-id.ts';
import { connectionType, listArgs, rootList } from '../core/connection.ts';
import { PersonExternalIds } from '../media/external-ids.ts';
import { PersonImages } from '../media/image-lists.ts';
import { imageAt, Profile } from '../media/image.ts';
import { latest } from '../core/latest.ts';
import { knownForNode } from '../media/media-node.ts';
import { KnownFor } from '../media/media.ts';
import { changesField } from '../media/media-parts.ts';
import { lookUp, nodeOptions } from '../core/node-interface.ts';
import { connectList, type PageArgs } from '../core/pages.ts';
import { brings, fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { inDepartment, PersonCombinedCredits, PersonMovieCredits, PersonTvCredits } from './person-credits.ts';
import { TaggedImageConnection } from './tagged-image.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { translationType } from '../media/translation.ts';
import type { PersonSummary } from '../../src/tmdb/api/summary.ts';

const Gender = builder.enumType('Gender', {
  description: 'As TMDB records it.',
  values: {
    FEMALE: { value: 1, description: 'Female.' },
    MALE: { value: 2, description: 'Male.' },
    NON_BINARY: { value: 3, description: 'Non-binary.' },
  },
});

const PersonTranslation = translationType<PersonTranslationRow>('PersonTranslation', 'a person', (t) => ({
  biography: t.string({ description: 'The person’s life.', resolve: ({ data }) => knownText(data?.biography) }),
  primaryName: t.string({ description: 'The person’s name.', resolve: ({ data }) => knownText(data?.name) }),
}));

interface DepartmentArgs {
  department?: string | null | undefined;
}

export const Person = builder.objectRef<Node<PersonSummary>>('Person');

export const PersonConnection = connectionType('Person', { of: 'people', node: () => Person, toNode: (row: PersonSummary) => nodeOf(row) });

const BIOGRAPHY = { key: 'biography', detailsOnly: true } as const;

Person.implement({
  description: 'Somebody who made films or series, before or behind the camera.',
  ...nodeOptions(person),
  fields: (t) => {
    const department = { department: t.arg.string({ description: 'Only this department: `Acting`, `Directing`, `Writing` …' }) };
    return {
      tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the person.', resolve: ({ id }) => Number(id) }),
      imdbId: t.string({
        description: 'Id at IMDb: `nm0000206`. Null when TMDB does not know it.',
        ...imdbIdFrom(person, 'details'),
      }),
      name: t.string({ description: 'The name the person is known by.', ...fromSummary(person, (json) => knownText(json.name)) }),
      originalName: t.string({
        description: 'The name in its own script. Null outside lists: TMDB’s details of a person lack it.',
        resolve: ({ summary }) => knownText(summary?.original_name),
      }),
      alsoKnownAs: t.stringList({
        description: 'Other names, and the name in other scripts.',
        ...fromPart(person, 'details', (json) => json.also_known_as ?? null),
      }),
      gender: t.field({
        type: Gender,
        description: 'Null when TMDB does not know.',
        ...fromSummary(person, ({ gender }) => (gender === 1 || gender === 2 || gender === 3 ? gender : null)),
      }),
      adult: t.boolean({
        description: 'Whether the person is known for adult films.',
        ...fromSummary(person, (json) => json.adult ?? null, brings('adult')),
      }),
      popularity: t.float({
        description: 'TMDB’s own measure of attention, without a unit; it changes daily.',
        ...fromSummary(person, (json) => number(json.popularity), brings('popularity')),
      }),
      knownForDepartment: t.string({
        description: 'The department the person is best known for: Acting, Directing …',
        ...fromSummary(person, (json) => knownText(json.known_for_department), brings('known_for_department')),
      }),
      knownFor: t.field({
        type: [KnownFor],
        nullable: nullableItems,
        description: 'A few films and series the person is known for. Only in lists and searches; null elsewhere.',
        resolve: ({ summary }) => (summary?.known_for ? rowsOf(summary.known_for).map(knownForNode) : null) as never,
      }),
      profile: t.field({
        type: Profile,
        description: 'The picture TMDB shows. Null when there is none.',
        ...fromSummary(person, (json) => imageAt(json.profile_path)),
      }),
      biography: t.string({
        description: 'The person’s life. Null when nobody wrote it in any of the operation’s languages.',
        ...fromText(person, BIOGRAPHY),
      }),
      biographyLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `biography` is in. Null when there is none.',
        ...languageFrom(person, BIOGRAPHY),
      }),
      birthday: t.field({
        type: 'Date',
        description: 'Null when TMDB does not know.',
        ...fromPart(person, 'details', (json) => knownDate(json.birthday)),
      }),
      deathday: t.field({
        type: 'Date',
        description: 'Null when the person lives, or TMDB does not know.',
        ...fromPart(person, 'details', (json) => knownDate(json.deathday)),
      }),
      age: t.int({
        description:
          'Years, at death or today (UTC). Null when TMDB does not know the day of birth, or knows no more of a death than its year; and past 122 years, when the death must be unknown.',
        ...fromPart(person, 'details', (json, _args: object, _locale, _node, { today }) => ageOf(json, today)),
      }),
      placeOfBirth: t.string({
        description: 'Null when TMDB does not know.',
        ...fromPart(person, 'details', (json) => knownText(json.place_of_birth)),
      }),
      homepage: t.string({
        description: 'The person’s own site. Null when TMDB does not know.',
        ...fromPart(person, 'details', (json) => knownText(json.homepage)),
      }),
      movieCredits: t.field({
        type: PersonMovieCredits,
        args: department,
        description: 'Films.',
        ...fromPart(person, 'movie_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
      }),
      tvCredits: t.field({
        type: PersonTvCredits,
        args: department,
        description: 'Series.',
        ...fromPart(person, 'tv_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
      }),
      combinedCredits: t.field({
        type: PersonCombinedCredits,
        args: department,
        description: 'Films and series together.',
        ...fromPart(person, 'combined_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
      }),
      images: t.field({ type: PersonImages, description: 'All pictures of the person.', ...fromPart(person, 'images', (json) => json) }),
      taggedImages: t.field({
        type: TaggedImageConnection,
        description: 'Pictures of films and series that the person is on.',
        args: listArgs,
        ...fromPart(person, 'tagged_images', (json, args: PageArgs) => connectList(args, json.results ?? [], json.total_results)),
      }),
      externalIds: t.field({
        type: PersonExternalIds,
        description: 'What the person is called elsewhere.',
        ...fromPart(person, 'external_ids', (json) => json),
      }),
      translations: t.field({
        type: [PersonTranslation],
        nullable: nullableItems,
        description: 'The person’s texts in all languages.',
        ...fromPart(person, 'translations', (json) => json.translations ?? null),
      }),
      changes: changesField(t, person),
    };
  },
});

const personByImdbId = byImdbId('Person', 'person');

builder.queryField('person', (t) =>
  t.field({
    type: Person,
    description: 'One person, with all that is selected in one TMDB request; one more when asked by the IMDb id.',
    args: {
      id: t.arg.id({ description: 'TMDB’s number of the person, or the global id.' }),
      imdbId: t.arg.string({ description: 'Instead of `id`: the id at IMDb, `nm0000206`.' }),
    },
    async resolve(_root, { id, imdbId }, context, info) {
      if (id && !imdbId) return lookUp(person, id, context, info);
      if (imdbId && !id) return personByImdbId(imdbId, context, info);
      throw badInput('Either `id` or `imdbId` was expected.');
    },
  }),
);

entity(Person, person, { imdbId: { of: 'person', lookUp: personByImdbId } });

rootList('popularPeople', { description: 'People by popularity.', type: PersonConnection, resource: peopleLists, ref: 'popular' });

builder.queryField('latestPerson', (t) =>
  t.field({
    type: Person,
    description: 'The person that was added to TMDB last. Most is still unknown.',
    ...freshAs(latestPerson),
    resolve: (_root, _args, context, info) => latest(latestPerson, person, context, info),
  }),
);
