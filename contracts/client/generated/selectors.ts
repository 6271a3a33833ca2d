// Written by `npm run -w contracts generate` from the Solidity sources; edit those.

export const rootAtSelector = '0xeaa38b41';
export const headSelector = '0x8f7dcfa3';
export const sealedTopic = '0x67ea5f4b8d76c3125d6fe4b84caf00cff5695859bea8cd2973217763f61d5f05';
export const accreditationSelector = '0x5bb55ce0';
export const accreditedTopic = '0x0a3caa87ea254f6263f73825eff679eb0b82003aee12ab37a2dc4a5b4184026c';
export const suspendedTopic = '0x66aadf45e2814242feee0592ef7427b7c003fd6c6620edd1054c5385a181f066';
export const reinstatedTopic = '0x83d67cc1ddd62e4184f03615a34cec37b0bbb0273c9249fd54c1db8a044aa980';
