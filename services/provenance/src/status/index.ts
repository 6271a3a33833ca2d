export {
  decodeStatusList,
  encodeStatusList,
  isStatusSet,
  MAX_STATUS_ENTRIES,
  MIN_STATUS_ENTRIES,
  newStatusList,
  randomFreeIndex,
  setStatus,
  statusAt,
} from './bitstring.ts';
