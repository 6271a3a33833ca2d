import type { Bundle } from '@fieldseal/provenance';

/**
 * What lies in the archive, in both languages.
 * @param missing digests of photographs that certificates state and that are not in the archive
 */
export function readme(bundle: Bundle, missing: readonly string[]): string {
  const lines = [
    'FieldSeal 田证 - 证据包 / evidence archive',
    bundle.item,
    '',
    '从这里开始 / start here',
    '  verifier.html        用浏览器打开，自己核验；不需要我们的服务器，只需一个您自己选的节点',
    '                       open it in a browser and verify; it needs a node of your choice, and no server of ours',
    '  statement.zh.html    证明了什么，没有证明什么（可打印）',
    '  statement.en.html    what is proven and what is not (to print)',
    '',
    '证据 / evidence',
    '  bundle.json          全部证据，一个文件；核验的就是它 / everything in one file; this is what is verified',
    '  certificates/        每份证书一个文件 / each certificate by itself',
    '  events/              证书所依据的记录 (EPCIS 2.0) / the events that they rest on',
    '  declarations/        声明某条记录有误（如有） / declarations that an event was wrong, if any',
    '  status-lists/        撤销与暂停名单 / lists of revoked and suspended certificates',
    '  photos/              照片，文件名即摘要 (SHA-256) / photographs, named by their digest',
    '  proofs.json          封存证明 (RFC 9162)：从每份文件到树根 / proofs from each file to the root',
    '  checkpoint.txt       日志签名的树头 (C2SP tlog-checkpoint) / the head as the log signed it',
    '  log-key.txt          日志的公钥 / the key that the log signs with',
    '  chain.json           链、合约、交易和区块 / chain, contracts, transactions and blocks',
    '',
    'JSON 文件为 RFC 8785 规范格式：每份证书和记录文件的 SHA-256 就是封存日志里的那一条。',
    'The JSON of certificates and events is canonical (RFC 8785): the SHA-256 of such a file is its entry in the log.',
    '',
    '说明文字、verifier.html 本身不是证据。若不信任本证据包的来源，请从开源代码构建核验程序：',
    'The words and verifier.html are no evidence. If you do not trust where the archive came from, build the verifier',
    'from the open source and run:',
    '  npm run verify -- ARCHIVE.zip --rpc https://NODE --rpc https://ANOTHER-NODE \\',
    `    --trust ${[bundle.chain.chainId, bundle.chain.sealLog, bundle.chain.issuerRegistry].join(':')}`,
    '加 --fresh 会再问发证方最新的撤销名单 / with --fresh the issuers’ newest lists of withdrawals are asked too',
    '（先把这两个合约地址与认可机构公布的对照 / after comparing these two contracts with the published ones）',
    ...(missing.length === 0
      ? []
      : ['', '未附的照片 / photographs not enclosed', ...missing.map((hash) => `  ${hash}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
