export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** `pass` a check held; `note` nothing is wrong but a person should know; `fail` the bundle is not to be trusted. */
export type OutcomeKind = 'pass' | 'note' | 'fail';

interface Outcome extends Words {
  readonly kind: OutcomeKind;
}

const pass = (en: string, zh: string) => ({ kind: 'pass', en, zh }) as const;
const note = (en: string, zh: string) => ({ kind: 'note', en, zh }) as const;
const fail = (en: string, zh: string) => ({ kind: 'fail', en, zh }) as const;

/** Every outcome a verification can have, with the words a shopper reads. The list is closed. */
export const OUTCOMES = {
  'bundle-complete': pass('The record arrived complete and unaltered in form.', '记录完整，格式未被改动。'),
  'chain-matches': pass('The public ledger named in the record was reached.', '已连上记录所写的公共账本。'),
  'head-sealed': pass('The ledger holds the seal of this record.', '公共账本上有这份记录的封存印记。'),
  'documents-sealed': pass('Every certificate and event is under that seal.', '每份证书和每条记录都在封存之内。'),
  'signatures-valid': pass('Every signature is genuine.', '所有签名真实有效。'),
  'issuers-accredited': pass('Every issuer was accredited when it signed.', '各发证方在发证时均已获认可。'),
  'status-good': pass(
    'By the issuers’ lists that were looked at, no certificate was withdrawn.',
    '按所查的发证方名单，没有证书被撤销或暂停。',
  ),
  'events-match': pass('The certificates rest on exactly these events.', '证书所依据的正是这些记录。'),
  'certificates-linked': pass('The certificates lead without gap to this very item.', '证书环环相扣，直到这一件。'),
  'quantities-covered': pass('No more was made than there was leaf or goods for.', '产出没有超过所用原料。'),
  'times-consistent': pass('The dates follow one another as they should.', '时间先后合理。'),

  'archive-agrees': pass('The files in the archive say what the record says.', '证据包里的文件与记录一致。'),

  'contracts-not-pinned': note(
    'The ledger contracts were taken from the record itself; nobody vouched for them separately.',
    '账本合约地址取自记录本身，未另行核对。',
  ),
  'residence-lapsed': note('A storage certificate has passed its last day.', '有一份仓储证书已过有效期。'),
  'status-list-stale': note(
    'The issuer’s list of withdrawn certificates is out of date; a newer one may say otherwise.',
    '发证方的撤销名单已过期，最新名单可能有变化。',
  ),
  'event-declared-wrong': note(
    'An event was later declared wrong by whoever recorded it or another party.',
    '有一条记录后来被声明有误。',
  ),
  'clock-differs': note('This device’s clock is behind the ledger’s.', '本设备的时钟慢于账本时间。'),

  'archive-damaged': fail(
    'The archive is damaged, or something else packed it anew.',
    '证据包已损坏，或被别的程序重新打包过。',
  ),
  'archive-unsafe': fail(
    'The archive has file names that no true one has; it was not unpacked.',
    '证据包里有不该有的文件名，没有解开。',
  ),
  'archive-too-large': fail('The archive is larger than any true one.', '证据包过大，不合规定。'),
  'archive-file-missing': fail('A file is missing in the archive.', '证据包里缺少文件。'),
  'archive-file-differs': fail(
    'A file in the archive says something else than the record, or does not belong to it.',
    '证据包里有文件与记录不符，或不属于这份记录。',
  ),
  'bundle-too-large': fail('The record is larger than any true one.', '记录过大，不合规定。'),
  'bundle-not-canonical': fail('The record was altered or damaged.', '记录被改动或已损坏。'),
  'bundle-shape-wrong': fail(
    'The record holds something it must not, or lacks something.',
    '记录内容有多余或缺失之处。',
  ),
  'chain-unreachable': fail(
    'The public ledger could not be reached, or gave no usable answer, so nothing could be checked. Try again, or ask another node.',
    '连不上公共账本，或节点没有给出可用的回答，无法核验。请稍后再试，或换一个节点。',
  ),
  'chain-answer-invalid': fail('The ledger gave an answer that makes no sense.', '账本返回了无法理解的结果。'),
  'chains-disagree': fail(
    'Two ways to the public ledger gave different answers: one of them is behind, or lies.',
    '两个账本节点的回答不一致：其中一个落后或有误。',
  ),
  'chain-different': fail('The record belongs to another ledger.', '这份记录属于另一个账本。'),
  'contracts-untrusted': fail(
    'The record points to ledger contracts that are not the known ones.',
    '记录所指的账本合约不是公认的合约。',
  ),
  'head-unknown': fail('The ledger does not know this seal.', '账本上查不到这个封存印记。'),
  'head-differs': fail('The ledger holds another seal than the record claims.', '账本上的封存印记与记录不符。'),
  'document-not-sealed': fail(
    'A document is not under the seal; it may be forged or altered.',
    '有一份文件不在封存之内，可能是伪造或被改动。',
  ),
  'document-repeated': fail('The same document appears twice.', '同一份文件出现了两次。'),
  'signature-wrong': fail('A signature is not genuine.', '有签名不是真的。'),
  'issuer-did-not-sign': fail('A certificate was not signed by the issuer it names.', '证书没有由所写的发证方签名。'),
  'countersignature-missing': fail('A certificate lacks the second signature it needs.', '证书缺少必需的会签。'),
  'issuer-unknown': fail('A signer was never accredited for this kind of certificate.', '签发方从未获准签发这类证书。'),
  'issuer-not-yet-accredited': fail('A signer was not yet accredited when it signed.', '签发时签发方尚未获得认可。'),
  'issuer-no-longer-accredited': fail(
    'A signer’s accreditation had ended when it signed.',
    '签发时签发方的认可已到期。',
  ),
  'issuer-suspended': fail('A signer was suspended when it signed.', '签发时签发方已被暂停资格。'),
  'issue-time-unproven': fail(
    'A signer lost its standing later, and nothing proves that it signed before that.',
    '签发方后来失去资格，无法证明证书是在此之前签发的。',
  ),
  'certificate-revoked': fail('A certificate was revoked by its issuer.', '有证书已被发证方撤销。'),
  'certificate-suspended': fail('A certificate is suspended by its issuer.', '有证书已被发证方暂停。'),
  'status-list-missing': fail(
    'The list that says whether a certificate was withdrawn is missing.',
    '缺少证书的撤销名单。',
  ),
  'status-list-foreign': fail(
    'A list of withdrawn certificates is of another issuer or purpose, or belongs to no certificate.',
    '撤销名单属于其他发证方或用途，或与证书无关。',
  ),
  'status-list-unreadable': fail('A list of withdrawn certificates cannot be read.', '撤销名单无法读取。'),
  'status-list-too-short': fail(
    'A list of withdrawn certificates does not reach to the certificate, or is shorter than allowed.',
    '撤销名单过短，查不到这份证书。',
  ),
  'event-hash-wrong': fail('An event does not match its own identifier.', '有一条记录与自身编号不符。'),
  'event-missing': fail('An event that a certificate rests on is missing.', '证书所依据的一条记录缺失。'),
  'event-not-listed': fail('An event belongs to no certificate.', '有一条记录不属于任何证书。'),
  'event-type-differs': fail(
    'A certificate describes an event as another kind than it is.',
    '证书所写的记录类型与实际不符。',
  ),
  'certificate-missing': fail('A certificate that another one builds on is missing.', '前一份证书缺失。'),
  'stages-out-of-order': fail('The certificates are not in the order of life.', '证书的先后顺序不对。'),
  'item-not-linked': fail('A certificate does not belong to this item.', '有证书与这一件没有关联。'),
  'quantity-exceeded': fail('More was made than there was material for.', '产出超过了所用的原料。'),
  'transformation-differs': fail(
    'A certificate claims other material or amounts than the record of how the lot was made.',
    '证书所写的原料或数量与制作记录不符。',
  ),
  'time-after-seal': fail('A date lies after the moment it was sealed.', '有日期晚于封存时间。'),
  'time-before-predecessor': fail('A certificate is dated before what it builds on.', '证书日期早于它所依据的内容。'),
  'verifier-fault': fail('The check stopped unexpectedly; nothing was proven.', '核验意外中断，未能得出结论。'),
} as const satisfies Readonly<Record<string, Outcome>>;

export type OutcomeCode = keyof typeof OUTCOMES;
