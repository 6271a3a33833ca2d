/** The API's nouns as the app uses them. What `services/api/openapi.json` describes is generated from it. */
import type {
  BoardReadResponse,
  ChainDescribeResponse,
  DeviceKeysListResponse,
  FingerprintsCheckResponse,
  HarvestsCreateData,
  HarvestsListResponse,
  MoneyBalanceResponse,
  PassportViewResponse,
  PlotsListResponse,
  PoliciesListResponse,
  PressingsListResponse,
  ProductsListResponse,
  ReceiptsCreateData,
  ReceiptsListResponse,
  ResidencesCreateData,
  SensorsListResponse,
  SessionsCurrentResponse,
  SigningsDocumentsResponse,
  SigningsListResponse,
} from './generated/types.gen.ts';

export type Session = SessionsCurrentResponse;
export type Role = Session['person']['role'];
export type Plot = PlotsListResponse['plots'][number];
export type Polygon = Plot['polygon'];
export type Product = ProductsListResponse['products'][number];
export type LocalName = Product['name'];
export type HarvestInput = HarvestsCreateData['body'];
export type AppliedInput = NonNullable<HarvestInput['inputs']>[number];
export type Harvest = HarvestsListResponse['harvests'][number];
export type Pressing = PressingsListResponse['pressings'][number];
export type ReceiptInput = ReceiptsCreateData['body'];
export type Receipt = ReceiptsListResponse['receipts'][number];
export type Sensor = SensorsListResponse['sensors'][number];
export type ResidenceInput = ResidencesCreateData['body'];
export type RegisteredKey = DeviceKeysListResponse['deviceKeys'][number];
export type Waiting = SigningsListResponse['signings'][number];
export type WaitingDocuments = SigningsDocumentsResponse;
export type Item = PassportViewResponse;
export type CheckAnswer = FingerprintsCheckResponse;
export type ChainAddresses = Pick<ChainDescribeResponse, 'chainId' | 'sealLog' | 'issuerRegistry'>;

export type Balance = MoneyBalanceResponse;
export type Policy = PoliciesListResponse['policies'][number];
export type PolicyStatus = Policy['status'];
export type CoverIndex = Policy['index'];
export type Board = BoardReadResponse;
export type BoardSeries = Board['series'][number];
export type BoardPolicy = BoardSeries['policies'][number];
export type BoardReporter = BoardSeries['index']['reporters'][number];
export type SeriesState = BoardSeries['state'];

/** A refusal as RFC 9457 writes it, with the code that never changes. */
export interface Problem {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; code: string; detail: string }[];
}
