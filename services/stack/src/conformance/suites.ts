import { bitstringStatusList } from './bitstring-status-list.ts';
import type { Suite } from './case.ts';
import { dataIntegrity } from './data-integrity.ts';
import { digitalLink } from './digital-link.ts';
import { epcis } from './epcis.ts';
import { eudrGeoJson } from './eudr-geojson.ts';
import { eventHashes } from './event-hash.ts';
import { jcs } from './jcs.ts';
import { linkset } from './linkset.ts';
import { vc } from './vc.ts';

/** Every suite, in the order of the report. One more is one more file beside this one and a line here. */
export const SUITES: readonly Suite[] = [
  epcis,
  eventHashes,
  digitalLink,
  linkset,
  vc,
  bitstringStatusList,
  dataIntegrity,
  jcs,
  eudrGeoJson,
];
