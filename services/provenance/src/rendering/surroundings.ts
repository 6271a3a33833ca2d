import { day, decimal, fill, type Language, moment, WORDS } from './format.ts';
import type { Line, Part } from './line.ts';
import type { Sheet } from './sheet.ts';

export function signersPart({ signers }: Sheet, language: Language): Part {
  const words = WORDS[language].signers;
  return {
    title: words.title,
    lines: signers.map(({ did, role, name, signedAt }) => ({
      label: words[role],
      value: name?.[language] ?? words.unknown,
      details: [
        ...(signedAt === undefined ? [] : [{ text: fill(words.signedAt, { date: moment(signedAt, language) }) }]),
        { text: fill(words.key, { did }), isCode: true },
      ],
    })),
  };
}

export function eventsPart({ events }: Sheet, language: Language): Part {
  const words = WORDS[language].events;
  const named = (list: Readonly<Record<string, string>>, key = ''): string | undefined =>
    Object.hasOwn(list, key) ? list[key] : undefined;
  return {
    title: words.title,
    lines: events.map(({ hash, type, step, time, address, declaredWrongAt }): Line => {
      const wrong = declaredWrongAt === undefined ? [] : [fill(words.wrong, { date: day(declaredWrongAt, language) })];
      const told = [...(time === undefined ? [] : [moment(time, language)]), ...wrong].join('\n');
      return {
        label: named(words.steps, step) ?? step ?? named(words.types, type) ?? type,
        value: told === '' ? (named(words.types, type) ?? type) : told,
        href: address,
        details: [{ text: hash, isCode: true }],
      };
    }),
  };
}

export function predecessorsPart({ before }: Sheet, language: Language): Part {
  const { before: words, title } = WORDS[language];
  return {
    title: words.title,
    ...(before.length === 0 ? { note: words.none } : {}),
    lines: before.map(({ type, issuer, validFrom, digest, address }) => ({
      label: title[type],
      value: `${issuer[language]}\n${day(validFrom, language)}`,
      href: address,
      details: [{ text: fill(words.digest, { digest }), isCode: true }],
    })),
  };
}

export function sealPart({ certificate, seal, digest }: Sheet, language: Language): Part {
  const words = WORDS[language].seal;
  const own: Line[] = [
    { label: words.digest, value: digest, isCode: true },
    ...(certificate.credentialStatus ?? []).map(({ statusListCredential, statusListIndex }, index) => ({
      label: index === 0 ? words.status : '',
      value: `${statusListCredential} # ${statusListIndex}`,
      isCode: true,
      href: statusListCredential,
    })),
  ];
  if (seal === undefined) return { title: words.title, note: words.waiting, lines: own };
  const { leafIndex, treeSize, root, transaction, sealedAt, chainId, sealLog } = seal;
  const place = { leaf: decimal(leafIndex, language, 0), size: decimal(treeSize, language, 0) };
  return {
    title: words.title,
    lines: [
      { label: words.sealedAt, value: moment(sealedAt, language) },
      { label: words.leaf, value: fill(words.leafWords, place) },
      ...own,
      { label: words.root, value: root, isCode: true },
      { label: words.transaction, value: transaction, isCode: true },
      { label: words.chain, value: fill(words.chainWords, { chain: chainId, contract: sealLog }), isCode: true },
    ],
  };
}
