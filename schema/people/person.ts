import { ageOf } from '../../src/tmdb/age.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { knownDate, knownText, knownYear, number, rowsOf } from '../../src/tmdb/known.ts';
import { latestPerson, peopleLists, person, type PersonTranslationRow } from '../../src/tmdb/api/people/person.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byExternalId, fromTarget, type IdArgs } from '../core/by-external-id.ts';
import { byIds } from '../core/by-id.ts';
import { entity } from '../federation/entity.ts';
import { imdbIdFrom, wikidataIdFrom } from '../media/external-id.ts';
import { connectionType, listArgs, rootList } from '../core/connection.ts';
import { PersonExternalIds } from '../media/external-ids.ts';
import { PersonImages } from '../media/image-lists.ts';
import { imageAt, Profile } from '../media/image.ts';
import { fromLatest } from '../core/latest.ts';
import { knownForNode } from '../media/media-node.ts';
import { KnownFor } from '../media/media.ts';
import { changesField } from '../media/media-parts.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { connectList, type PageArgs } from '../core/pages.ts';
import { brings, fromPart, fromSummary, fromSummaryAlone, untyped, type PartField } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { inDepartment, knownFor, PersonCombinedCredits, PersonMovieCredits, PersonTvCredits } from './person-credits.ts';
import { TaggedImageConnection } from './tagged-image.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { translationType } from '../media/translation.ts';
import type { PersonSummary } from '../../src/tmdb/api/summary.ts';

const Gender = builder.enumType('Gender', {
  description: 'Gender of a person, as TMDB records it.',
  values: {
    FEMALE: { value: 1, description: 'Female.' },
    MALE: { value: 2, description: 'Male.' },
    NON_BINARY: { value: 3, description: 'Non-binary.' },
  },
});

const PersonTranslation = translationType<PersonTranslationRow>('PersonTranslation', 'a person', (t) => ({
  biography: t.string({ description: 'Biography in this language.', resolve: ({ data }) => knownText(data?.biography) }),
  primaryName: t.string({ description: 'Name in this language.', resolve: ({ data }) => knownText(data?.name) }),
}));

interface DepartmentArgs {
  department?: string | null | undefined;
}

const departmentArg = builder.args((t) => ({
  department: t.string({ description: 'Only this department, such as `Acting`, `Directing` or `Writing`.' }),
}));

export const Person = builder.objectRef<Node<PersonSummary>>('Person');

export const PersonConnection = connectionType('Person', { of: 'people', node: () => Person, toNode: (row: PersonSummary) => nodeOf(row) });

const BIOGRAPHY = { key: 'biography', detailsOnly: true } as const;

const departmentOf = fromPart(person, 'details', (json, _args: object) => knownText(json.known_for_department));
const creditsOf = fromPart(person, 'combined_credits', (json, _args: object) => json);

/** What a list item says, or else the best credits: the one field that may differ between two ways to a person. */
const knownForField: PartField<PersonSummary, object, (Node<never> | null)[] | null> = {
  extensions: {
    tmdb: {
      part: { resource: person, part: 'combined_credits' },
      isIn: () => true,
      wishes: (...at) => [departmentOf, creditsOf].flatMap(({ extensions: { tmdb } }) => tmdb.wishes(...at)),
    },
  },
  resolve: async (node, ...rest) => {
    if (node.summary) return node.summary.known_for ? rowsOf(node.summary.known_for).map(knownForNode) : null;
    const [department, credits] = await Promise.all([departmentOf.resolve(node, ...rest), creditsOf.resolve(node, ...rest)]);
    return knownFor(credits, department).map(knownForNode);
  },
};

