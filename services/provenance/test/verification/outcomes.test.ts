import { describe, expect, test } from '@jest/globals';
import {
  agreeingReader,
  createProof,
  newStatusList,
  OUTCOMES,
  setStatus,
  serialiseBundle,
  signEvent,
  verifyBundle,
  verifyEvidence,
} from '../../src/index.ts';
import type {
  ArchiveFile,
  Certificate,
  ChainReader,
  OutcomeCode,
  SignedEvent,
  SignedStatusList,
  Signer,
  StatusListContent,
  Step,
  VerifyOptions,
} from '../../src/index.ts';
import { archiveOf, filesOf, packed } from '../support/archive.ts';
import { contracts, now, sealedSeason, sealSeason, seconds } from '../support/bundle.ts';
import type { Sealed } from '../support/bundle.ts';
import { appraiser, assessor, factory, farm, stranger } from '../support/keys.ts';
import {
  cakeLot,
  digestOf,
  isIdentity,
  leafLot,
  madeFrom,
  playSeason,
  signStatusList,
  STATUS_INDEX,
} from '../support/season.ts';
import type { Season } from '../support/season.ts';

interface Attempt {
  readonly bytes: Uint8Array;
  readonly chain: ChainReader;
  readonly trust?: typeof contracts;
}

type FailureCode = {
  [Code in OutcomeCode]: (typeof OUTCOMES)[Code]['kind'] extends 'fail' ? Code : never;
}[OutcomeCode];

const isOf = (type: Certificate['type'][1]) => (certificate: Certificate) => certificate.type[1] === type;
const isBirth = isOf('BirthCertificate');
const isGraduation = isOf('GraduationCertificate');

/** Lists of certificates that the change took out go with them. */
const withSeason = async (change: (season: Season) => Partial<Season> | Promise<Partial<Season>>): Promise<Sealed> => {
  const season = await playSeason();
  const changed = { ...season, ...(await change(season)) };
  const issuers = new Set(changed.certificates.map(({ issuer }) => issuer.id));
  return sealSeason({ ...changed, statusLists: changed.statusLists.filter(({ issuer }) => issuers.has(issuer)) });
};
const withChain = async (change: (sealed: Sealed) => void): Promise<Sealed> => {
  const sealed = await sealedSeason();
  change(sealed);
  return sealed;
};

const withFiles = async (change: (files: readonly ArchiveFile[]) => readonly ArchiveFile[]): Promise<Attempt> => {
  const { bundle, chain } = await sealedSeason();
  return { bytes: await packed(change(filesOf(bundle))), chain };
};

function firstOf<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined) throw new Error('the season is empty');
  return first;
}

async function rename(document: SignedEvent, eventID: string): Promise<SignedEvent> {
  return { ...document, eventID, proof: await createProof({ ...document, eventID }, farm, now) };
}

/** What a list says, as said by somebody else. */
function contentOf({ id, credentialSubject, validFrom, validUntil }: SignedStatusList, by: Signer): StatusListContent {
  return {
    address: id,
    issuer: by.did,
    purpose: credentialSubject.statusPurpose,
    list: newStatusList(),
    validFrom: new Date(validFrom),
    validUntil: new Date(validUntil),
  };
}

const withdrawn = (issuer: Signer, purpose: StatusListContent['purpose']) => (content: StatusListContent) =>
  content.issuer === issuer.did && content.purpose === purpose
    ? { ...content, list: setStatus(content.list, STATUS_INDEX, true) }
    : content;

