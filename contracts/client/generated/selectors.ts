// Written by `npm run -w contracts generate` from the Solidity sources; edit those.

export const rootAtSelector = '0xeaa38b41';
export const accreditationSelector = '0x5bb55ce0';
