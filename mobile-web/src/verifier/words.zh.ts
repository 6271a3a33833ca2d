/** Words of the verifier page in Chinese; `words.en.ts` answers every key. `{x}` is a blank to fill. */
export const verifierZh = {
  title: '核验证据',
  lead: '在您的设备上核验：不需要我们的服务器，只问您自己选的节点。',
  evidence: '证据',
  none: '还没有打开证据。',
  opened: '{name} · {size} kB',
  embedded: '随本页附带的证据',
  choose: '打开证据包（.zip 或 .json）',
  drop: '也可以把文件拖到本页任何地方。',
  tooLarge: '文件超过 {limit} MB，不会是真的证据包。',
  unreadable: '文件读不出来。',
  node: '节点地址（RPC）',
  nodeHint: '任何一个该链的节点都行，须允许网页访问（CORS）。不要只问发证据给您的人。',
  moreCareful: '更谨慎：第二个节点、已知的合约',
  secondNode: '第二个节点（选填）',
  secondNodeHint: '两个节点的回答不一致时会告诉您。',
  contracts: '您知道的合约（选填）',
  contractsHint: '认可机构公布的 链编号:封存合约:认可登记合约。不填则用证据包自己写的。',
  badNode: '节点地址应以 http:// 或 https:// 开头。',
  badContracts: '应为 链编号:0x…:0x… 的形式。',
  verify: '核验',
  undecided: '未能得出结论',
  asked: '所问的节点',
  item: '物品',
  sealedAt: '封存时间',
  withdrawals: '撤销名单截至',
  contractsUsed: '账本合约',
  sameCake: '手里的是不是同一饼：请比对表面指纹和包装上的码。',
  notRead:
    '以下不是证据，没有核验：说明文字（README、statement）和本页自己。本页若随来路不明的证据包而来，请改用自己从开源代码构建的核验程序。',
};

export type VerifierWords = typeof verifierZh;
