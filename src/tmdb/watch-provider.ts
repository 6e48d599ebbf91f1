export interface ProviderRow {
  provider_id: number;
  provider_name?: string;
  logo_path?: string | null;
  display_priority?: number;
}

/** In one country. An absent kind is absent, not empty. */
export interface ProviderOffers {
  link?: string;
  flatrate?: ProviderRow[];
  rent?: ProviderRow[];
  buy?: ProviderRow[];
  free?: ProviderRow[];
  ads?: ProviderRow[];
}
