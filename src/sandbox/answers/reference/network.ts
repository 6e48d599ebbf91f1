import { rowNamed, type Call } from '../../http/call.ts';
import type { Company } from '../../catalogue/catalogue-rows.ts';
import { NETWORKS } from '../../catalogue/catalogue.ts';
import { alternativeNames, companyRow, logoRows } from './company.ts';

const networkOf = (call: Call): Company => rowNamed(NETWORKS, call);

/** Rows of networks in series, seasons and episode groups; unknown networks are left out. */
export const networkRows = (ids: readonly number[] = []) => ids.flatMap((id) => NETWORKS.get(id) ?? []).map(companyRow);

export function networkDetails(call: Call) {
  const network = networkOf(call);
  return { headquarters: network.headquarters ?? '', homepage: network.homepage ?? '', ...companyRow(network) };
}

export const NETWORK_PARTS = {
  alternative_names: (call) => ({ results: alternativeNames(networkOf(call)) }),
  images: (call) => ({ logos: logoRows(networkOf(call)) }),
} satisfies Record<string, (call: Call) => object>;