/** One way to bring about every failure; the type makes sure that none is forgotten. */
const attempts: Readonly<Record<FailureCode, () => Promise<Attempt>>> = {
  'archive-damaged': async () => {
    const { bundle, chain } = await sealedSeason();
    const bytes = await archiveOf(bundle);
    return { bytes: bytes.subarray(0, -1), chain };
  },
  'archive-unsafe': () => withFiles((files) => [...files, { name: '../outside.json', bytes: new Uint8Array() }]),
  'archive-too-large': async () => {
    const { bundle, chain } = await sealedSeason();
    const bytes = await archiveOf(bundle);
    // The number of files, twice, in the end of the directory.
    bytes.fill(0xff, bytes.length - 14, bytes.length - 10);
    return { bytes, chain };
  },
  'archive-file-missing': () => withFiles((files) => files.slice(0, -1)),
  'archive-file-differs': () =>
    withFiles((files) =>
      files.map(({ name, bytes }) =>
        name.startsWith('certificates/001') ? { name, bytes: Uint8Array.of(...bytes, 0x20) } : { name, bytes },
      ),
    ),
  'bundle-too-large': async () => ({ ...(await sealedSeason()), bytes: new Uint8Array(2_000_001) }),
  'bundle-not-canonical': async () => {
    const { bytes, chain } = await sealedSeason();
    return { bytes: Uint8Array.of(...bytes, 0x0a), chain };
  },
  'bundle-shape-wrong': async () => {
    const { bytes, chain } = await sealedSeason();
    const text = new TextDecoder().decode(bytes);
    return { bytes: new TextEncoder().encode(`${text.slice(0, -1)},"zzz":1}`), chain };
  },
  'chain-unreachable': () =>
    withChain(({ chain }) => {
      chain.chainId = () => Promise.reject(new Error('connection refused'));
    }),
  'chain-answer-invalid': () =>
    withChain(({ chain, bundle }) => {
      chain.sealed.set(bundle.head.treeSize, { root: new Uint8Array(5), sealedAt: 1 });
    }),
  'chains-disagree': async () => {
    const { bytes, chain } = await sealedSeason();
    const lying = (await sealedSeason()).chain;
    lying.accredit(farm.did, 0, { until: seconds('2029-01-01T00:00:00Z') });
    return { bytes, chain: agreeingReader([chain, lying]) };
  },
  'chain-different': () =>
    withChain(({ chain }) => {
      chain.id = 1;
    }),
  'contracts-untrusted': async () => ({
    ...(await sealedSeason()),
    trust: { ...contracts, sealLog: '0x00000000000000000000000000000000000000ff' },
  }),
  'head-unknown': () =>
    withChain(({ chain }) => {
      chain.sealed.clear();
    }),
  'head-differs': () =>
    withChain(({ chain, bundle }) => {
      chain.sealed.set(bundle.head.treeSize, { root: new Uint8Array(32), sealedAt: 1 });
    }),
  'document-not-sealed': async () => {
    const { bundle, chain } = await sealedSeason();
    const [first, ...others] = bundle.certificates;
    const moved = first ? [{ ...first, leafIndex: first.leafIndex + 1 }, ...others] : [];
    return { bytes: serialiseBundle({ ...bundle, certificates: moved }), chain };
  },
  'document-repeated': () =>
    withSeason(({ certificates, events }) => ({ certificates: [...certificates, firstOf(certificates)], events })),
  'signature-wrong': () =>
    withSeason(({ certificates: [birth, ...others], events }) => ({
      certificates: birth ? [{ ...birth, validFrom: '2026-04-04T00:00:00.000Z' }, ...others] : [],
      events,
    })),
  'issuer-did-not-sign': () => sealedSeason({ signers: (c, usual) => (isBirth(c) ? [stranger] : usual) }),
  'countersignature-missing': () => sealedSeason({ signers: (c, usual) => (isIdentity(c) ? [factory] : usual) }),
  'issuer-unknown': () => sealedSeason({ signers: (c, usual) => (isBirth(c) ? [...usual, stranger] : usual) }),
  'issuer-not-yet-accredited': () =>
    withChain(({ chain }) => {
      chain.accredit(farm.did, 0, { from: seconds('2026-04-03T00:00:01Z') });
    }),
  'issuer-no-longer-accredited': () =>
    withChain(({ chain }) => {
      chain.accredit(farm.did, 0, { until: seconds('2026-04-03T00:00:00Z') });
    }),
  'issuer-suspended': () =>
    withChain(({ chain }) => {
      const at = seconds('2026-04-11T00:00:00Z');
      chain.record(appraiser.did, 1, { kind: 'suspended', recordedAt: at, at });
    }),
  'issue-time-unproven': async () => {
    const { bundle, chain } = await sealedSeason();
    const at = seconds('2026-04-20T00:00:00Z');
    chain.record(farm.did, 0, { kind: 'suspended', recordedAt: at, at });
    const certificates = bundle.certificates.map(({ document, leafIndex, proof }) => ({ document, leafIndex, proof }));
    return { bytes: serialiseBundle({ ...bundle, certificates }), chain };
  },
  'certificate-revoked': () => sealedSeason({ statusList: withdrawn(assessor, 'revocation') }),
  'certificate-suspended': () => sealedSeason({ statusList: withdrawn(farm, 'suspension') }),
  'status-list-missing': () => withSeason(({ statusLists }) => ({ statusLists: statusLists.slice(1) })),
  'status-list-foreign': () =>
    withSeason(async ({ statusLists: [first, ...others] }) => ({
      statusLists: first ? [await signStatusList(contentOf(first, factory), factory), ...others] : [],
    })),
  'status-list-unreadable': () =>
    withSeason(async ({ statusLists: [first, ...others] }) => {
      if (!first) return {};
      const credentialSubject = { ...first.credentialSubject, encodedList: 'uH4sIAAAA' };
      const broken = { ...first, credentialSubject, proof: undefined };
      return { statusLists: [{ ...broken, proof: await createProof(broken, farm, now) }, ...others] };
    }),
  'status-list-too-short': () => sealedSeason({ statusList: (content) => ({ ...content, list: new Uint8Array(8) }) }),
  'event-hash-wrong': () =>
    withSeason(async ({ certificates, events: [harvest, ...others] }) => ({
      certificates,
      events: harvest ? [await rename(harvest, `ni:///sha-256;${'0'.repeat(64)}?ver=CBV2.0`), ...others] : [],
    })),
  'event-missing': () => withSeason(({ certificates, events }) => ({ certificates, events: events.slice(1) })),
  'event-not-listed': () =>
    withSeason(async ({ certificates, events }) => {
      const content = { ...firstOf(events), proof: undefined, eventID: undefined };
      const extra = await signEvent({ ...content, eventTime: '2026-04-02T11:00:00+08:00' }, farm, now);
      return { certificates, events: [...events, extra] };
    }),
  'event-type-differs': () =>
    sealedSeason({
      certificate: (c) =>
        isBirth(c)
          ? { ...c, evidence: c.evidence.map(({ id }) => ({ id, type: ['EpcisEvent', 'TransactionEvent'] })) }
          : c,
    }),
  'certificate-missing': () =>
    withSeason(({ certificates, events }) => ({ certificates: certificates.slice(1), events: events.slice(1) })),
  'stages-out-of-order': () =>
    withSeason(async ({ certificates, events }) => {
      const birth = firstOf(certificates);
      const id = 'urn:uuid:00000000-0000-4000-8000-000000000009';
      const last = certificates.map((document) => digestOf(document)).slice(-1);
      const content = { ...birth, id, precededBy: last };
      const late = { ...content, proof: await createProof(content, farm, now) };
      return { certificates: [...certificates, late], events };
    }),
  'item-not-linked': async () => sealSeason(await playSeason(), `${cakeLot}-other`),
  'quantity-exceeded': () =>
    sealedSeason({
      event: (event, name) =>
        name === 'pressing' && event.type === 'TransformationEvent'
          ? { ...event, outputQuantityList: [{ epcClass: cakeLot, quantity: 100.1, uom: 'KGM' }] }
          : event,
    }),
  'transformation-differs': () =>
    sealedSeason({ certificate: madeFrom({ id: leafLot, quantity: { value: 100.1, unit: 'KGM' } }) }),
  'time-after-seal': () =>
    sealedSeason({ certificate: (c) => (isGraduation(c) ? { ...c, validFrom: '2026-06-03T00:06:01.000Z' } : c) }),
  'time-before-predecessor': () =>
    sealedSeason({ certificate: (c) => (isIdentity(c) ? { ...c, validFrom: '2026-04-10T02:00:00.000Z' } : c) }),
  'verifier-fault': async () => {
    const { bytes, chain } = await sealedSeason();
    const hostile = {
      get root(): Uint8Array {
        throw new Error('hostile answer');
      },
      sealedAt: 1,
    };
    chain.sealedRoot = () => Promise.resolve(hostile);
    return { bytes, chain };
  },
};

