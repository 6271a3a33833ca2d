/** `alarm` something is wrong or cannot be seen; `note` nothing is wrong but a person should know. */
type Kind = 'alarm' | 'note';

interface Entry {
  readonly kind: Kind;
  readonly en: string;
  readonly zh: string;
}

const alarm = (en: string, zh: string) => ({ kind: 'alarm', en, zh }) as const;
const note = (en: string, zh: string) => ({ kind: 'note', en, zh }) as const;

/** Everything an auditor can find, with words for whoever reads it. The list is closed. */
export const FINDINGS = {
  'all-well': note('The log is whole, and the chain holds what it says.', '日志完整，且与链上记录一致。'),
  'alarm-ended': note('What was wrong before is in order now.', '此前的异常已消失。'),
  'key-not-pinned': note(
    'The key of the log was taken from the log itself; compare it with one you know.',
    '日志公钥取自日志本身，请与您已知的公钥核对。',
  ),
  'contract-not-pinned': note(
    'The address of the contract was taken from the operator of the log; compare it with one you know.',
    '合约地址取自日志运营方，请与您已知的地址核对。',
  ),
  'chain-reorganised': note(
    'The chain replaced blocks; its heads were read again.',
    '链发生重组，已重新读取封存记录。',
  ),

  'log-unreachable': alarm('The log cannot be reached.', '无法连接日志。'),
  'chain-unreachable': alarm('The chain cannot be reached, or gives no usable answer.', '无法连接链，或其回答不可用。'),
  'checkpoint-malformed': alarm('The checkpoint of the log is not one.', '日志的检查点格式不正确。'),
  'signature-missing': alarm('The checkpoint is not signed by the key of the log.', '检查点没有日志公钥的签名。'),
  'signature-wrong': alarm('The signature of the checkpoint is wrong.', '检查点的签名不正确。'),
  'log-forked': alarm(
    'The log shows another history than before: it was rewritten, or shows different ones to different people.',
    '日志的历史与此前不同：它被改写，或对不同的人出示不同的内容。',
  ),
  'log-truncated': alarm('The log is shorter than it was.', '日志比此前短。'),
  'log-behind-chain': alarm(
    'The log shows fewer leaves than the chain has sealed.',
    '日志出示的条目少于链上已封存的条目。',
  ),
  'tile-missing': alarm('A part of the log is missing.', '日志缺少一部分。'),
  'tile-tampered': alarm('A tile of the log does not hold the hashes of its leaves.', '日志的某个分块与其条目不符。'),
  'entry-tampered': alarm(
    'An entry of the log is not the one that was logged.',
    '日志的某个条目已不是当初写入的内容。',
  ),
  'head-differs': alarm(
    'The chain holds a head that is not of this log: one of them was rewritten.',
    '链上的封存记录不属于这份日志：其中之一被改写。',
  ),
  'head-lost': alarm('The chain no longer holds a head that it held.', '链上丢失了曾经存在的封存记录。'),
  'seal-delayed': alarm(
    'Leaves of the log wait too long for their seal on the chain.',
    '日志条目等待上链封存的时间过长。',
  ),
  'chain-different': alarm('The node now speaks for another chain.', '节点现在代表另一条链。'),
  'chain-contradicts-itself': alarm(
    'The node gives answers that contradict each other: it lies or is broken.',
    '节点的回答自相矛盾：它在说谎或已损坏。',
  ),
  'chains-disagree': alarm(
    'Two nodes give different answers: one of them lies.',
    '两个节点的回答不一致：其中一个在说谎。',
  ),
} as const satisfies Readonly<Record<string, Entry>>;

export type FindingCode = keyof typeof FINDINGS;

/** One thing found. */
export interface Finding {
  readonly code: FindingCode;
  /** Which tile, head, size or address it is about. */
  readonly detail?: string;
  /** Signed checkpoints that contradict each other: proof for third parties. */
  readonly evidence?: readonly string[];
}

/** Ends a part of an audit with an alarm; what had been found before stays found. */
export class Alarm extends Error {
  override readonly name = 'Alarm';
  readonly finding: Finding;

  constructor(code: FindingCode, detail: string, evidence?: readonly string[]) {
    super(`${code}: ${detail}`);
    this.finding = { code, detail, ...(evidence === undefined ? {} : { evidence }) };
  }
}

export function isAlarm({ code }: Finding): boolean {
  return FINDINGS[code].kind === 'alarm';
}
