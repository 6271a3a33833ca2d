import type { VerifierWords } from './words.zh.ts';

export const verifierEn: VerifierWords = {
  title: 'Verify the evidence',
  lead: 'Checked on your own device: no server of ours is needed, only a node of your choice is asked.',
  evidence: 'Evidence',
  none: 'Nothing is open yet.',
  opened: '{name} · {size} kB',
  embedded: 'The evidence this page came with',
  choose: 'Open an archive (.zip or .json)',
  drop: 'Or drop the file anywhere on this page.',
  tooLarge: 'The file is larger than {limit} MB: no true archive is.',
  unreadable: 'The file cannot be read.',
  node: 'Address of a node (RPC)',
  nodeHint:
    'Any node of that chain will do; it must allow web pages (CORS). Do not ask only whoever gave you the evidence.',
  moreCareful: 'More careful: a second node, known contracts',
  secondNode: 'A second node (optional)',
  secondNodeHint: 'You are told when the two give different answers.',
  contracts: 'Contracts that you know (optional)',
  contractsHint:
    'chain id:seal contract:accreditation contract, as the accreditation body publishes them. Without them the archive’s own are asked.',
  badNode: 'The address must start with http:// or https://.',
  badContracts: 'It must have the form chain id:0x…:0x….',
  verify: 'Verify',
  undecided: 'Nothing could be decided',
  asked: 'Asked',
  item: 'Item',
  sealedAt: 'Sealed',
  withdrawals: 'Withdrawals known up to',
  contractsUsed: 'Ledger contracts',
  sameCake: 'That this is the same cake: compare its surface fingerprint and the code on its wrapper.',
  notRead:
    'Not evidence and not checked: the words (README, statement) and this page itself. If it came with an archive of unknown origin, use a verifier built from the open source instead.',
};