describe('every failure has its name', () => {
  for (const [code, make] of Object.entries(attempts)) {
    test(code, async () => {
      const { bytes, chain, trust = contracts } = await make();
      const report = await verifyEvidence(bytes, () => chain, { trust, now });
      expect(report.failure?.code).toBe(code);
      expect(report.ok).toBe(false);
      expect(report.steps.at(-1)).toEqual(report.failure);
      expect(report.steps.slice(0, -1).every(({ ok }) => ok)).toBe(true);
    });
  }
});

type NoteCode = { [Code in OutcomeCode]: (typeof OUTCOMES)[Code]['kind'] extends 'note' ? Code : never }[OutcomeCode];

/** One way to bring about every note; none of them makes a bundle wrong. */
const notes: Readonly<Record<NoteCode, () => Promise<readonly Step[]>>> = {
  'contracts-not-pinned': () => stepsOf({}),
  'residence-lapsed': () => stepsOf({ trust: contracts, now: new Date('2027-06-01') }),
  'status-list-stale': () => stepsOf({ trust: contracts, now: new Date('2026-08-01') }),
  'clock-differs': () => stepsOf({ trust: contracts, now: new Date('2026-06-01') }),
  'event-declared-wrong': async () => {
    const season = await playSeason();
    const errorDeclaration = { declarationTime: '2026-05-01T00:00:00Z' };
    const wrong = { ...firstOf(season.events), proof: undefined, eventID: undefined, errorDeclaration };
    const declarations = [await signEvent(wrong, farm, now)];
    return stepsOf({ trust: contracts }, await sealSeason({ ...season, declarations }));
  },
};

