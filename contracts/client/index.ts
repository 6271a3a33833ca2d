export { callsFor } from './calls.ts';
export type { Calls, Purchase, RoundRules, SeriesTerms, SignedObservation, SignedPermit, Stage } from './calls.ts';
export { deploy, isDeployed } from './deploy.ts';
export type { DeployOptions } from './deploy.ts';
export { readDeployment, writeDeployment } from './deployment.ts';
export type { Deployment } from './deployment.ts';
export { describeFailure, explainRevert, revertDataOf } from './explain.ts';
export { interfaces } from './interfaces.ts';
export type { ContractName } from './interfaces.ts';
export { paymentLogs, policyPurchasedLogs, roundLogs, sealedLogs, seriesSettledLogs } from './logs.ts';
export type { ChainLog, PaymentLog, PolicyPurchasedLog, RoundLog, SealedLog, SeriesSettledLog } from './logs.ts';
export { readersFor } from './readers.ts';
export type { Accreditation, Policy, PoolTotals, Readers, Round, SealHead, Series, SeriesAccount } from './readers.ts';
export { functionRoles, grantAdminCall, grantRoleCall, renounceAdminCall, revokeRoleCall, roleIds } from './roles.ts';
export type { BusinessRole, Role } from './roles.ts';
export { walletSender } from './sender.ts';
export type { Fees, Sender, UnsignedCall } from './sender.ts';
export { outcomes, policyStatuses, roundStatuses, seriesStates, sides } from './states.ts';
export type { Outcome, PolicyStatus, RoundStatus, SeriesState, Side } from './states.ts';
export {
  acceptanceTypedData,
  fullFactor,
  observationDigest,
  observationTypedData,
  permitTypedData,
  premiumFor,
  quoteTypedData,
} from './typedData.ts';
export type { Observation, PermitMessage, Quote, TypedData } from './typedData.ts';
