// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { SeriesState } from "../libraries/SeriesStates.sol";

/// @title ICropCover
/// @notice Policies: sold against a signed quote, collateralised in full, settled per series at a constant cost, and paid
/// by whoever pushes, to the recorded holder only.
/// @dev Premiums rest here until the outcome: earned by the pool, or refunded. The holder's consent is a signature, so
/// that a farmer needs no gas.
interface ICropCover {
    /// @notice Outcome of a series.
    enum Outcome {
        None,
        Final,
        Expired,
        Cancelled
    }

    /// @notice Stored: None, Active, PaymentFailed, Paid. Read: also Refunded, and Lapsed when nothing was due.
    enum PolicyStatus {
        None,
        Active,
        PaymentFailed,
        Paid,
        Refunded,
        Lapsed
    }

    /// @notice Offer signed by the underwriter of the series (EIP-712, domain "FieldSeal CropCover" version "1").
    /// @param seriesId Series.
    /// @param holder Who is insured, pays the premium and receives the payout.
    /// @param plotKey Hash that names the plot.
    /// @param sumInsured Smallest unit of the token.
    /// @param premium Sum insured times the premium rate of the series, rounded up.
    /// @param nonce Used once per underwriter; consecutive ones are cheapest.
    /// @param deadline Last second of validity.
    struct Quote {
        bytes32 seriesId;
        address holder;
        bytes32 plotKey;
        uint256 sumInsured;
        uint256 premium;
        uint256 nonce;
        uint64 deadline;
    }

    /// @notice ERC-2612 permit of the holder for the premium; `deadline` 0 means none, the allowance exists already.
    struct Permit {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice One policy as it stands.
    /// @param amountDue What `pay` would send now, or has sent.
    struct Policy {
        address holder;
        uint256 sumInsured;
        PolicyStatus status;
        uint256 amountDue;
    }

    /// @notice Books of a series.
    /// @param exposure Sum of sums insured.
    /// @param premiums Sum of premiums.
    /// @param policies Policies sold; their ids are 1 to this.
    /// @param closedPolicies Policies paid or refunded.
    /// @param outcome None until settled.
    /// @param payoutFactor Basis points x 100.
    /// @param reserved Money set aside for payments.
    /// @param paid Money paid.
    struct Account {
        uint96 exposure;
        uint96 premiums;
        uint32 policies;
        uint32 closedPolicies;
        Outcome outcome;
        uint32 payoutFactor;
        uint96 reserved;
        uint96 paid;
    }

    event PolicyPurchased(
        bytes32 indexed seriesId,
        uint32 indexed policyId,
        address indexed holder,
        bytes32 plotKey,
        uint256 sumInsured,
        uint256 premium
    );
    event SeriesSettled(
        bytes32 indexed seriesId,
        Outcome outcome,
        int256 valueMilli,
        uint32 payoutFactor,
        uint256 reserved
    );
    event PolicyPaid(bytes32 indexed seriesId, uint32 indexed policyId, address indexed holder, uint256 amount);
    event PremiumRefunded(bytes32 indexed seriesId, uint32 indexed policyId, address indexed holder, uint256 amount);
    /// @notice The holder could not be paid; anybody may try again.
    event PaymentFailed(bytes32 indexed seriesId, uint32 indexed policyId, address indexed holder, uint256 amount);
    /// @notice Everybody is paid; what rounding left over went back to the pool.
    event SeriesSwept(bytes32 indexed seriesId, uint256 remainder);

    error SeriesNotOnSale(bytes32 seriesId, SeriesState state);
    error SalesEnded(uint256 time, uint64 salesEnd);
    error QuoteExpired(uint256 time, uint64 deadline);
    error HolderMissing();
    error SumInsuredInvalid(uint256 sumInsured, uint256 most);
    /// @notice The quote does not carry the premium of the series.
    error PremiumMismatch(uint256 expected, uint256 quoted);
    error ExposureCapExceeded(uint256 exposure, uint256 cap);
    error QuoteSignatureInvalid(address underwriter);
    /// @notice The holder did not sign this quote, nor send the transaction.
    error HolderSignatureInvalid(address holder);
    error NonceUsed(address underwriter, uint256 nonce);
    /// @notice The plot is insured against this peril for this season.
    error PlotAlreadyInsured(bytes32 plotKey, bytes32 seriesId);
    /// @notice The token moved another amount than asked.
    error PremiumNotReceived(uint256 expected, uint256 received);
    error AlreadySettled(bytes32 seriesId, Outcome outcome);
    error NotSettled(bytes32 seriesId);
    error SeriesNotSettleable(bytes32 seriesId, SeriesState state);
    /// @notice The round has no result yet.
    error RoundUndecided(bytes32 roundKey);
    /// @notice The index paid nothing.
    error NothingDue(bytes32 seriesId);
    error PolicyUnknown(bytes32 seriesId, uint32 policyId);

    /// @notice Buys cover; anybody may relay.
    /// @param quote Offer.
    /// @param quoteSignature Underwriter's signature of the `Quote`.
    /// @param holderSignature Holder's signature of `Acceptance(Quote quote)`; empty if the holder sends the transaction.
    /// @param permit Allowance for the premium.
    /// @return policyId Number of the policy within its series, from 1.
    function purchase(
        Quote calldata quote,
        bytes calldata quoteSignature,
        bytes calldata holderSignature,
        Permit calldata permit
    ) external returns (uint32 policyId);

    /// @notice Takes the outcome of a series into the books; anybody may, once. Cost does not depend on the number of
    /// policies. Final index: reserves the payouts, frees the rest, the pool earns the premiums. Expired round or
    /// cancelled series: frees the collateral and reserves the premiums for refund.
    function settle(bytes32 seriesId) external;

    /// @notice Pays (or refunds) policies of a settled series; anybody may. Those paid already are passed over; a payee
    /// that cannot be paid is noted and blocks nobody.
    function pay(bytes32 seriesId, uint32[] calldata policyIds) external;

    /// @notice Stops sales; settlement and payment go on. Needs the role GUARDIAN.
    function pauseSales() external;

    /// @notice Resumes sales. Needs the role GUARDIAN.
    function resumeSales() external;

    function policy(bytes32 seriesId, uint32 policyId) external view returns (Policy memory);

    function account(bytes32 seriesId) external view returns (Account memory);

    /// @notice Series under which a plot is insured against a peril for a season, 0 if none.
    function plotCover(bytes32 plotKey, bytes32 perilSeason) external view returns (bytes32 seriesId);

    function isNonceUsed(address underwriter, uint256 nonce) external view returns (bool);
}
