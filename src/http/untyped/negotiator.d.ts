/** `@types/negotiator` lacks `preferred`, by which the server chooses between codings that a client likes equally. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { readonly headers: Readonly<Record<string, string>> });
    languages(): string[];
    mediaType<Type extends string>(available: readonly Type[]): Type | undefined;
    encoding<Coding extends string>(available: readonly Coding[], options: { readonly preferred: readonly Coding[] }): Coding | undefined;
  }
}
