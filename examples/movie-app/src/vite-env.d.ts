interface ImportMetaEnv {
  /** Address of the gateway. Default: the origin of the app, whose server passes `/graphql` on. */
  readonly VITE_GATEWAY_URL?: string;
  /** `true` sends the hashes of documents: the gateway then needs them in `TRUSTED_DOCUMENTS`. */
  readonly VITE_TRUSTED_DOCUMENTS?: string;
}