async function stepsOf(options: VerifyOptions, sealed?: Sealed): Promise<readonly Step[]> {
  const { bytes, chain } = sealed ?? (await sealedSeason());
  const report = await verifyBundle(bytes, chain, { now, ...options });
  expect(report.ok).toBe(true);
  return report.steps;
}

describe('every note and every passed check has its name', () => {
  for (const [code, make] of Object.entries(notes)) {
    test(code, async () => {
      expect(await make()).toContainEqual(expect.objectContaining({ code, ok: true }));
    });
  }

  test('true evidence passes every check there is', async () => {
    const { bundle, chain } = await sealedSeason();
    const report = await verifyEvidence(await archiveOf(bundle), () => chain, { trust: contracts, now });
    expect(report.ok).toBe(true);
    const passes = Object.entries(OUTCOMES).flatMap(([code, { kind }]) => (kind === 'pass' ? [code] : []));
    expect(report.steps.map(({ code }) => code).toSorted()).toEqual(passes.toSorted());
  });
});

describe('what else is not linked to the item', () => {
  test('a birth certificate whose lot went into something else', async () => {
    const { bytes, chain } = await sealedSeason({
      event: (event, name) =>
        name === 'pressing' && event.type === 'TransformationEvent'
          ? { ...event, inputQuantityList: [{ epcClass: `${leafLot}-other`, quantity: 100, uom: 'KGM' }] }
          : event,
    });
    const report = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(report.failure).toMatchObject({
      code: 'item-not-linked',
      subject: 'urn:uuid:00000000-0000-4000-8000-000000000001',
    });
  });

  test('a residence certificate of another pallet', async () => {
    const { bytes, chain } = await sealedSeason({
      certificate: (c) =>
        'validUntil' in c
          ? { ...c, credentialSubject: { ...c.credentialSubject, id: `${leafLot}-a`, items: [`${leafLot}-b`] } }
          : c,
    });
    const report = await verifyBundle(bytes, chain, { trust: contracts, now });
    expect(report.failure).toMatchObject({
      code: 'item-not-linked',
      subject: 'urn:uuid:00000000-0000-4000-8000-000000000003',
    });
  });
});

describe('words', () => {
  test('every outcome speaks to a shopper in both languages', () => {
    for (const { en, zh } of Object.values(OUTCOMES)) {
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(zh).toMatch(/^[\u4e00-\u9fff].*。$/);
    }
  });

  test('trouble on the way to the chain is not called forged', async () => {
    const { bytes, chain } = await attempts['chain-unreachable']();
    const report = await verifyBundle(bytes, chain, { now });
    expect(report.failure?.words.en).toContain('Try again');
  });
});
