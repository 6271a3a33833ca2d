import { send } from '../api/request.ts';

/** What the page tells of an EPCIS event (EPCIS 2.0 section 7.4); everything may be missing but type and time. */
export interface HistoryEvent {
  readonly type: string;
  readonly eventID?: string;
  readonly eventTime: string;
  readonly action?: string;
  readonly bizStep?: string;
  readonly readPoint?: { readonly id: string };
  readonly bizLocation?: { readonly id: string };
  readonly parentID?: string;
  readonly epcList?: readonly string[];
  readonly childEPCs?: readonly string[];
  readonly inputEPCList?: readonly string[];
  readonly outputEPCList?: readonly string[];
  readonly quantityList?: readonly Quantity[];
  readonly inputQuantityList?: readonly Quantity[];
  readonly outputQuantityList?: readonly Quantity[];
  readonly errorDeclaration?: { readonly declarationTime: string };
}

export interface Quantity {
  readonly epcClass: string;
  readonly quantity?: number;
  readonly uom?: string;
}

/** A single piece and a whole lot are asked for under different names; parameters of one query all have to hold. */
const QUESTIONS = ['MATCH_anyEPC', 'MATCH_anyEPCClass'] as const;
const MOST = 100;

interface QueryDocument {
  readonly epcisBody: { readonly queryResults: { readonly resultsBody: { readonly eventList: HistoryEvent[] } } };
}

/**
 * Everything recorded about a code, oldest first, at most {@link MOST} events of each kind of question.
 * @param code a Digital Link or EPC URN
 */
export async function historyOf(code: string): Promise<HistoryEvent[]> {
  const answers = await Promise.all(QUESTIONS.map((question) => ask(question, code)));
  const distinct = new Map(answers.flat().map((event) => [identityOf(event), event]));
  return [...distinct.values()].sort((a, b) => Date.parse(a.eventTime) - Date.parse(b.eventTime));
}

async function ask(question: (typeof QUESTIONS)[number], code: string): Promise<HistoryEvent[]> {
  const query = new URLSearchParams({ [question]: code, perPage: String(MOST) });
  const answer = (await (await send(`/epcis/events?${query.toString()}`)).json()) as QueryDocument;
  return answer.epcisBody.queryResults.resultsBody.eventList;
}

/** A declaration of error has the name of the event that it is about, and is a card of its own. */
export function identityOf(event: HistoryEvent): string {
  return `${event.eventID ?? event.eventTime} ${event.errorDeclaration?.declarationTime ?? ''}`;
}

/** A code that an event names, and how much of it. */
export interface Thing {
  readonly code: string;
  readonly amount: string;
}

/** What went in and what came out, or what the event was about. */
export function thingsOf(event: HistoryEvent): { readonly from: readonly Thing[]; readonly to: readonly Thing[] } {
  const { inputEPCList, inputQuantityList, outputEPCList, outputQuantityList, epcList, childEPCs, quantityList } =
    event;
  return {
    from: [...pieces(inputEPCList), ...lots(inputQuantityList)],
    to: [
      ...pieces(outputEPCList),
      ...lots(outputQuantityList),
      ...pieces(epcList),
      ...pieces(childEPCs),
      ...lots(quantityList),
    ],
  };
}

const UNITS: Readonly<Record<string, string>> = { KGM: 'kg', GRM: 'g', TNE: 't', LTR: 'l' };

function pieces(codes: readonly string[] = []): Thing[] {
  return codes.map((code) => ({ code, amount: '' }));
}

function lots(quantities: readonly Quantity[] = []): Thing[] {
  return quantities.map(({ epcClass, quantity, uom = '' }) => ({
    code: epcClass,
    amount: quantity === undefined ? '' : `${String(quantity)} ${UNITS[uom] ?? uom}`.trim(),
  }));
}

/** A web address without its host: `/01/…/21/…`. */
export function shortCode(code: string): string {
  return code.replace(/^https?:\/\/[^/]+(?=\/)/, '');
}