Person.implement({
  description: 'A person with credits in movies or series, in front of or behind the camera.',
  ...nodeOptions(person),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the person.', resolve: ({ id }) => Number(id) }),
    imdbId: t.string({
      description: 'Id at IMDb, such as `nm0000206`. Null when TMDB does not know it.',
      ...imdbIdFrom(person, 'details'),
    }),
    wikidataId: t.string({
      description: 'Id at Wikidata, such as `Q43416`. Null when TMDB does not know it.',
      ...wikidataIdFrom(person),
    }),
    name: t.string({ description: 'Name by which the person is known.', ...fromSummary(person, (json) => knownText(json.name)) }),
    originalName: t.string({
      description: 'Name in its original script. Null outside lists, as TMDB’s details of a person lack it.',
      ...fromSummaryAlone(person, (json: Partial<PersonSummary>) => knownText(json.original_name)),
    }),
    alsoKnownAs: t.stringList({
      description: 'Other names, and the same name in other scripts.',
      ...fromPart(person, 'details', (json) => json.also_known_as ?? null),
    }),
    gender: t.field({
      type: Gender,
      description: 'Gender of the person. Null when TMDB does not know it.',
      ...fromSummary(person, ({ gender }) => (gender === 1 || gender === 2 || gender === 3 ? gender : null)),
    }),
    adult: t.boolean({
      description: 'Whether the person is known for adult movies.',
      ...fromSummary(person, (json) => json.adult ?? null, brings('adult')),
    }),
    popularity: t.float({
      description: 'TMDB’s measure of current attention, without a unit. It changes daily.',
      ...fromSummary(person, (json) => number(json.popularity), brings('popularity')),
    }),
    knownForDepartment: t.string({
      description: 'Department the person is best known for, such as `Acting` or `Directing`.',
      ...fromSummary(person, (json) => knownText(json.known_for_department), brings('known_for_department')),
    }),
    knownFor: t.field({
      type: [KnownFor],
      nullable: nullableItems,
      description:
        'A few movies and series the person is known for. By id, the credits with the most votes in `knownForDepartment`; in lists TMDB’s own choice, null where the list has none. No other field may differ between two ways to a person in one operation.',
      ...untyped(knownForField),
    }),
    profile: t.field({
      type: Profile,
      description: 'Profile picture that TMDB shows. Null when there is none.',
      ...fromSummary(person, (json) => imageAt(json.profile_path)),
    }),
    biography: t.string({
      description: 'Biography. Null when it exists in none of the operation’s languages.',
      ...fromText(person, BIOGRAPHY),
    }),
    biographyLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `biography`. Null when there is no biography.',
      ...languageFrom(person, BIOGRAPHY),
    }),
    birthday: t.field({
      type: 'Date',
      description: 'Date of birth. Null when TMDB does not know it to the day.',
      ...fromPart(person, 'details', (json) => knownDate(json.birthday)),
    }),
    deathday: t.field({
      type: 'Date',
      description: 'Date of death. Null when the person is alive, or TMDB does not know it.',
      ...fromPart(person, 'details', (json) => knownDate(json.deathday)),
    }),
    birthYear: t.int({
      description: 'Year of birth, also where TMDB knows only the year. Null when TMDB does not know it.',
      ...fromPart(person, 'details', (json) => knownYear(json.birthday)),
    }),
    deathYear: t.int({
      description: 'Year of death, also where TMDB knows only the year. Null when the person is alive, or TMDB does not know it.',
      ...fromPart(person, 'details', (json) => knownYear(json.deathday)),
    }),
    age: t.int({
      description:
        'Age in years, at death or today (UTC). Null when TMDB does not know the date of birth, or knows only the year of death, and above 122, where the death must be unknown.',
      ...fromPart(person, 'details', (json, _args: object, _locale, _node, { today }) => ageOf(json, today)),
    }),
    placeOfBirth: t.string({
      description: 'Place of birth. Null when TMDB does not know it.',
      ...fromPart(person, 'details', (json) => knownText(json.place_of_birth)),
    }),
    homepage: t.string({
      description: 'Address of the person’s own site. Null when TMDB does not know it.',
      ...fromPart(person, 'details', (json) => knownText(json.homepage)),
    }),
    movieCredits: t.field({
      type: PersonMovieCredits,
      args: departmentArg,
      description: 'Credits in movies.',
      ...fromPart(person, 'movie_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
    }),
    tvCredits: t.field({
      type: PersonTvCredits,
      args: departmentArg,
      description: 'Credits in series.',
      ...fromPart(person, 'tv_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
    }),
    combinedCredits: t.field({
      type: PersonCombinedCredits,
      args: departmentArg,
      description: 'Credits in movies and series together.',
      ...fromPart(person, 'combined_credits', (json, args: DepartmentArgs) => inDepartment(json, args.department)),
    }),
    images: t.field({
      type: PersonImages,
      description: 'All profile pictures of the person.',
      ...fromPart(person, 'images', (json) => json),
    }),
    taggedImages: t.field({
      type: TaggedImageConnection,
      description: 'Pictures of movies and series that show the person.',
      args: listArgs,
      ...fromPart(person, 'tagged_images', (json, args: PageArgs) => connectList(args, json.results ?? [], json.total_results)),
    }),
    externalIds: t.field({
      type: PersonExternalIds,
      description: 'Ids of the person on other sites.',
      ...fromPart(person, 'external_ids', (json) => json),
    }),
    translations: t.field({
      type: [PersonTranslation],
      nullable: nullableItems,
      description: 'Texts about the person in every language.',
      ...fromPart(person, 'translations', (json) => json.translations ?? null),
    }),
    changes: changesField(t, person),
  }),
});

builder.queryField('person', (t) =>
  t.field({
    type: Person,
    description: 'One person and everything selected below, in one TMDB request. A lookup by IMDb id costs one more.',
    args: {
      id: t.arg.id({ description: 'TMDB’s id of the person, or the global id.' }),
      imdbId: t.arg.string({ description: 'Id at IMDb, such as `nm0000206`. Used instead of `id`.' }),
    },
    ...fromTarget(({ id, imdbId }: IdArgs) => {
      if (id && !imdbId) return { resource: person, ref: parseId(person.name, id) };
      if (imdbId && !id) return byExternalId('Person', 'imdbId', imdbId);
      throw badInput('Expected either `id` or `imdbId`.');
    }),
  }),
);

byIds('peopleByIds', Person, person, {
  nouns: 'people',
  cost: 'Costs one TMDB request for each person, and by the IMDb id one more.',
});

entity(Person, person);

rootList('popularPeople', {
  description: 'People, the most popular first.',
  type: PersonConnection,
  resource: peopleLists,
  ref: 'popular',
});

builder.queryField('latestPerson', (t) =>
  t.field({
    type: Person,
    description: 'The person added to TMDB last. Most of their data is still unknown.',
    ...fromLatest(latestPerson, person),
  }),
);
