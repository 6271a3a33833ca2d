import type { Bundle, StatusPurpose } from '@fieldseal/provenance';

export type Language = 'zh' | 'en';
type CertificateType = Bundle['certificates'][number]['document']['type'][1];

export interface StatementWords {
  readonly tag: string;
  readonly title: string;
  readonly about: string;
  readonly printed: string;
  readonly certificates: string;
  readonly columns: readonly string[];
  readonly types: Readonly<Record<CertificateType, string>>;
  readonly withdrawn: Readonly<Record<StatusPurpose, string>>;
  readonly seal: string;
  readonly sealRows: readonly string[];
  readonly proven: string;
  readonly provenPoints: readonly string[];
  readonly notProven: string;
  readonly notProvenPoints: readonly string[];
  readonly wrong: string;
  readonly check: string;
  readonly checkSteps: readonly string[];
}

export const STATEMENT_WORDS: Readonly<Record<Language, StatementWords>> = {
  zh: {
    tag: 'zh-CN',
    title: '证据说明',
    about: '本说明所述的物品',
    printed: '本页由证据包自动生成，供阅读和打印。本页本身不是证据：请按文末的办法核验同一证据包里的文件。',
    certificates: '证书',
    columns: ['证书', '签发单位（证书所写）', '签发时间', '文件摘要 SHA-256'],
    types: {
      BirthCertificate: '出生证（种植与采摘）',
      ConformityCertificate: '承诺达标合格证',
      IdentityCertificate: '身份证（压制成饼）',
      ResidenceCertificate: '居住证（仓储）',
      GraduationCertificate: '学历证（评级与销售）',
    },
    withdrawn: { revocation: '（已撤销）', suspension: '（已暂停）' },
    seal: '公共账本上的封存',
    sealRows: ['链编号', '封存合约', '认可登记合约', '文件数', '树根', '交易', '区块', '区块时间'],
    proven: '核验通过即证明',
    provenPoints: [
      '完整：证书、记录自封存之时起一个字也没有改过；运营本系统的人也改不了。',
      '时间：它们最迟在上述区块时间已经存在。',
      '签发人：每份证书确由持有所列密钥的单位签署，该密钥当时已获认可机构认可从事这一环节。',
      '前后相连：证书逐级相扣直到这一件，产出没有超过所用原料。',
    ],
    notProven: '核验不能证明',
    notProvenPoints: [
      '签发人当时说的是不是实话。数学证明不了，所以写明是谁说的；证书所写的单位名称由认可机构核对。',
      '手里的实物是不是这一件。请用表面指纹、包装上的码另行比对。',
      '封存之后发生的事，包括证据包下载之后证书是否被撤销。请查发证方最新的撤销名单。',
      '品质、口味和价值。',
    ],
    wrong: '以下记录后来被声明有误（声明也在证据包内）：',
    check: '怎样自己核验',
    checkSteps: [
      '用浏览器打开证据包里的 verifier.html（不需要我们的服务器），填入您自己选的以太坊兼容节点地址。',
      '或用开源程序：npm run verify -- 证据包.zip --rpc 节点地址 --rpc 另一个节点地址',
      '把上面的两个合约地址与认可机构公布的地址对照；证据包可以造假，公布的地址不能。',
    ],
  },
  en: {
    tag: 'en',
    title: 'Statement of evidence',
    about: 'The item this is about',
    printed:
      'Made from the evidence archive for reading and printing. This sheet is no evidence itself: check the files of the same archive as described at its end.',
    certificates: 'Certificates',
    columns: ['Certificate', 'Issuer (as it says)', 'Issued', 'SHA-256 of the document'],
    types: {
      BirthCertificate: 'Birth (growing and picking)',
      ConformityCertificate: 'Promise of conformity',
      IdentityCertificate: 'Identity (pressing)',
      ResidenceCertificate: 'Residence (storage)',
      GraduationCertificate: 'Graduation (grading and sale)',
    },
    withdrawn: { revocation: '(revoked)', suspension: '(suspended)' },
    seal: 'The seal on the public ledger',
    sealRows: [
      'Chain id',
      'Seal contract',
      'Accreditation contract',
      'Documents sealed',
      'Tree root',
      'Transaction',
      'Block',
      'Block time',
    ],
    proven: 'What verification proves',
    provenPoints: [
      'Integrity: not a letter of the certificates and events has changed since they were sealed; those who run this system could not change one either.',
      'Time: they existed at the block time above at the latest.',
      'Issuer: each certificate was signed with the key it names, and an accreditation body had accredited that key for this stage at the time.',
      'Connection: the certificates lead without gap to this very item, and no more was made than there was material for.',
    ],
    notProven: 'What it does not prove',
    notProvenPoints: [
      'That the issuers told the truth. No mathematics can show it, so it says who said it; the names of issuers are checked by the accreditation body.',
      'That the thing in your hand is this item. Compare its surface fingerprint and the code on its wrapper.',
      'Anything after the seal, such as a certificate withdrawn after this archive was downloaded. Ask for the issuer’s newest status list.',
      'Quality, taste and value.',
    ],
    wrong: 'These events were later declared wrong (the declarations are in the archive):',
    check: 'How to check it yourself',
    checkSteps: [
      'Open verifier.html of the archive in a browser (our server is not needed) and enter the address of an Ethereum-compatible node of your own choice.',
      'Or use the open program: npm run verify -- ARCHIVE.zip --rpc NODE --rpc ANOTHER-NODE',
      'Compare the two contract addresses above with those that the accreditation body publishes: an archive can be forged, the published addresses cannot.',
    ],
  },
};
